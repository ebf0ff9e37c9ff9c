"""送签发的关口：审核各项答齐，机器要改的有着落，公开属性、评估都记了，意见不一致的有说法。"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sanban.core.errors import Refused
from sanban.documents.models import Assessment, Outcome, Outgoing, Publicity, ReviewItem
from sanban.documents.services.drafting import findings_of
from sanban.documents.services.issuing.attempt import Attempt, newest_of
from sanban.documents.services.issuing.checklist import (
    assessments_for,
    is_government,
    items_for,
)
from sanban.documents.services.issuing.machine import checks_of
from sanban.documents.services.issuing.reviewing import answers_of
from sanban.documents.services.issuing.routing import DISAGREED, MachineResult, disagreement
from sanban.engine.proof import Finding, Level
from sanban.matters import services as matters
from sanban.people.models import RoleCode

WORDS = ("wording", "layout", "facts")
"""这几项提请过注意的，警告一级的发现算看过了。"""
SHOWN = 3


def open_points(outgoing: Outgoing, *, now: datetime) -> list[str]:
    """送签发之前还差什么，一条一句；都齐了为空。"""
    version = newest_of(outgoing.matter)
    answers, findings = answers_of(version), findings_of(version)
    results = checks_of(outgoing, version, findings, now=now)
    return [
        *_unanswered(outgoing, answers),
        *_to_fix(outgoing, answers),
        *_machine_left(results, answers),
        *_findings_left(findings, answers),
        *_publicity(outgoing),
        *_assessments(outgoing),
    ]


def _unanswered(outgoing: Outgoing, answers: Mapping[str, ReviewItem]) -> list[str]:
    left = [one.label for one in items_for(outgoing) if one.code not in answers]
    return [f"审核还有 {len(left)} 项没有写结果：{_listed(left)}"] if left else []


def _to_fix(outgoing: Outgoing, answers: Mapping[str, ReviewItem]) -> list[str]:
    labels = {one.code: one.label for one in items_for(outgoing)}
    fixes = [row for code, row in answers.items() if row.outcome == Outcome.FIX and code in labels]
    return [f"审核说要改的还没有改：{labels[row.code]}（{row.remark}）" for row in fixes]


def _machine_left(results: Sequence[MachineResult], answers: Mapping[str, ReviewItem]) -> list[str]:
    """机器说要改的；审核的人写明可以不改的不算，未协商一致的另由主任说明。"""
    left = [one for one in results if one.outcome == Outcome.FIX and one.rule != DISAGREED]
    left = [one for one in left if not _decided(answers.get(one.rule))]
    return [f"{one.sentence}（{one.basis}）" for one in left]


def _decided(row: ReviewItem | None) -> bool:
    return row is not None and row.outcome != Outcome.FIX


def _findings_left(findings: Iterable[Finding], answers: Mapping[str, ReviewItem]) -> list[str]:
    """查出的毛病：错误要逐条定；警告，审核的人就文字提请过注意的，算看过了。

    没有把握的（规则自己没有跑成）不拦。
    """
    seen = any(code in answers and answers[code].outcome == Outcome.COMMENT for code in WORDS)
    least = Level.ERROR if seen else Level.WARNING
    left = [one for one in findings if one.level.rank >= least.rank and one.confidence]
    left = [one for one in left if not _decided(answers.get(one.rule))]
    said = [f"“{one.quote}”{one.message}" for one in left]
    return [f"还有 {len(left)} 处毛病没有改、也没有写明不改的理由：{_listed(said)}"] if left else []


def _publicity(outgoing: Outgoing) -> list[str]:
    if not is_government(outgoing.matter.org):
        return []
    if not outgoing.publicity:
        return ["还没有定公开属性：主动公开、依申请公开或不予公开（国办发〔2016〕80号）"]
    if outgoing.publicity == Publicity.CLOSED and not outgoing.publicity_reason.strip():
        return ["不予公开的要写明理由（国办发〔2016〕80号）"]
    return []


def _assessments(outgoing: Outgoing) -> list[str]:
    rows = {row.kind: row for row in Assessment.objects.filter(matter=outgoing.matter)}
    wanted = assessments_for(outgoing)
    missing = [one.label for one in wanted if one not in rows]
    failed = [row.get_kind_display() for row in rows.values() if row.outcome == Outcome.FIX]
    said = [f"还没有记评估结论：{'、'.join(missing)}（不涉及的也请记一笔）"] if missing else []
    return [*said, *(f"{one}说要改的还没有改" for one in failed)]


def _listed(words: Sequence[str]) -> str:
    return "；".join(words[:SHOWN]) + (f"等 {len(words)} 项" if len(words) > SHOWN else "")


def check_reviewed(attempt: Attempt) -> Attempt:
    """送签发的关口：审核齐了，机器要改的有着落，意见不一致的有说法。

    :raises Refused: 还差什么，一次说清。
    """
    left = open_points(attempt.outgoing, now=attempt.asked.now)
    if left:
        raise Refused(f"还不能送签发：{'；'.join(left[:SHOWN])}。", code="not-reviewed")
    return _agreed(attempt)


def _agreed(attempt: Attempt) -> Attempt:
    """部门之间未协商一致的不得向下行文；主任写明理由的例外（条例第十六条）。"""
    found = disagreement(attempt.outgoing)
    if found is None:
        return attempt
    reason = attempt.extra.override.strip()
    if not reason:
        raise Refused(f"{found.sentence}（{found.basis}）", code="not-agreed")
    if not matters.has_role(attempt.asked.by, attempt.matter, (RoleCode.DIRECTOR,)):
        raise Refused("意见不一致仍要送签发的，由主任写明理由。", code="not-director")
    return attempt.but(remark=f"{attempt.remark.strip()}（意见不一致，仍送签发：{reason}）")
