"""乱走：随机的人做随机的事，合法的、不合法的都做；每一步之后，几条铁律都要成立。"""

from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sanban.audit.models import AuditLog
from sanban.core.errors import Refused
from sanban.documents.kinds.incoming import KIND
from sanban.inbox.models import Message
from sanban.matters import doers, kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Circulation, Matter, Step, Todo, TodoState
from sanban.matters.routes import ALL, SEQUENTIAL
from sanban.matters.services import Asked, Opening
from sanban.people.models import Delegation, Person
from tests.conftest import NOW, PEOPLE
from tests.matters.trial import TRIAL

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


class Office(RuleBasedStateMachine):
    """一间办公室，一件事项。"""

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

    @initialize(n=N)
    def begin(self, n):
        kind, big = pick(["trial", "incoming"], n), chance(n, 2)
        data = {"amount": 500 if big else None, "tags": ["hot"] if chance(n + 5, 2) else []}
        data["nature"] = "read_item" if chance(n + 7, 3) else "action_item"
        clerk = next(one for one in self.people if one.name == "林晓燕")
        self.matter = services.start(kind, Opening("一件事", data=data), by=clerk, now=self.now)
        self.remember()

    @precondition(lambda self: self.fresh.state != "running")
    @rule(n=N, back=BOOL)
    def begin_another(self, n, back):
        """办完了，或者撤回接着办，或者另起一件。"""
        if back:
            self.withdraw(n)
        if self.fresh.state != "running":
            self.begin(n)

    # 看

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

    # 做

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

    @rule(n=N, m=N, c=N)
    def advance(self, n, m, c):
        """该办的人照流程表往前走，一定走得成。"""
        if not self.holders:
            return
        person = pick(self.holders, n)
        options = services.options_for(self.fresh, person)
        if not options.moves:
            return
        chosen = pick(self.onward(options.moves, m), m)
        with self.attempt():
            self.move(person, chosen, c)
        assert self.refused is None, self.refused

    @rule(n=N, m=N, c=N)
    def advance_again(self, n, m, c):
        self.advance(n, m, c)

    @rule(n=N, m=N, c=N)
    def advance_twice(self, n, m, c):
        self.advance(n, m, c)
        self.advance(c, n, m)

    def onward(self, moves, n):
        """多半不往终点走。"""
        ahead = [one for one in moves if not one.target.is_end]
        return ahead if ahead and not chance(n, 6) else moves

    def move(self, person, chosen, c, todo=None):
        choice = self.choice(c, chosen.target)
        asked = Asked(person, self.now, todo)
        services.move(self.matter, chosen.code, asked=asked, remark="好", choice=choice)

    @rule(n=N, m=N, c=N, words=BOOL)
    def press_anything(self, n, m, c, words):
        kind = kinds.kind_of(self.fresh)
        chosen, choice = pick(kind.moves, m), self.choice(c, pick(kind.stages, c))
        todos = [None, *Todo.objects.values_list("pk", flat=True)]
        with self.attempt():
            asked = Asked(self.anyone(n), self.now, pick(todos, n) if chance(n, 3) else None)
            remark = "可以" if words else " "
            services.move(self.matter, chosen.code, asked=asked, remark=remark, choice=choice)

    @rule(n=N, m=N, straight=BOOL)
    def send_back(self, n, m, straight):
        stages = services.earlier_stages(self.fresh) or kinds.kind_of(self.fresh).stages
        stage = "nowhere" if chance(m, 6) else pick(stages, m).code
        with self.attempt():
            services.send_back(
                self.matter,
                stage,
                asked=Asked(self.anyone(n), self.now),
                remark="重办",
                straight_back=straight,
            )

    @rule(n=N)
    def withdraw(self, n):
        actors = Step.objects.order_by("-pk").values_list("person_id", flat=True)
        last = actors[mixed(n) % min(3, len(actors))]
        recent = [one for one in self.people if one.pk == last]
        with self.attempt():
            services.withdraw(self.matter, by=pick(recent or self.people, n), now=self.now)

    @rule(n=N, c=N)
    def back_and_forth(self, n, c):
        """走一步马上撤回，原样不差。"""
        if not self.holders:
            return
        person = pick(self.holders, n)
        options = services.options_for(self.fresh, person)
        before = self.picture()
        if not options.moves:
            return
        with self.attempt():
            self.move(person, pick(self.onward(options.moves, c), c), c)
        target = kinds.stage_of(self.fresh)
        with self.attempt():
            services.withdraw(self.matter, by=person, now=self.now)
        if "withdraw" not in target.forbids:
            assert self.refused is None and self.picture() == before

    @rule(n=N, m=N)
    def add_signer(self, n, m):
        chosen = [pick(self.people, m), pick(self.people, m + 7)][: 1 + m % 2]
        with self.attempt():
            asked = Asked(self.anyone(n), self.now)
            services.add_signer(self.matter, chosen, asked=asked, remark="请看")

    @rule(n=N)
    def reply(self, n):
        ids = [row.person_id for row in self.live if row.mode == "added"]
        added = [one for one in self.people if one.pk in ids] or self.people
        with self.attempt():
            services.reply(self.matter, asked=Asked(pick(added, n), self.now), remark="同意")

    @rule(n=N, m=N)
    def refer(self, n, m):
        with self.attempt():
            asked = Asked(self.anyone(n), self.now)
            services.refer(self.matter, pick(self.people, m), asked=asked)

    @rule(n=N, m=N)
    def circulate(self, n, m):
        chosen = [pick(self.people, m), pick(self.people, m + 10)]
        with self.attempt():
            services.circulate(self.matter, chosen, by=self.anyone(n), now=self.now)

    @precondition(lambda self: Circulation.objects.exists())
    @rule(n=N, m=N)
    def read(self, n, m):
        todos = list(Todo.objects.filter(is_reading=True).order_by("pk"))
        todo = pick(todos, m)
        mine = next(one for one in self.people if one.pk == todo.person_id)
        with self.attempt():
            services.read(todo, by=pick(self.people, n) if chance(n, 4) else mine, now=self.now)

    @precondition(lambda self: Circulation.objects.exists())
    @rule(n=N, m=N, chase=BOOL)
    def chase_or_take_back(self, n, m, chase):
        sent = pick(list(Circulation.objects.order_by("pk")), m)
        act = services.chase if chase else services.withdraw_circulation
        with self.attempt():
            act(sent, by=pick(self.people, n), now=self.now)

    @rule(n=N)
    def remind(self, n):
        with self.attempt():
            services.remind(self.matter, by=pick(self.people, n), now=self.now)

    @rule(n=N, m=N, c=N)
    def direct_send(self, n, m, c):
        stage = pick(kinds.kind_of(self.fresh).stages, m)
        by = pick(self.people, n) if chance(n, 2) else self.people[2]
        with self.attempt():
            asked = Asked(by, self.now)
            choice = Choice() if chance(c, 5) else self.choice(c, stage)
            services.direct_send(self.matter, stage.code, asked=asked, remark="急办", choice=choice)

    @rule(n=N)
    def terminate(self, n):
        if not chance(n, 4):
            return
        with self.attempt():
            asked = Asked(self.anyone(n), self.now)
            services.terminate(self.matter, asked=asked, remark="不办了")

    @rule(n=N, m=N)
    def delegate(self, n, m):
        person, deputy = self.anyone(n), pick(self.people, m)
        if person == deputy:
            return
        day = self.now.date()
        row = Delegation.objects.create(person=person, deputy=deputy, since=day, until=day)
        held = sum(one.person_id == person.pk for one in self.live)
        with self.attempt(steps=held if deputy.is_active else 0):
            services.delegate(row, by=person, now=self.now)

    @rule()
    def delegations_end(self):
        Delegation.objects.update(cancelled_at=self.now)

    @rule(n=N, m=N)
    def hand_over(self, n, m):
        person = self.anyone(n)
        held = Todo.objects.filter(person=person, state__in=["open", "waiting"]).count()
        with self.attempt(steps=held):
            services.hand_over(person, pick(self.people, m), by=self.people[0], now=self.now)

    @rule(n=N, m=N)
    def retire(self, n, m):
        person, to = pick(self.people, n), pick(self.people, m)
        if person.name in ALWAYS or not person.is_active:
            return
        held = Todo.objects.filter(person=person, state__in=["open", "waiting"]).count()
        with self.attempt(steps=held, asides=1):
            services.retire(
                person, to=None if chance(m, 4) else to, by=self.people[0], now=self.now
            )
        person.refresh_from_db(fields=["is_active"])

    @rule(n=N, m=N, words=BOOL)
    def withdraw_opinion(self, n, m, words):
        step = pick(list(Step.objects.filter(matter=self.matter)), m)
        with self.attempt():
            remark = "换一句" if words else ""
            services.withdraw_opinion(
                step,
                by=pick(self.people, n) if chance(n, 4) else step.person,
                now=self.now,
                remark=remark,
            )

    @rule(n=N, c=N)
    def buttons_tell_the_truth(self, n, c):
        """按钮上有的一定办得成，没有的一定办不成；只试不做。"""
        person = pick(self.people, n) if chance(n, 2) else self.anyone(n)
        options = services.options_for(self.fresh, person)
        kind = kinds.kind_of(self.fresh)
        offered = {one.code for one in options.moves}
        here = self.fresh.stage
        for one in kind.moves:
            if one.source.code == here or (
                one.code not in offered and chance(n + len(one.code), 4)
            ):
                works = self.works(lambda one=one: self.move(person, one, c))
                assert works == (one.code in offered), one
        backs = {one.code for one in options.earlier} if options.has("send_back") else set()
        for stage in kind.stages if backs else kind.stages[:2]:
            assert self.works(lambda s=stage: self.back(person, s)) == (stage.code in backs)
        for code, try_out in self.tries(person, c).items():
            assert self.works(try_out) == options.has(code), code
        assert (options.undo is not None) == options.has("withdraw")

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

    # 铁律

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


# fmt: off
STEADY = settings(
    max_examples=100, stateful_step_count=30, derandomize=True, database=None, deadline=None,
    suppress_health_check=list(HealthCheck), print_blob=False, phases=[Phase.generate],
)
# fmt: on


@pytest.fixture
def kinds_known():
    kinds.add(KIND)
    kinds.add(TRIAL)


def test_random_moves_never_break_the_office(cast, kinds_known):
    run_state_machine_as_test(Office, settings=STEADY)
