"""意见：按环节分组、按领导次序排列；撤下的划去，换写的写明。"""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from sanban.documents.kinds.outgoing import KIND as OUTGOING
from sanban.documents.models import Ink
from sanban.documents.services.inking import ONLY_INK, TRANSCRIBE
from sanban.documents.services.sheet import SAID
from sanban.matters.models import Step, by_rank
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import KIND as ITEM
from sanban.web.templatetags.words import moment

READ = "read"
# fmt: off
GROUPS = (
    ("领导批示", ("instruct",), True),
    ("签发意见", ("sign_off",), True),
    ("立项意见", ("approve",),  True),
    ("审定意见", ("consent",),  True),
    ("会签意见", ("cosign",),   True),
    ("征求意见", ("consult",),  False),
    ("审核意见", ("review",),   False),
    ("核查意见", ("verify",),   False),
    ("承办情况", ("handle",),   False),
    ("拟办意见", ("propose",),  False),
    OTHERS := ("办理意见", (), False),
    ("传阅意见", (READ,),       False),
)
# fmt: on
NO_INKS: Mapping[int, Ink] = {}
MOVES = SAID | {move.code for kind in (OUTGOING, ITEM) for move in kind.moves}
WORDS = MOVES | {"send_back", "add_signer", "refer", "direct_send", "terminate", READ}


def opinions_of(
    steps: list[Step], me: Person, inks: Mapping[int, Ink] = NO_INKS
) -> list[dict[str, Any]]:
    """各组意见：每组有 label 和 rows；`inks` 是手写的，第几步 → 哪一幅。"""
    typed = {one.about_id: one for one in steps if one.action == TRANSCRIBE}
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
        {
            "label": label,
            "rows": [
                {**_row(one, lead, one.pk in later, me), **_hand(one, inks, typed)}
                for one, lead in rows
            ],
        }
        for label, _, _ in GROUPS
        if (rows := _ordered(grouped.get(label, [])))
    ]


def _ordered(rows: list[tuple[Step, bool]]) -> list[tuple[Step, bool]]:
    """批示按领导排序，同一人按先后；其余按先后。"""
    lead = any(row[1] for row in rows)
    return sorted(rows, key=lambda row: by_rank(row[0]) if lead else row[0].number)


def _group(step: Step) -> tuple[str, bool]:
    where = READ if step.action == READ else step.stage if step.action in MOVES else ""
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


def _hand(step: Step, inks: Mapping[int, Ink], typed: Mapping[int | None, Step]) -> dict[str, Any]:
    """手写的一幅，和办公室录的文字。"""
    ink = inks.get(step.number)
    if ink is None:
        return {}
    words = typed.get(step.pk)
    text = words.remark if words else "" if step.remark == ONLY_INK else step.remark
    how = f"手写，{words.person_name} 录文" if words else "手写"
    address = reverse("ink-picture", args=[step.matter_id, ink.pk])
    return {"ink": ink.pk, "ink_url": address, "text": text, "how": how, "untyped": not text}
