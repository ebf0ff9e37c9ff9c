"""责任人是不是一个人，牵头单位是不是一个单位，差在哪里怎么说。"""

from sanban.engine.tasks.signals import A_BODY, ANYBODY
from sanban.engine.tasks.text import TaskText, short
from sanban.engine.text import Pattern

NOBODY = Pattern(r"(?:有关|相关|各|全体|具体|专|待定|未定|暂无|无\Z|同上|[×Xx*?？]).*")
SEVERAL = Pattern("[、，,；;/]")


def is_person(name: str) -> bool:
    """像一个人的姓名：不是空的，不是“有关人员”，不是单位。"""
    name = name.strip()
    if not name or NOBODY.match(name) or ANYBODY.search(name) or SEVERAL.search(name):
        return False
    return A_BODY.search(name) is None


def about_owner(text: TaskText) -> str:
    """牵头单位、责任人差在哪里，各一句。"""
    said = [*_about_lead(text.lead_org.strip()), *_about_person(text.owner.strip())]
    return "；".join(said)


def _about_lead(lead: str) -> list[str]:
    if not lead:
        return ["写明牵头单位，只能是一个"]
    if ANYBODY.search(lead):
        return [f"牵头单位“{short(lead)}”写成单位的名称"]
    return []


def _about_person(owner: str) -> list[str]:
    if not owner:
        return ["写明责任人的姓名"]
    if not is_person(owner):
        return [f"责任人“{short(owner)}”不是一个人，写姓名"]
    return []
