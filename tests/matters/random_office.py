"""乱走的底子：一间办公室、一件事项，怎样看、怎样试，和每一步之后都要成立的铁律。"""

from contextlib import contextmanager

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
)

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.inbox.models import Message
from sanban.matters import doers, kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Circulation, Matter, Step, Todo, TodoState
from sanban.matters.routes import ALL, SEQUENTIAL
from sanban.matters.services import Asked
from sanban.people.models import Person
from tests.conftest import NOW, PEOPLE

N = st.integers(0, 2**24)
BOOL = st.booleans()
ALWAYS = {"林晓燕", "周明远", "钱小满", "江一帆"}
BUSINESS = [row[1] for row in PEOPLE[:10]]
ROWS = (
    "pk",
    "person_id",
    "on_behalf_of_id",
    "org_id",
    "part",
    "mode",
    "state",
    "place",
    "parent_id",
    "return_to_id",
    "due_at",
    "round",
    "stage",
    "closed_by_id",
)
WHERE = ("stage", "stage_label", "round", "state", "ended_at")


def mixed(n):
    """把偏小的数打散。"""
    return (n * 2654435761 + 97) >> 9


def pick(rows, n):
    return rows[mixed(n) % len(rows)]


def chance(n, one_in):
    return mixed(n // 3) % one_in == 0


class Watched(RuleBasedStateMachine):
    """看着的一件事项：做成了添几步，被拒绝了什么都没变。"""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.kept = {}
        found = Person.objects.filter(name__in=BUSINESS).prefetch_related("holdings")
        self.people = list(found.select_related("org", "office_section").order_by("pk"))
        self.orgs = [one.org for one in self.people if one.name in ("钱小满", "江一帆")]
        self.now = NOW

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @property
    def fresh(self):
        return Matter.objects.select_related("route").get(pk=self.matter.pk)

    @property
    def holders(self):
        ids = [row.person_id for row in self.live if row.state == TodoState.OPEN]
        return [one for one in self.people if one.pk in ids]

    @property
    def live(self):
        return list(Todo.objects.live(self.matter))

    def anyone(self, n):
        """多半是该办的人，有时是别人。"""
        holders = self.holders
        return pick(self.people if chance(n, 4) or not holders else holders, n)

    def present(self):
        return [one for one in self.people if one.is_active]

    def picture(self):
        matter = self.fresh
        rows = Todo.objects.live(matter).order_by("pk").values_list(*ROWS)
        return {name: getattr(matter, name) for name in WHERE}, list(rows)

    def everything(self):
        return (
            list(Matter.objects.values_list()),
            list(Todo.objects.order_by("pk").values_list()),
            AuditLog.objects.count(),
            (Step.objects.count(), Message.objects.count()),
            list(Circulation.objects.values_list("pk", "withdrawn_at")),
            list(Person.objects.filter(is_active=False).values_list("pk", flat=True)),
        )

    def readings(self):
        rows = Todo.objects.filter(matter=self.matter, is_reading=True, state=TodoState.OPEN)
        return set(rows.values_list("pk", flat=True))

    @contextmanager
    def attempt(self, steps=1, asides=0):
        """做成了添 `steps` 步和同样多的审计；被拒绝了什么都没变。"""
        before, last = self.known, self.last_step
        self.refused = None
        try:
            yield
        except Refused as refusal:
            self.refused = refusal
            assert refusal.message.endswith(("。", "？"))
            assert self.everything() == before
            return
        added = list(Step.objects.filter(pk__gt=last).order_by("pk"))
        assert len(added) == steps
        assert AuditLog.objects.count() - before[2] == len(added) + asides
        then = self.then
        self.remember()
        for step in added:
            self.kept[step.pk] = then
            self.check_step(step)

    def remember(self):
        """记下此刻的样子，给下一步比。"""
        self.known = self.everything()
        self.last_step = Step.objects.order_by("pk").last().pk
        self.then = (self.kept_steps(), self.picture(), self.readings())

    def kept_steps(self):
        return tuple(one.pk for one in services.past_of(self.fresh).kept)

    def check_step(self, step):
        if step.action == "withdraw":
            self.check_reopened(step.about)
        kind = kinds.kind_of(step.matter)
        sign = kind.by_code[step.stage].sign
        swept = Todo.objects.filter(closed_by=step, mode="main", state=TodoState.VOID)
        moves = [one for one in kind.moves if one.source.code == step.stage]
        orderly = any(one.code == step.action and not one.at_once for one in moves)
        if orderly and sign in (ALL, SEQUENTIAL):
            assert not swept.exists(), "会签、顺签没办完就走了"

    def check_reopened(self, undone):
        kept, picture, readings = self.kept[undone.pk]
        now_kept, now, still = self.then
        if now_kept == kept:
            assert now == picture
        if undone.action == "terminate":
            assert still == readings

    def choice(self, n, stage):
        here = self.present()
        if stage.doer in doers.CHOSEN_PEOPLE:
            return Choice(tuple(pick(here, n + i) for i in range(1 + n % 3)))
        if stage.doer in doers.CHOSEN_ORGS:
            lead, assist = self.orgs if chance(n, 2) else reversed(self.orgs)
            return Choice(orgs=((lead, "lead"), (assist, "assist")))
        return Choice()

    def onward(self, moves, n):
        """多半不往终点走。"""
        ahead = [one for one in moves if not one.target.is_end]
        return ahead if ahead and not chance(n, 6) else moves

    def move(self, person, chosen, c, todo=None):
        choice = self.choice(c, chosen.target)
        asked = Asked(person, self.now, todo)
        services.move(self.matter, chosen.code, asked=asked, remark="好", choice=choice)

    def back(self, person, stage):
        asked = Asked(person, self.now)
        services.send_back(self.matter, stage.code, asked=asked, remark="重办")

    def tries(self, person, c):
        m, asked = self.matter, Asked(person, self.now)
        busy = {pk for row in self.live for pk in (row.person_id, row.on_behalf_of_id)}
        had = set(
            Todo.objects.filter(is_reading=True)
            .exclude(state="void")
            .values_list("person_id", flat=True)
        )
        here = self.present()
        free = [one for one in here if one.pk not in busy]
        fresh = [one for one in here if one.pk not in had]
        stage = kinds.stage_of(self.fresh)
        found = {
            "reply": lambda: services.reply(m, asked=asked, remark="好"),
            "withdraw": lambda: services.withdraw(m, by=person, now=self.now),
            "remind": lambda: services.remind(m, by=person, now=self.now),
            "terminate": lambda: services.terminate(m, asked=asked, remark="停"),
        }
        if not stage.is_end:
            found["direct_send"] = lambda: services.direct_send(
                m, stage.code, asked=asked, remark="急", choice=self.choice(c, stage)
            )
        if free:
            found["add_signer"] = lambda: services.add_signer(m, free[:1], asked=asked)
            found["refer"] = lambda: services.refer(m, free[0], asked=asked)
        if fresh:
            found["circulate"] = lambda: services.circulate(m, fresh[:1], by=person, now=self.now)
        return found

    def works(self, act):
        point = transaction.savepoint()
        try:
            act()
        except Refused:
            return False
        finally:
            transaction.savepoint_rollback(point)
        return True


class Ruled(Watched):
    """铁律：每一步之后都要成立。"""

    @invariant()
    def the_iron_rules_hold(self):
        matter, live = self.fresh, self.live
        if matter.state == "running":
            self.never_stuck(matter, live)
        else:
            assert not live
        self.every_step_has_an_actor_a_time_and_a_number(matter)
        self.the_badge_is_the_list(pick(self.people, matter.step_no), live)

    def never_stuck(self, matter, live):
        assert any(row.state == TodoState.OPEN for row in live), "没有人办"
        active = {one.pk for one in self.present()}
        known = {row.pk: row for row in live}
        for row in live:
            assert (row.stage, row.round) == (matter.stage, matter.round), "有两个环节开着"
            assert row.person_id in active, "在不在岗的人手上"
            assert row.state == TodoState.OPEN or self.waits_for_something(matter, row, live)
            if row.parent_id:
                assert known[row.parent_id].state == TodoState.WAITING, "没等加签的答复"

    def waits_for_something(self, matter, row, live):
        added = any(one.parent_id == row.pk for one in live)
        main = [one for one in live if one.mode == "main" and one.place < row.place]
        queued = kinds.stage_of(matter).sign == SEQUENTIAL and row.mode == "main"
        return added or (queued and bool(main))

    def every_step_has_an_actor_a_time_and_a_number(self, matter):
        steps = Step.objects.filter(matter=matter).order_by("number")
        rows = list(steps.values_list("number", "person_id", "person_name", "done_at"))
        assert [row[0] for row in rows] == list(range(1, matter.step_no + 1))
        assert all(row[3] and (row[1] or row[2] == "系统") for row in rows)

    def the_badge_is_the_list(self, person, live):
        rows = list(Todo.objects.desk_of(person))
        assert Todo.objects.desk_of(person).count() == len(rows)
        mine = {one.pk for one in live if one.person_id == person.pk and one.state == "open"}
        assert {one.pk for one in rows} == mine
        assert not any(one.is_reading for one in rows)
