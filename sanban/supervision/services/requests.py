"""申请：异议、延期、协调、中止、阶段办结；承办单位提，本单位领导同意，督查室裁定。

异议、延期要本单位领导同意：系统里有这个单位的领导的，等他同意才送裁定；没有的，写明是谁同意的。
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import FAR
from sanban.matters.services import Entry
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.models import Handler, Outcome, RequestKind, SideRequest, SupervisedItem
from sanban.supervision.services.acknowledging import handler_of, objection_due
from sanban.supervision.services.actors import (
    UNIT_LEADERS,
    check_office,
    check_unit,
    is_office,
    unit_leaders,
)
from sanban.supervision.services.dates import Almanac, almanac, check_days, day_of, said
from sanban.supervision.services.syncing import check_handling, locked_item, sync

LONGEST_REASON, LONGEST_NAME = 2000, 40


@dataclass(frozen=True, slots=True)
class Wish:
    """要提的：何种申请、理由、要求的日子、系统里没有本单位领导的写明是谁同意的。"""

    kind: str
    reason: str
    wanted_on: date | None = None
    consent_name: str = ""


@dataclass(frozen=True, slots=True)
class Plea:
    """正在提的一项；`handler` 为空是督查室自己提的。"""

    item: SupervisedItem
    handler: Handler | None
    wish: Wish
    by: Person
    how: Almanac

    @property
    def org(self) -> Org | None:
        """哪个单位提的；空为督查室。"""
        return self.handler.org if self.handler else None


@dataclass(frozen=True, slots=True)
class Sort:
    """一种申请的规矩。

    :param check: 提的时候另查什么。
    :param wants_consent: 要不要本单位领导同意。
    :param by_office: 督查室自己能不能提。
    """

    check: Callable[[Plea], None] | None = None
    wants_consent: bool = False
    by_office: bool = True


def _check_objection(plea: Plea) -> None:
    handler = plea.handler
    if handler is None:
        return
    due = objection_due(handler, plea.how)
    if plea.how.now > due:
        days = plea.how.rules.objection_days
        told = f"异议要在交办后 {days} 个工作日内提，{said(day_of(due))}已经截止"
        raise Refused(
            f"{told}；确实办不了的，请与督查室联系，由督查室改派。", code="objection-late"
        )


def _check_extension(plea: Plea) -> None:
    if plea.wish.wanted_on is None:
        raise Refused("延期要写明延到哪一天，请选好日子再提。", code="no-day")
    due_at = plea.item.due_at
    if plea.how.now > due_at:
        told = f"延期要在时限以前提，这件的时限{said(day_of(due_at))}已经过了"
        raise Refused(f"{told}；请抓紧办，说明原因写在反馈里。", code="extension-late")
    if due_at < FAR and plea.wish.wanted_on <= day_of(due_at):
        raise Refused(f"要延到的日子应在现在的时限{said(day_of(due_at))}以后。", code="not-later")


def _check_suspension(plea: Plea) -> None:
    if plea.wish.wanted_on is not None and plea.wish.wanted_on <= plea.how.today:
        raise Refused("预计恢复的日子应在今天以后，请改过再提。", code="not-later")


def _check_phase(plea: Plea) -> None:
    if plea.wish.wanted_on is None or plea.wish.wanted_on <= plea.how.today:
        said_ = "阶段办结要写明下一阶段的时限（今天以后），请选好日子再提。"
        raise Refused(said_, code="no-day")


# fmt: off
SORTS: dict[str, Sort] = {
    # 何种                     另查什么            本单位领导同意        督查室能提
    RequestKind.OBJECTION:    Sort(_check_objection,  wants_consent=True, by_office=False),
    RequestKind.EXTENSION:    Sort(_check_extension,  wants_consent=True),
    RequestKind.COORDINATION: Sort(),
    RequestKind.SUSPENSION:   Sort(_check_suspension),
    RequestKind.PHASE:        Sort(_check_phase),
}
# fmt: on


def warning_of(item: SupervisedItem, kind: str, *, how: Almanac) -> str:
    """提之前要让人知道的一句；没有的为空。第二次延期由主任定。"""
    if kind == RequestKind.EXTENSION and item.extension_count >= how.rules.extensions:
        return f"这件已经延期 {item.extension_count} 次，再延要由办公室主任定。"
    return ""


def ask(
    item: SupervisedItem, wish: Wish, *, org: Org | None, by: Person, now: datetime
) -> SideRequest:
    """提一项申请；要本单位领导同意的先送他，其余直接送督查室裁定。

    :param org: 哪个承办单位提的；空为督查室自己提的。
    :raises Refused: 不是这个单位的人；不在办理；过了提的时候；没写理由；已经提了还没裁定。
    """
    guards.check_typed([wish.reason, wish.consent_name], by=by)
    sort = SORTS.get(wish.kind)
    if sort is None:
        raise Refused("没有这一种申请，请刷新页面再提。", code="no-such-request")
    if not wish.reason.strip() or len(wish.reason) > LONGEST_REASON:
        told = f"请写明理由，不超过 {LONGEST_REASON} 个字。"
        raise Refused(told, code="no-reason")
    check_days(wish.wanted_on)
    how = almanac(now)
    with transaction.atomic():
        fresh = locked_item(item)
        check_handling(fresh)
        plea = Plea(fresh, _handler(fresh, org, sort, by), wish, by, how)
        if sort.check:
            sort.check(plea)
        _check_single(plea)
        made = _made(plea)
        _settle_consent(made, sort, wish.consent_name, by=by)
        tell(made, now=now)
        sync(fresh, now=now, how=how)
        return made


def _handler(item: SupervisedItem, org: Org | None, sort: Sort, by: Person) -> Handler | None:
    if org is None:
        if not sort.by_office:
            raise Refused("异议由承办单位提；督查室要换单位的请用“改派”。", code="not-unit")
        check_office(item.org, by)
        return None
    handler = handler_of(item, org)
    if not is_office(org, by, UNIT_LEADERS):
        check_unit(item, org, by)
    if handler.applied_at is not None:
        raise Refused(f"{org}已经申请办结，不必再提；要改的请先撤回办结申请。", code="applied")
    return handler


def _check_single(plea: Plea) -> None:
    kind = plea.wish.kind
    waiting = plea.item.requests.filter(kind=kind, outcome=Outcome.PENDING, org=plea.org)
    if waiting.exists():
        said_ = f"已经提了一项{RequestKind(kind).label}，还没有裁定，请等裁定或先撤回。"
        raise Refused(said_, code="request-waiting")


def _made(plea: Plea) -> SideRequest:
    wish, item = plea.wish, plea.item
    label = RequestKind(wish.kind).label
    told = f"申请{label}" + (f"到{said(wish.wanted_on)}" if wish.wanted_on else "")
    note = "；".join(one for one in (told, warning_of(item, wish.kind, how=plea.how)) if one)
    entry = Entry(
        f"ask_{wish.kind}", f"提{label}", remark=wish.reason, note=note, org=plea.org, is_work=False
    )
    step = matters.write(item.matter, entry, by=plea.by, now=plea.how.now)
    return SideRequest.objects.create(
        item=item,
        org=plea.org,
        kind=wish.kind,
        reason=wish.reason.strip(),
        wanted_on=wish.wanted_on,
        by=plea.by,
        made_at=plea.how.now,
        step=step,
    )


def _settle_consent(request: SideRequest, sort: Sort, consent_name: str, *, by: Person) -> None:
    """领导自己提的、不须同意的当即算同意；有领导的等他，没有的要写明是谁。"""
    org, now = request.org, request.made_at
    if org is not None and is_office(org, by, UNIT_LEADERS):
        request.consent_by, request.consent_name, request.consented_at = by, by.name, now
    elif org is None or not sort.wants_consent:
        request.consented_at = now
    elif not unit_leaders(org):
        request.consent_name, request.consented_at = _named(consent_name, org), now
    request.save(update_fields=["consent_by", "consent_name", "consented_at"])


def _named(consent_name: str, org: Org) -> str:
    name = consent_name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Refused(f"要经{org}领导同意，请写明是哪位领导同意的。", code="no-consent")
    return name


def tell(request: SideRequest, *, now: datetime) -> None:
    """等领导同意的告诉领导，等裁定的告诉督查员。"""
    matter = request.item.matter
    label = request.get_kind_display()
    if request.consented_at is None and request.org is not None:
        people, said_ = unit_leaders(request.org), f"请您同意：{label}　{matter.title}"
    else:
        people = list(Person.objects.with_role(RoleCode.SUPERVISOR, org=matter.org))
        said_ = f"{request.org or '督查室'}提{label}，请裁定：{matter.title}"
    send(request, people, said_, now=now)


def send(request: SideRequest, people: list[Person], words: str, *, now: datetime) -> None:
    """发一条消息，点开就是那件事项；同一进展不重发。"""
    cause = f"request:{request.pk}:{request.outcome}:{bool(request.consented_at)}"
    link = f"/matters/{request.item_id}/"
    inbox.send(people, kind="supervision", title=words, cause=cause, now=now, link=link)


def locked_request(request: SideRequest) -> tuple[SideRequest, SupervisedItem]:
    """锁住事项以后再读这一项；裁定了的不再办。

    :raises Refused: 已经裁定或者撤回。
    """
    item = locked_item(SupervisedItem(pk=request.item_id))
    rows = SideRequest.objects.select_related("org", "by", "ruled_by")
    fresh = rows.get(pk=request.pk)
    fresh.item = item
    if fresh.outcome != Outcome.PENDING:
        who = fresh.ruled_by.name if fresh.ruled_by else str(fresh.by)
        said_ = f"{who}已经{'裁定' if fresh.ruled_by else '撤回'}了这一项"
        raise Refused(f"{said_}，请刷新页面看结果。", code="stale")
    return fresh, item
