"""乱走：随机的人做随机的事，合法的、不合法的都做；每一步之后，几条铁律都要成立。"""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from sanban.documents.kinds.incoming import KIND
from sanban.matters import kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import Circulation, Step, Todo
from sanban.matters.services import Asked, Opening
from sanban.people.models import Delegation
from tests.matters.random_office import ALWAYS, BOOL, N, Ruled, chance, mixed, pick
from tests.matters.trial import TRIAL


class Office(Ruled):
    """一间办公室，一件事项：谁都来按一按。"""

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
