"""一事一项：标题、任务书里像不像装了几件事。"""

from collections.abc import Iterator

from sanban.engine.tasks.signals import ACTION
from sanban.engine.tasks.text import TaskText, short
from sanban.engine.text import Pattern, Text

JOINT = Pattern("[，；、]|和|及|与|暨|并(?!网|购|轨|举|重|联|发)")
SEMICOLON = Pattern("[^；;。！？\n]+")
AT_HEAD = 4
LEAST = 4
# 标题里以这些字收尾的才是一件事
WORKS = (
    "建设|改造|整治|治理|整改|清理|拆除|征收|搬迁|排查|检查|督查|普查|培训|创建|修复|修编|编制"
    "|招商|引进|推广|改革|验收|申报|保护|开发|攻坚|帮扶|救助|监管|执法|宣传|演练|防治|供应|收购"
)
A_WORK = Pattern(rf"[一-龥]{{2,}}(?:{WORKS})(?:工作|工程|项目|行动|任务)?\Z")


def several(text: TaskText) -> str:
    """像是几件事的，说是哪几件；一件事答空。"""
    for where, found in (("标题", _in_title(text.title)), ("任务书", _in_mission(text.mission))):
        if len(found) > 1:
            names = "".join(f"“{short(one)}”" for one in found[:3])
            return f"{where}里像有 {len(found)} 件事（{names}{'等' if len(found) > 3 else ''}）"
    return ""


def _in_title(title: str) -> list[str]:
    """几截都以“改造”“整治”一类收尾的，一截算一件。"""
    parts = [part.strip() for part in JOINT.compiled.split(title)]
    works = [part for part in parts if len(part) >= LEAST and A_WORK.search(part)]
    return works if len(works) == len(parts) else []


def _in_mission(mission: str) -> list[str]:
    """一是二是、分条的，一条一件；分号隔开、各以动作起头的，一截一件。"""
    text = Text(mission)
    numbered = list(_after(text, [one.end for one in text.ordinals]))
    if len(numbered) < 2:
        numbered = list(_after(text, [one.end + len(one.mark) for one in text.items]))
    return numbered if len(numbered) > 1 else _in_sentences(mission)


def _after(text: Text, places: list[int]) -> Iterator[str]:
    for place in places:
        said = text.raw[place : text.clauses.at(place).end].strip()
        if said:
            yield said


def _in_sentences(mission: str) -> list[str]:
    found = [one.group().strip() for one in SEMICOLON.over(mission)]
    acts = [one for one in found if ACTION.search(one, 0, min(len(one), AT_HEAD))]
    has_semicolon = "；" in mission or ";" in mission
    return acts if has_semicolon and len(acts) > 1 else []
