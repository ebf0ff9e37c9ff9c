"""意见：按环节分组、按领导次序排列；撤下的划去，换写的写明。"""

from typing import Any

from sanban.documents.services.sheet import SAID
from sanban.matters.models import Step, by_rank
from sanban.people.models import Person
from sanban.web.templatetags.words import moment

READ = "read"
# fmt: off
GROUPS = (
    ("领导批示", ("instruct",), True),
    ("承办情况", ("handle",),   False),
    ("拟办意见", ("propose",),  False),
    OTHERS := ("办理意见", (), False),
    ("传阅意见", (READ,),       False),
)
# fmt: on
WORDS = SAID | {"send_back", "add_signer", "refer", "direct_send", "terminate", READ}


def opinions_of(steps: list[Step], me: Person) -> list[dict[str, Any]]:
    """各组意见：每组有 label 和 rows。"""
    known = {one.pk: one for one in steps}
    later = {one.about_id for one in steps if one.action == "withdraw_opinion"}
    undone = {one.about_id for one in steps if one.action == "withdraw"}
    grouped: dict[str, list[tuple[Step, bool]]] = {}
    for step in steps:
        source = known.get(step.about_id or 0) if step.action == "withdraw_opinion" else step
        if step.remark and source and source.action in WORDS and source.pk not in undone:
            label, lead = _group(source)
            grouped.setdefault(label, []).append((step, lead))
    return [
        {"label": label, "rows": [_row(one, lead, one.pk in later, me) for one, lead in rows]}
        for label, _, _ in GROUPS
        if (rows := _ordered(grouped.get(label, [])))
    ]


def _ordered(rows: list[tuple[Step, bool]]) -> list[tuple[Step, bool]]:
    """批示按领导排序，同一人按先后；其余按先后。"""
    lead = any(row[1] for row in rows)
    return sorted(rows, key=lambda row: by_rank(row[0]) if lead else row[0].number)


def _group(step: Step) -> tuple[str, bool]:
    where = READ if step.action == READ else step.stage if step.action in SAID else ""
    found = next((row for row in GROUPS if where in row[1]), OTHERS)
    return found[0], found[2]


def _row(step: Step, lead: bool, withdrawn: bool, me: Person) -> dict[str, Any]:
    how = f"{step.recorded_by.name} 代录" if step.recorded_by else ""
    if step.on_behalf_of:
        how = f"代 {step.on_behalf_of.name}"
    post = f"{step.org}　{step.post_name}" if step.org else step.post_name
    owner = me.pk in (step.person_id, step.recorded_by_id)
    return {
        "pk": step.pk,
        "text": step.remark,
        "name": step.person_name,
        "post": post,
        "when": moment(step.done_at),
        "lead": lead,
        "how": how,
        "withdrawn": withdrawn,
        "is_mine": owner and not withdrawn and step.action != "withdraw_opinion",
    }
