"""承办任务的门：取本单位承办的一件，认清此人在这件事里是谁；不归他的和没有的一样。"""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from sanban.matters.models import LIVE, Todo
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import (
    Feedback,
    FeedbackState,
    Handler,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services import Almanac, Rules, current_rules
from sanban.web.request import Request, number
from sanban.web.shell import calendar

LEADERS = (RoleCode.PRINCIPAL, RoleCode.LEADER)
SPEAKERS = (RoleCode.LIAISON, *LEADERS)
"""能替单位说话的角色。"""
KEPT_SECONDS = 30
JOINED = ("org", "item__matter__drafter", "item__org", "item__lead_org", "item__leader")


@dataclass(frozen=True, slots=True)
class Duty:
    """本单位承办的一件：哪一行、此人凭什么来办。

    :ivar todo: 此人手上的差事的编号；没有为空。
    """

    handler: Handler
    is_liaison: bool
    is_leader: bool
    todo: int | None

    @property
    def item(self) -> SupervisedItem:
        """督办事项。"""
        return self.handler.item

    @property
    def org(self) -> Org:
        """本单位。"""
        return self.handler.org

    @property
    def signs_for(self) -> bool:
        """能不能替单位签收、撤回申请。"""
        return self.is_liaison or self.todo is not None


def almanac_of(request: Request) -> Almanac:
    """此刻的工作日历和规矩，各存半分钟。"""
    rules: Rules | None = cache.get("supervision-rules")
    if rules is None:
        rules = current_rules()
        cache.set("supervision-rules", rules, KEPT_SECONDS)
    return Almanac(request.now, calendar(timezone.localdate(request.now)), rules)


def orgs_of(person: Person, roles: tuple[str, ...] = SPEAKERS) -> list[int]:
    """此人在哪几个单位有这些角色。"""
    return sorted({one.org_id for one in person.holdings.all() if one.role in roles})


def duties(person: Person) -> QuerySet[Handler]:
    """此人能替单位办的各行，带着最早的应报、有没有待审的反馈、此人手上的差事。"""
    return duties_in(person.pk, orgs_of(person))


def duties_in(person: int, orgs: list[int]) -> QuerySet[Handler]:
    """同 `duties`；给的是人和单位的编号，可以只编一次。"""
    mine = Todo.objects.filter(
        matter=OuterRef("item_id"), org=OuterRef("org_id"), person=person,
        stage=HANDLE.code, state__in=LIVE,
    )  # fmt: skip
    owed = ReportDue.objects.filter(
        item=OuterRef("item_id"), org=OuterRef("org_id"), met_at=None, excused_at=None
    )
    pending = Feedback.objects.filter(
        item=OuterRef("item_id"), org=OuterRef("org_id"), state=FeedbackState.PENDING
    )
    rows = Handler.objects.filter(released_at=None)
    rows = rows.filter(Q(org__in=orgs) | _held_by(person) & Q(Exists(mine)))
    earliest = owed.order_by().values("item").annotate(day=Min("due_on")).values("day")
    return rows.annotate(
        todo=Subquery(mine.order_by("id").values("pk")[:1]),
        report_on=Subquery(earliest),
        is_pending=Exists(pending),
        stage=F("item__matter__stage"),
    )


def _held_by(person: int) -> Q:
    """此人手上有差事的事项；先这样收窄，有了索引可走，才不逐件去问全部承办。"""
    held = Todo.objects.filter(person=person, stage=HANDLE.code, state__in=LIVE)
    return Q(item__in=held.values("matter"))


def get_duty(request: Request, pk: int) -> Duty:
    """取一件；替几个单位办的，网址里写明替谁，没写的主办在前。"""
    rows = duties(request.me).filter(item=pk).select_related(*JOINED)
    chosen = number(request.GET.get("org") or request.POST.get("org"))
    if chosen:
        rows = rows.filter(org=chosen)
    found = rows.order_by("-part", "org__rank_order", "id").first()
    if found is None:
        raise Http404
    leads = found.org_id in orgs_of(request.me, LEADERS)
    speaks = found.org_id in orgs_of(request.me, (RoleCode.LIAISON,))
    return Duty(found, is_liaison=speaks, is_leader=leads, todo=getattr(found, "todo", None))
