"""意见：按环节分组、按领导次序排列；撤下的划去，换写的写明。"""

from typing import Any

from sanban.matters.models import Step
from sanban.people.models import Person
from sanban.web.templatetags.words import moment

# fmt: off
GROUPS = (
    ("领导批示", ("instruct",), True),
    ("承办情况", ("handle",),   False),
    ("拟办意见", ("propose",),  False),
    ("办理意见", (),            False),
)
# fmt: on
HIDDEN = ("withdraw", "start", "circulate", "chase", "withdraw_circulation")


def opinions_of(steps: list[Step], me: Person) -> list[dict[str, Any]]:
    """各组意见：每组有 label 和 rows。"""
    later = {one.about_id: one for one in steps if one.action == "withdraw_opinion"}
    undone = {one.about_id for one in steps if one.action == "withdraw"}
    kept = [
        one for one in steps if one.remark and one.action not in HIDDEN and one.pk not in undone
    ]
    grouped: dict[str, list[dict[str, Any]]] = {}
    for step in _ordered(kept):
        label, lead = _group(step.stage)
        grouped.setdefault(label, []).append(_row(step, lead, step.pk in later, me))
    return [{"label": label, "rows": grouped[label]} for label, _, _ in GROUPS if label in grouped]


def _ordered(steps: list[Step]) -> list[Step]:
    """批示按领导排序，同一人按先后；其余按先后。"""
    return sorted(
        steps,
        key=lambda one: (
            (one.stage == "instruct" and one.person is not None and one.person.rank_order) or 0,
            one.number,
        ),
    )


def _group(stage: str) -> tuple[str, bool]:
    found = next((row for row in GROUPS if stage in row[1]), GROUPS[-1])
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
