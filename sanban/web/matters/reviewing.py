"""审核单：机器先查的在前，人逐项审的在后，再是各项评估。"""

from typing import Any

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.models import (
    Assessment,
    AssessmentKind,
    Outcome,
    Outgoing,
    ReviewItem,
)
from sanban.documents.services import drafting, issuing
from sanban.documents.services.issuing import MachineResult
from sanban.documents.services.issuing.machine import checks_of
from sanban.documents.services.issuing.reviewing import answers_of
from sanban.matters.models import Matter

REVIEWERS = ("check", "review")
"""逐项审核的环节。"""
# fmt: off
TAGS = {
    Outcome.PASS: "go", Outcome.FIX: "bad", Outcome.COMMENT: "warn", Outcome.NOT_APPLICABLE: "",
}
# fmt: on
WORSE = (Outcome.FIX, Outcome.COMMENT)


def review_of(matter: Matter, outgoing: Outgoing, *, may_review: bool) -> dict[str, Any]:
    """审核单要的全部内容。"""
    try:
        version = issuing.newest_of(matter)
        found = drafting.findings_of(version)
        results = checks_of(outgoing, version, found, now=timezone.now())
    except Refused as fault:
        return {"review_note": fault.message}
    answers = answers_of(version)
    rows = [issuing.Row(item, answers.get(item.code)) for item in issuing.items_for(outgoing)]
    checked = [_checked(one, answers.get(one.rule)) for one in results]
    return {
        "machine": [row for row in checked if row["worse"]],
        "quiet_checks": [row for row in checked if not row["worse"]],
        "checklist": rows,
        "outcomes": Outcome.choices,
        "assessments": _assessments(outgoing),
        "may_review": may_review and matter.stage in REVIEWERS,
    }


def _checked(one: MachineResult, answer: ReviewItem | None) -> dict[str, Any]:
    outcome = Outcome(one.outcome)
    return {
        "one": one,
        "tag": TAGS[outcome],
        "label": outcome.label,
        "answer": answer,
        "worse": outcome in WORSE,
    }


def _assessments(outgoing: Outgoing) -> list[dict[str, Any]]:
    rows = Assessment.objects.filter(matter=outgoing.matter).select_related("by")
    known = {row.kind: row for row in rows}
    wanted = issuing.assessments_for(outgoing)
    return [
        {"code": kind.value, "label": kind.label, "basis": issuing.ASSESSMENTS[kind],
         "row": known.get(kind.value), "tag": _tag(known.get(kind.value))}
        for kind in AssessmentKind
        if kind in wanted or kind.value in known
    ]  # fmt: skip


def _tag(row: Assessment | None) -> str:
    return TAGS[Outcome(row.outcome)] if row else ""
