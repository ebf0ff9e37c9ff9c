"""乱走的人在督查室做的各样事：该办的往前走，也乱按、乱问、乱改。"""

from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Max

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters import services as matters
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.models import Step, Todo, TodoState
from sanban.matters.services import Asked
from sanban.people.models import Org, Person
from sanban.supervision import services
from sanban.supervision.models import (
    Handler,
    ItemState,
    Outcome,
    ReportDue,
    RequestKind,
    SideRequest,
    SupervisedItem,
)
from sanban.supervision.services import Finding, ItemExtra, Wish
from tests.conftest import PEOPLE
from tests.matters.test_random_moves import chance, pick
from tests.supervision.conftest import form_for

BUSINESS = [row[1] for row in PEOPLE[:12]]


class Few:
    """班底里要用的几位。"""

    def __init__(self):
        found = Person.objects.filter(name__in=BUSINESS).prefetch_related("holdings")
        self.people = list(found.select_related("org").order_by("pk"))
        by_name = {one.name: one for one in self.people}
        self.supervisor, self.director = by_name["方弦"], by_name["周明远"]
        self.mayor, self.deputy = by_name["何立新"], by_name["郑国平"]
        self.principal = by_name["赵学军"]
        self.water = Org.objects.get(name="演示县水务局")
        self.finance = Org.objects.get(name="演示县财政局")
        self.water_liaison, self.finance_liaison = by_name["江一帆"], by_name["钱小满"]
        self.liaisons = {
            self.water.pk: self.water_liaison,
            self.finance.pk: self.finance_liaison,
        }


class Acts:
    """几个人、几件督办事项；`attempt` 里做一件事，不成的什么都不变。"""

    # 看

    def propose(self, n):
        form = form_for(self.cast, title=f"第{n}件", cycle=("", "weekly", "monthly")[n % 3])
        return services.initiate(form, by=self.cast.supervisor, now=self.now)

    def item(self, n):
        rows = SupervisedItem.objects.select_related("matter__route", "org", "lead_org", "leader")
        handling = rows.filter(state=ItemState.HANDLING) if chance(n, 2) else rows.none()
        return pick(list(handling.order_by("pk")) or list(rows.order_by("pk")), n)

    def holders(self, item):
        rows = Todo.objects.live(item.matter).filter(state=TodoState.OPEN)
        ids = set(rows.values_list("person", flat=True))
        return [one for one in self.cast.people if one.pk in ids]

    def anyone(self, item, n):
        holders = self.holders(item)
        return pick(self.cast.people if chance(n, 5) or not holders else holders, n)

    def everything(self):
        tables = (SupervisedItem, Handler, ReportDue, SideRequest, Todo)
        rows = [list(table.objects.order_by("pk").values_list()) for table in tables]
        return rows, Step.objects.count(), AuditLog.objects.count()

    # 做

    @contextmanager
    def attempt(self):
        """被拒绝了什么都没变；做成了，一步一条审计，旧的留痕一个字不动。"""
        before, last = self.everything(), Step.objects.aggregate(last=Max("pk"))["last"]
        trail = list(Step.objects.order_by("pk").values_list())
        self.refused = None
        try:
            with transaction.atomic():
                yield
        except Refused as refusal:
            self.refused = refusal
            assert refusal.message.endswith("。"), refusal.message
            assert self.everything() == before
            return
        assert list(Step.objects.filter(pk__lte=last).order_by("pk").values_list()) == trail
        added = Step.objects.filter(pk__gt=last)
        files = AuditLog.objects.filter(act="file.add").count()
        assert AuditLog.objects.count() - before[2] == added.count() and not files

    def press_anything(self, n, m, c):
        item = self.item(n)
        kind = kinds.kind_of(item.matter)
        here = [one for one in kind.moves if one.source.code == item.matter.stage]
        move = pick(here if here and not chance(m, 6) else list(kind.moves), m)
        with self.attempt():
            self.go(item, move.code, self.anyone(item, c), c)

    def go_onward(self, n, m, c=0):
        """该办的人往前走。"""
        item = self.item(n)
        if item.matter.stage == "verify" and item.matter.state == "running":
            self.verify(n, m)
        onward = ("to_approve", "approve", "assign", "apply_close", "to_leader", "consent",
                  "close_off", "hold")  # fmt: skip
        moves = kinds.kind_of(item.matter).moves
        here = [one.code for one in moves if one.source.code == item.matter.stage]
        code = next((one for one in here if one in onward), "")
        if code and self.holders(item):
            person = pick(self.holders(item), m)
            with self.attempt():
                self.go(item, code, person, m)
            if chance(n, 3):
                with self.attempt():
                    services.withdraw(item.matter, by=person, now=self.now)

    def go(self, item, code, by, c):
        people = (pick([self.cast.mayor, self.cast.director, by], c),)
        days = 20 + c % 60
        extra = ItemExtra(due_on=self.day(days) if chance(c, 2) or code == "reopen" else None)
        services.move(
            item.matter,
            code,
            asked=Asked(by, self.now),
            remark="照办",
            choice=Choice(people=people),
            extra=extra,
        )

    def day(self, days):
        return (self.now + timedelta(days=days)).date()

    def verify(self, n, m, c=0):
        item = self.item(n)
        told = Finding(
            method="papers",
            is_passed=not chance(m, 5),
            opinion="看了材料",
            verified_on=self.now.date(),
        )
        with self.attempt():
            by = self.cast.supervisor if not chance(n, 6) else self.anyone(item, n)
            services.verify(item, told, by=by, now=self.now)

    def acknowledge(self, n, m, c=0):
        item, org = self.item(n), pick([self.cast.water, self.cast.finance], m)
        with self.attempt():
            by = self.cast.liaisons[org.pk] if not chance(m, 5) else self.anyone(item, m)
            handler = services.handler_of(item, org)
            if handler.acknowledged_at:
                raise Refused("签过了。", code="had")
            services.acknowledge(item, org=org, by=by, now=self.now)

    def ask(self, n, m, c):
        item, kind = self.item(n), pick(RequestKind.values, m)
        org = pick([self.cast.water, self.cast.finance, None], c)
        by = self.cast.liaisons[org.pk] if org else self.cast.supervisor
        by = self.anyone(item, c) if chance(c, 6) else by
        wish = Wish(kind, "情况有变", wanted_on=self.day(40 + m % 50), consent_name="李明")
        with self.attempt():
            services.ask(item, wish, org=org, by=by, now=self.now)
        if self.refused is None and not chance(n, 3):
            self.consent(n, m)
            self.rule_on_it(n, m)

    def consent(self, n, m, c=0):
        waiting = list(SideRequest.objects.filter(outcome="", consented_at=None).order_by("pk"))
        if waiting:
            told = {"is_agreed": not chance(m, 4), "by": self.cast.principal, "remark": "可以"}
            with self.attempt():
                services.consent(pick(waiting, m), now=self.now, **told)

    def rule_on_it(self, n, m, c=0):
        rows = list(SideRequest.objects.order_by("pk"))
        waiting = [one for one in rows if one.outcome == Outcome.PENDING]
        if not rows:
            return
        request = pick(waiting if waiting and not chance(m, 5) else rows, n)
        by = pick([self.cast.supervisor, self.cast.director], m)
        orgs = ((self.cast.finance, LEAD),) if chance(n, 2) else ((self.cast.water, LEAD),)
        told = {"granted": not chance(m, 4), "ruling": "照此办", "by": by, "handlers": orgs}
        with self.attempt():
            services.rule(request, now=self.now, **told)

    def resume(self, n, m, c=0):
        suspended = list(SupervisedItem.objects.filter(state=ItemState.SUSPENDED))
        item = pick(suspended, n) if suspended else self.item(n)
        with self.attempt():
            services.resume(item, by=self.cast.supervisor, now=self.now)

    def reassign(self, n, m, c=0):
        item = self.item(n)
        water, finance = self.cast.water, self.cast.finance
        ways = (((water, LEAD), (finance, ASSIST)), ((finance, LEAD), (water, ASSIST)),
                ((water, LEAD),), ((finance, LEAD),))  # fmt: skip
        told = {"by": self.cast.supervisor, "now": self.now, "reason": "调整"}
        with self.attempt():
            services.reassign(item, pick(ways, m), **told)

    def withdraw(self, n, m, c=0):
        item = self.item(n)
        actors = Step.objects.filter(matter=item.matter, person__isnull=False).order_by("-pk")
        ids = list(actors.values_list("person", flat=True)[:2])
        recent = [one for one in self.cast.people if one.pk in ids]
        with self.attempt():
            services.withdraw(item.matter, by=pick(recent or self.cast.people, m), now=self.now)

    def send_back(self, n, m, c=0):
        item = self.item(n)
        stages = matters.earlier_stages(item.matter) or kinds.kind_of(item.matter).stages
        asked = Asked(self.anyone(item, m), self.now)
        with self.attempt():
            services.send_back(item.matter, pick(stages, m).code, asked=asked, remark="重来")

    def direct_send(self, n, m, c=0):
        item = self.item(n)
        stage = pick(kinds.kind_of(item.matter).stages, m)
        orgs = ((self.cast.finance, LEAD), (self.cast.water, ASSIST))
        choice = Choice(people=(self.cast.mayor,), orgs=orgs)
        if chance(n, 3):
            with self.attempt():
                asked = Asked(self.cast.director, self.now)
                told = {"asked": asked, "remark": "急", "choice": choice}
                services.direct_send(item.matter, stage.code, **told)

    def terminate(self, n, m, c=0):
        item = self.item(n)
        if chance(n, 8):
            with self.attempt():
                asked = Asked(self.cast.director, self.now)
                services.terminate(item.matter, asked=asked, remark="停")

    def merge(self, n, m, c=0):
        if chance(n, 4):
            told = {"reason": "一件事", "by": self.cast.supervisor, "now": self.now}
            with self.attempt():
                services.merge_items([self.item(n)], self.item(m), **told)

    def look_back(self, n, m, c=0):
        item = self.item(n)
        result = pick(["held", "rebounded"], m)
        told = {"note": "去看了", "by": self.cast.supervisor, "now": self.now}
        with self.attempt():
            services.look_back(item, result=result, due_on=self.day(30), **told)

    def time_passes(self, n, m, c=0):
        self.now += timedelta(hours=1 + n % 200)
