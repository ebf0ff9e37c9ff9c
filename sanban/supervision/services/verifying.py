"""核查：看材料、到现场、请第三方、听群众意见；没有核实的不能销号，退回重办。"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.matters import services as matters
from sanban.matters.models import MatterFileRole, MatterState
from sanban.matters.services import Entry, past_of
from sanban.people.models import Person
from sanban.supervision.kinds.supervised_item import VERIFY
from sanban.supervision.models import Method, SupervisedItem, Verification
from sanban.supervision.services.actors import check_approvers, check_office
from sanban.supervision.services.assigning import current_orgs
from sanban.supervision.services.attempt import Attempt
from sanban.supervision.services.dates import check_days, day_of
from sanban.supervision.services.photos import check_upload
from sanban.supervision.services.syncing import locked_item, sync

CONSENTED = "consent"
SINCE_APPLIED = (CONSENTED, "refuse", "redo", "apply_close")
"""报结以后的几步；最近的一步是审定同意，才能销号。"""
OUTCOMES = {True: "已经核实", False: "没有核实"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """核查得的：办法、核实没有、意见、哪天、在哪里。"""

    method: str
    is_passed: bool
    opinion: str
    verified_on: date
    place: str = ""


def verify(
    item: SupervisedItem,
    finding: Finding,
    *,
    by: Person,
    now: datetime,
    uploads: Iterable[Upload] = (),
) -> Verification:
    """记下一次核查，佐证挂在这一步上；核实了才能送领导审定。

    :raises Refused: 不是督查员或主任；不在核查；没写意见；日期不对；材料收不下、带密级标志。
    """
    guards.check_typed([finding.opinion, finding.place], by=by)
    _check(finding, day_of(now))
    checked = [check_upload(one, by=by) for one in uploads]
    with transaction.atomic():
        fresh = locked_item(item)
        check_office(fresh.org, by)
        _check_stage(fresh)
        note = f"{Method(finding.method).label}：{OUTCOMES[finding.is_passed]}"
        entry = Entry("verify", "核查", remark=finding.opinion, note=note, is_work=False)
        step = matters.write(fresh.matter, entry, by=by, now=now)
        matters.add_checked(
            fresh.matter, checked, role=MatterFileRole.FEEDBACK, by=by, now=now, step=step
        )
        made = Verification.objects.create(
            item=fresh,
            method=finding.method,
            is_passed=finding.is_passed,
            opinion=finding.opinion.strip(),
            place=finding.place.strip()[:200],
            verified_on=finding.verified_on,
            by=by,
            made_at=now,
            step=step,
        )
        fresh.verify_opinion = made.opinion[:500]
        fresh.save(update_fields=["verify_opinion"])
        sync(fresh, now=now)
    return made


def _check(finding: Finding, today: date) -> None:
    if finding.method not in Method.values:
        raise Refused(
            "请选核查的办法：查阅资料、实地核查、第三方核查或听取群众意见。", code="no-method"
        )
    if not finding.opinion.strip():
        raise Refused("核查意见还没有写，请写明看到了什么、核实没有。", code="no-opinion")
    check_days(finding.verified_on)
    if finding.verified_on > today:
        raise Refused("核查日期在今天以后，请改成实际核查的那一天。", code="day-ahead")


def _check_stage(item: SupervisedItem) -> None:
    matter = item.matter
    if matter.state != MatterState.RUNNING or matter.stage != VERIFY.code:
        said = f"现在是“{matter.stage_label}”，不在核查，请刷新页面看最新进展。"
        raise Refused(said, code="not-verifying")


def check_verified(attempt: Attempt) -> Attempt:
    """送审定、销号的关口：承办单位报结以后核查过，最近一次是核实的。

    :raises Refused: 还没有报结；没有核查；最近一次没有核实。
    """
    item = attempt.item
    if item.applied_at is None:
        raise Refused("承办单位还没有申请办结，不能往下办。", code="not-applied")
    rows = item.verifications.filter(made_at__gte=item.applied_at)
    last = rows.order_by("-id").first()
    if last is None:
        raise Refused("承办单位报结以后还没有核查，请先记下一次核查。", code="not-verified")
    if not last.is_passed:
        said = "最近一次核查没有核实，请退回重办，或者核实以后再办。"
        raise Refused(said, code="not-verified")
    return attempt


def check_consented(attempt: Attempt) -> Attempt:
    """销号的关口：核实了，领导在报结以后审定同意过；特送过来的也一样。

    :raises Refused: 没有报结、核实；没有领导审定，或者审定以后又退回办过。
    """
    attempt = check_verified(attempt)
    kept = past_of(attempt.item.matter).kept
    last = next((step.action for step in kept if step.action in SINCE_APPLIED), "")
    if last != CONSENTED:
        said = "领导还没有审定同意销号，请退回到“核查”，送领导审定以后再销号。"
        raise Refused(said, code="not-consented")
    return attempt


def check_to_leader(attempt: Attempt) -> Attempt:
    """送领导审定的关口：核实了，选的是领导或主任。

    :raises Refused: 没有核实；选的人不能审定。
    """
    attempt = check_verified(attempt)
    orgs = [org.pk for org, _ in current_orgs(attempt.item)]
    check_approvers(attempt.item, attempt.choice.people, orgs)
    return attempt
