"""反馈：一件一报，写进展、问题、下步；本单位领导审核了才算报出，应报照着勾销。"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.models import MatterFileRole, Step
from sanban.matters.services import Entry
from sanban.people.models import Org, Person
from sanban.supervision.models import (
    Feedback,
    FeedbackState,
    Handler,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services.acknowledging import handler_of
from sanban.supervision.services.actors import (
    UNIT_LEADERS,
    check_office,
    check_unit_leader,
    is_office,
    unit_keys,
    unit_leaders,
)
from sanban.supervision.services.breaking_down import settle
from sanban.supervision.services.dates import Almanac, almanac, said
from sanban.supervision.services.photos import KEPT, check_upload
from sanban.supervision.services.speaking import (
    LONGEST,
    check_lengths,
    check_speaks,
)
from sanban.supervision.services.syncing import check_handling, locked_item

SHORT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackForm:
    """一次反馈填的各栏。

    :param progress: 完成率，百分数。
    :param approver_name: 审核的单位领导姓名；系统里有本单位领导的不用填，由他在系统里审核。
    """

    progress: int
    content: str
    problem: str = ""
    next_step: str = ""
    approver_name: str = ""
    uploads: tuple[Upload, ...] = ()


LIMITS = (
    ("content", "进展情况", LONGEST),
    ("problem", "存在问题", LONGEST),
    ("next_step", "下步措施", LONGEST),
    ("approver_name", "审核领导", 40),
)


def feedback(
    item: SupervisedItem, form: FeedbackForm, *, org: Org, base: int, by: Person, now: datetime
) -> Feedback:
    """报一次反馈；本单位有领导的等他审核，没有的写明哪位领导审核过，当即报出。

    :param base: 打开表时本单位报到第几次（没报过为 0）；其间同事报过的，拒绝，不重报。
    :raises Refused: 不在办理；不是承办单位的人；没写进展、审核领导；太长；文件收不下；重报。
    """
    _check_form(form, by)
    checked = [check_upload(one, by=by) for one in form.uploads]
    with transaction.atomic():
        fresh = locked_item(item)
        check_handling(fresh)
        handler = handler_of(fresh, org)
        check_speaks(fresh, [org.pk], by)
        row = _new(fresh, handler, form, base=base, by=by, now=now)
        row.step = _write(row, handler, by=by, now=now)
        row.save()
        _attach(row, checked, by=by, now=now)
        if row.state == FeedbackState.ACCEPTED:
            _take(fresh, handler, row, almanac(now))
        else:
            _ask_leaders(fresh, row, now=now)
        return row


def _new(
    item: SupervisedItem, handler: Handler, form: FeedbackForm, *, base: int, by: Person,
    now: datetime,
) -> Feedback:  # fmt: skip
    """还没存的一行：第几次、由谁审核。"""
    rows = Feedback.objects.filter(item=item, org=handler.org)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    if last != base:
        told = f"您打开以后，{handler.org}已经报过第 {last} 次，没有重报。请刷新页面看过再报。"
        raise Refused(f"{told}{KEPT}", code="stale-feedback")
    rows.filter(state=FeedbackState.PENDING).update(
        state=FeedbackState.RETURNED, return_reason="本单位又报了一次，以后一次为准"
    )
    row = Feedback(
        item=item,
        org=handler.org,
        number=last + 1,
        progress=form.progress,
        content=form.content.strip(),
        problem=form.problem.strip(),
        next_step=form.next_step.strip(),
        author=by,
        made_at=now,
    )
    return _approved_by(row, form, by=by, now=now)


def _approved_by(row: Feedback, form: FeedbackForm, *, by: Person, now: datetime) -> Feedback:
    leaders = unit_leaders(row.org)
    row.state = FeedbackState.ACCEPTED
    if is_office(row.org, by, UNIT_LEADERS):
        row.approver, row.approver_name, row.approved_at = by, by.name, now
    elif leaders:
        row.state = FeedbackState.PENDING
        row.approver_name = leaders[0].name
    elif not form.approver_name.strip():
        told = "反馈须经本单位领导审核，请写明是哪位领导审核的，再报。"
        raise Refused(f"{told}{KEPT}", code="no-approver")
    else:
        row.approver_name, row.approved_at = form.approver_name.strip(), now
    return row


def _write(row: Feedback, handler: Handler, *, by: Person, now: datetime) -> Step:
    waits = row.state == FeedbackState.PENDING
    how = "，送本单位领导审核" if waits else f"，{row.approver_name}审核"
    was = handler.progress
    note = f"第 {row.number} 次反馈：完成率 {was}% → {row.progress}%{how}"
    entry = Entry("feedback", "反馈", remark=row.content, note=note, org=row.org, is_work=False)
    return matters.write(row.item.matter, entry, by=by, now=now)


def _attach(row: Feedback, checked: list[Checked], *, by: Person, now: datetime) -> None:
    role = MatterFileRole.FEEDBACK
    matters.add_checked(row.item.matter, checked, role=role, by=by, now=now, step=row.step)


def _ask_leaders(item: SupervisedItem, row: Feedback, *, now: datetime) -> None:
    matters.show(item.matter, unit_keys([row.org]))
    inbox.send(
        unit_leaders(row.org),
        kind="approve",
        title=f"请审核反馈（完成率 {row.progress}%）：{item.matter.title}",
        cause=f"feedback:{row.pk}",
        now=now,
        link="/tasks/approvals/",
    )


def _take(item: SupervisedItem, handler: Handler, row: Feedback, how: Almanac) -> None:
    """报出了：勾销应报，单位、整件的完成率和台账各栏照着变。"""
    _meet(item, row, how)
    handler.progress, handler.reported_at = row.progress, how.now
    handler.save(update_fields=["progress", "reported_at"])
    mark = "" if handler.part == LEAD else f"（{row.org}）"
    values = {"latest": row.content, "problem": row.problem, "next_step": row.next_step}
    shown = {name: f"{mark}{text}"[:SHORT] if text else "" for name, text in values.items()}
    rows = SupervisedItem.objects.filter(pk=item.pk)
    rows.update(**shown, reported_at=how.now, edition=F("edition") + 1)
    settle(item, now=how.now)


def _meet(item: SupervisedItem, row: Feedback, how: Almanac) -> None:
    """勾销欠得最早的一次应报；没有欠的，勾销这一期的。过了日子才报的，在留痕里写明。"""
    rows = ReportDue.objects.filter(item=item, org=row.org, excused_at=None)
    current = rows.filter(due_on__gte=how.today).order_by("due_on").first()
    unmet = rows.filter(met_at=None).order_by("due_on").first()
    if unmet is None or (current and unmet.due_on > current.due_on):
        return
    unmet.met_at = how.now
    unmet.save(update_fields=["met_at"])
    row.report_due = unmet
    row.save(update_fields=["report_due"])
    late = how.calendar.between(unmet.due_on, how.today)
    if unmet.due_on < how.today:
        told = f"这次应于{said(unmet.due_on)}报，迟了 {max(1, late)} 个工作日"
        entry = Entry("feedback_late", "迟报", note=told, org=row.org, is_work=False)
        matters.write(item.matter, entry, by=None, now=how.now)


# 审核


def approve_feedback(row: Feedback, *, by: Person, now: datetime) -> Feedback:
    """单位领导审核一次反馈，审了才算报出。

    :raises Refused: 不是本单位领导；已经审过、退过。
    """
    with transaction.atomic():
        item, fresh = _pending(row)
        check_unit_leader(fresh.org, by)
        check_handling(item)
        handler = handler_of(item, fresh.org)
        fresh.state, fresh.approved_at = FeedbackState.ACCEPTED, now
        fresh.approver, fresh.approver_name = by, by.name
        fresh.save(update_fields=["state", "approved_at", "approver", "approver_name"])
        note = f"审核第 {fresh.number} 次反馈，同意报出"
        entry = Entry("approve_feedback", "审核反馈", note=note, org=fresh.org, is_work=False)
        matters.write(item.matter, entry, by=by, now=now)
        _take(item, handler, fresh, almanac(now))
        return fresh


def return_feedback(row: Feedback, *, reason: str, by: Person, now: datetime) -> Feedback:
    """退回补报：单位领导退没审核的，督查室退已经报出的；退回的仍算没有报。

    :raises Refused: 没写原因；无权退；已经退过。
    """
    if not reason.strip():
        raise Refused("退回要写清补报什么，请写好再退。", code="no-reason")
    check_lengths([("退回原因", reason, 300)])
    guards.check_typed([reason], by=by)
    with transaction.atomic():
        item, fresh = _returnable(row, by)
        fresh.state, fresh.return_reason = FeedbackState.RETURNED, reason.strip()
        fresh.save(update_fields=["state", "return_reason"])
        if fresh.report_due_id:
            ReportDue.objects.filter(pk=fresh.report_due_id).update(met_at=None)
        note = f"退回第 {fresh.number} 次反馈"
        entry = Entry(
            "return_feedback", "退回反馈", remark=reason, note=note, org=fresh.org, is_work=False
        )
        matters.write(item.matter, entry, by=by, now=now)
        _tell_author(item, fresh, by=by, now=now)
        return fresh


def _tell_author(item: SupervisedItem, row: Feedback, *, by: Person, now: datetime) -> None:
    inbox.send(
        [row.author],
        kind="returned",
        title=f"{by.name}退回了反馈，请补报：{item.matter.title}（{row.return_reason}）",
        cause=f"feedback-returned:{row.pk}",
        now=now,
        link=f"/tasks/{item.pk}/",
    )


def _locked(row: Feedback) -> tuple[SupervisedItem, Feedback]:
    item = locked_item(row.item)
    fresh = Feedback.objects.select_related("org", "author").get(pk=row.pk)
    fresh.item = item
    return item, fresh


def _pending(row: Feedback) -> tuple[SupervisedItem, Feedback]:
    item, fresh = _locked(row)
    if fresh.state != FeedbackState.PENDING:
        told = f"这次反馈{fresh.get_state_display()}，不必再审，请刷新页面看最新的。"
        raise Refused(told, code="not-pending")
    return item, fresh


def _returnable(row: Feedback, by: Person) -> tuple[SupervisedItem, Feedback]:
    item, fresh = _locked(row)
    if fresh.state == FeedbackState.PENDING:
        check_unit_leader(fresh.org, by)
    elif fresh.state == FeedbackState.ACCEPTED:
        check_handling(item)
        check_office(item.org, by)
    else:
        raise Refused("这次反馈已经退回，不必再退，请刷新页面看最新的。", code="returned")
    return item, fresh


# 把关


def _check_form(form: FeedbackForm, by: Person) -> None:
    if not 0 <= form.progress <= 100:
        raise Refused(f"完成率写 0 到 100 的整数，请改过再报。{KEPT}", code="bad-progress")
    if not form.content.strip():
        raise Refused("进展情况还没有写，请写好再报。", code="no-content")
    check_lengths((label, getattr(form, name), most) for name, label, most in LIMITS)
    guards.check_typed([getattr(form, name) for name, _, _ in LIMITS], by=by)
