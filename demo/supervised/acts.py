"""督办的各个动作：谁来做、走哪个服务，一个动作一个函数，一张表。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from demo.people import Staff
from demo.supervised.items import Plan
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.services import Asked
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision import services
from sanban.supervision.models import Feedback, Outcome, RequestKind, SupervisedItem
from sanban.supervision.services import Finding, ItemExtra, ItemForm, Wish
from sanban.supervision.services.milestones import mark_done
from sanban.supervision.services.pressing import press
from sanban.supervision.services.registers import (
    SiteCheckForm,
    VoiceForm,
    add_site_check,
    add_voice,
)
from sanban.supervision.services.reporting import FeedbackForm, feedback

SUPERVISOR, DIRECTOR, MAYOR = "邵长青", "周明远", "何立新"


@dataclass(slots=True)
class Doing:
    """办到一半的一件：哪一件计划，办成了哪一件事项。"""

    plan: Plan
    staff: Staff
    item: SupervisedItem | None = None

    @property
    def made(self) -> SupervisedItem:
        """最新的一行。"""
        assert self.item is not None
        return services.of_matter(self.item.matter)

    @property
    def orgs(self) -> tuple[Org, ...]:
        """承办单位，牵头的在前。"""
        return tuple(self.staff.orgs[code] for code in self.plan.orgs)

    def person(self, name: str) -> Person:
        """按姓名取人。"""
        return self.staff.people[name]

    def liaison(self, org: Org) -> Person:
        """这个单位的联络员。"""
        found = Person.objects.with_role(RoleCode.LIAISON, org=org).first()
        assert found is not None
        return found


def _propose(one: Doing, now: datetime) -> None:
    day, plan = timezone.localtime(now).date(), one.plan
    due = day + timedelta(days=plan.span)
    parts = (0.3, 0.66, 0.95)
    days = [day + timedelta(days=max(1, round(plan.span * part))) for part in parts]
    nodes = tuple(zip(days, plan.nodes, strict=True))
    owner, backup, leader = plan.who
    form = ItemForm(
        title=plan.title,
        source=plan.source,
        basis=plan.basis,
        content=f"{plan.basis}：{plan.mission}",
        mission=f"{due.month}月{due.day}日前{plan.mission}",
        standard=plan.standard,
        roadmap=tuple(f"{day.month}月{day.day}日前{name}" for day, name in nodes),
        milestones=nodes,
        lead_org=one.orgs[0],
        owner_name=owner,
        owner_phone=one.orgs[0].telephone,
        backup_name=backup,
        assist_orgs=one.orgs[1:],
        leader=one.person(leader),
        due_on=due,
        is_key=plan.is_key,
        cycle=plan.cycle,
    )
    one.item = services.initiate(form, by=one.person(SUPERVISOR), now=now)


def _walk(
    one: Doing, code: str, name: str, now: datetime, *, remark: str = "同意", **given: Any
) -> None:
    choice = Choice(given.get("people", ()), given.get("orgs", ()))
    extra = given.get("extra") or ItemExtra()
    asked = Asked(one.person(name), now)
    services.move(one.made.matter, code, asked=asked, remark=remark, choice=choice, extra=extra)


def _to_approve(one: Doing, now: datetime) -> None:
    people = (one.person(DIRECTOR),)
    _walk(one, "to_approve", SUPERVISOR, now, remark="四要素齐全，建议立项", people=people)


def _assign(one: Doing, now: datetime) -> None:
    parts = [LEAD, *[ASSIST] * (len(one.orgs) - 1)]
    orgs = tuple(zip(one.orgs, parts, strict=True))
    _walk(one, "assign", SUPERVISOR, now, remark="请按时限办理", orgs=orgs)


def _acknowledge(one: Doing, now: datetime) -> None:
    for org in one.orgs:
        services.acknowledge(one.made, org=org, by=one.liaison(org), now=now)


def _report(one: Doing, now: datetime, **given: Any) -> None:
    for org in one.orgs:
        base = Feedback.objects.filter(item=one.made, org=org).count()
        owner = one.plan.who[0] if org == one.orgs[0] else "分管领导"
        form = FeedbackForm(
            progress=given["progress"],
            content=given["content"],
            problem=given.get("problem", ""),
            next_step=given.get("next_step", "按路径图抓紧办理。"),
            approver_name=owner,
        )
        feedback(one.made, form, org=org, base=base, by=one.liaison(org), now=now)


def _node(one: Doing, now: datetime, *, place: int) -> None:
    row = one.made.milestones.order_by("position")[place]
    day = timezone.localtime(now).date()
    mark_done(row, on=day, by=one.liaison(one.orgs[0]), now=now)


def _press(one: Doing, now: datetime, *, rung: str, note: str) -> None:
    press(one.made, rung=rung, note=note, by=one.person(SUPERVISOR), now=now)


def _ask(one: Doing, now: datetime, kind: str, reason: str, **given: Any) -> None:
    wish = Wish(kind=kind, reason=reason, consent_name=one.plan.who[0], **given)
    org = one.orgs[0]
    services.ask(one.made, wish, org=org, by=one.liaison(org), now=now)


def _extend(one: Doing, now: datetime, *, more: int) -> None:
    due = timezone.localtime(one.made.due_at).date() + timedelta(days=more)
    reason = "主要材料供货推迟，已与厂家重新约定到货日期，附供货承诺。"
    _ask(one, now, RequestKind.EXTENSION, reason, wanted_on=due)


def _object(one: Doing, now: datetime) -> None:
    _ask(one, now, RequestKind.OBJECTION, "此项涉及乡镇属地管理，建议由乡镇牵头。")


def _coordinate(one: Doing, now: datetime) -> None:
    _ask(one, now, RequestKind.COORDINATION, "收储点用地涉及两个部门，请协调。")


def _suspend(one: Doing, now: datetime) -> None:
    _ask(one, now, RequestKind.SUSPENSION, "等待上级平台统一标准，暂缓建设。")


def _rule(one: Doing, now: datetime, *, granted: bool) -> None:
    for row in one.made.requests.filter(outcome=Outcome.PENDING):
        words = "同意，请抓紧。" if granted else "按职责分工，仍由你单位牵头，乡镇配合。"
        services.rule(row, granted=granted, ruling=words, by=one.person(DIRECTOR), now=now)


def _apply(one: Doing, now: datetime) -> None:
    for org in reversed(one.orgs):
        name = one.liaison(org).name
        _walk(one, "apply_close", name, now, remark="任务已经完成，申请办结。")


def _verify(one: Doing, now: datetime, *, passed: bool = True) -> None:
    good, bad = "现场核实与报告一致，资料齐全。", "现场还有尾工没有完成，与报告不符。"
    finding = Finding(
        method="site",
        is_passed=passed,
        opinion=good if passed else bad,
        verified_on=timezone.localtime(now).date(),
        place=str(one.orgs[-1]),
    )
    services.verify(one.made, finding, by=one.person(SUPERVISOR), now=now)


def _redo(one: Doing, now: datetime) -> None:
    due = timezone.localtime(now).date() + timedelta(days=12)
    extra = ItemExtra(due_on=due)
    _walk(one, "redo", SUPERVISOR, now, remark="尾工没有完成，退回重办。", extra=extra)


def _to_leader(one: Doing, now: datetime) -> None:
    people = (one.person(MAYOR),)
    _walk(one, "to_leader", SUPERVISOR, now, remark="核实无误，呈请审定。", people=people)


def _look(one: Doing, now: datetime, *, result: str) -> None:
    good, bad = "现场复查，效果稳定。", "复查发现一处险段渗水，需要重新加固。"
    is_good = result == "held"
    due = None if is_good else timezone.localtime(now).date() + timedelta(days=30)
    services.look_back(
        one.made,
        result=result,
        note=good if is_good else bad,
        by=one.person(SUPERVISOR),
        now=now,
        due_on=due,
    )


def _voice(one: Doing, now: datetime, *, satisfied: bool) -> None:
    good, bad = "办得实在，比原先方便多了。", "拖的时间太长，还要多跑。"
    form = VoiceForm(
        channel="12345热线回访",
        words=good if satisfied else bad,
        received_on=timezone.localtime(now).date(),
        is_satisfied=satisfied,
    )
    add_voice(one.made, form, by=one.person(SUPERVISOR), now=now)


def _site(one: Doing, now: datetime) -> None:
    form = SiteCheckForm(
        place=str(one.orgs[0]),
        checked_on=timezone.localtime(now).date(),
        people="邵长青、汪小雨",
        findings="到现场看了，工作还没有实质进展。",
        advice="请单位主要负责人过问，一周内拿出办法。",
        is_unannounced=True,
    )
    add_site_check(one.made, form, by=one.person(SUPERVISOR), now=now)


def _move(code: str, name: str, remark: str) -> Callable[..., None]:
    def do(one: Doing, now: datetime) -> None:
        _walk(one, code, name, now, remark=remark)

    return do


# fmt: off
ACTS: dict[str, Callable[..., None]] = {
    "propose":     _propose,
    "to_approve":  _to_approve,
    "approve":     _move("approve", DIRECTOR, "同意立项"),
    "decline":     _move("decline", DIRECTOR, "日常事务，由单位自行安排，不必立项。"),
    "assign":      _assign,
    "acknowledge": _acknowledge,
    "report":      _report,
    "node":        _node,
    "press":       _press,
    "extend":      _extend,
    "object":      _object,
    "coordinate":  _coordinate,
    "suspend":     _suspend,
    "rule":        _rule,
    "apply":       _apply,
    "verify":      _verify,
    "redo":        _redo,
    "to_leader":   _to_leader,
    "consent":     _move("consent", MAYOR, "同意销号"),
    "close":       _move("close_off", SUPERVISOR, "核实无误，销号。"),
    "look":        _look,
    "voice":       _voice,
    "site":        _site,
}
# fmt: on
