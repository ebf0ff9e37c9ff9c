"""乱走：随机的人对几件督办事项做随机的事；每一步之后，几条铁律都要成立。"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from sanban.matters.doers import LEAD
from sanban.matters.models import MatterState, Todo
from sanban.supervision import services
from sanban.supervision.models import (
    OPEN_STATES,
    Handler,
    ItemState,
    ReportDue,
    RequestKind,
    SupervisedItem,
    lit,
)
from sanban.supervision.services.lights import light_of_item
from tests.conftest import NOW
from tests.supervision.conftest import apply, assign, close
from tests.supervision.random_acts import Acts, Few

N = st.integers(0, 2**24)
ACTS = (
    *("go_onward",) * 4, *("press_anything",) * 2, *("ask",) * 3, *("reassign",) * 2, "verify",
    "acknowledge", "consent", "rule_on_it", "resume", "withdraw", "send_back", "direct_send",
    "terminate", "merge", "look_back", "time_passes",
)  # fmt: skip
LIGHTS = ("late", "near", "go", "hold", "done")


class Supervision(Acts, RuleBasedStateMachine):
    """一间督查室，两三件督办事项，时钟往前走。"""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.cast = Few()
        self.now = NOW

    def teardown(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.propose(0)
        for n in range(1, 4):
            assign(self.cast, self.propose(n))
        close(self.cast, apply(self.cast, assign(self.cast, self.propose(4))))

    @rule(n=N, m=N, c=N, what=st.sampled_from(range(len(ACTS))))
    def act(self, n, m, c, what):
        getattr(self, ACTS[what])(n, m, c)

    # 铁律

    @invariant()
    def the_ledger_tells_the_truth(self):
        rows = SupervisedItem.objects.select_related("matter", "lead_org")
        for item in rows:
            self.agrees(item)
        self.numbers_run_without_a_gap()
        self.lights_agree(list(rows))

    def agrees(self, item):
        matter = item.matter
        assert item.is_open == (item.state in OPEN_STATES)
        assert item.due_at == matter.due_at
        assert item.amber_at <= item.red_at
        ended = {ItemState.STOPPED, ItemState.MERGED, ItemState.DECLINED}
        assert (matter.state == MatterState.RUNNING) == (item.state not in ended), item.state
        assert (item.merged_into_id is not None) == (item.state == ItemState.MERGED)
        assert (item.closed_at is not None) == (item.state == ItemState.CLOSED)
        assert (item.closed_by_id is not None) == (item.state == ItemState.CLOSED)
        paused = item.requests.in_force(RequestKind.SUSPENSION).exists()
        if matter.state == MatterState.RUNNING and matter.stage == "handle":
            wanted = ItemState.SUSPENDED if paused else ItemState.HANDLING
            assert item.state == wanted
        self.handlers_agree(item)
        self.reports_agree(item)
        steps = list(matter.steps.order_by("number").values_list("number", flat=True))
        assert steps == list(range(1, matter.step_no + 1))

    def handlers_agree(self, item):
        current = list(Handler.objects.current(item))
        live = Todo.objects.live(item.matter).filter(stage="handle", org__isnull=False)
        if item.matter.stage == "handle" and item.matter.state == MatterState.RUNNING:
            doing = {row.org_id for row in live}
            assert doing == {row.org_id for row in current if row.applied_at is None}
            assert doing, "没有人办"
            parts = {row.org_id: row.part for row in live}
            assert all(row.part == parts.get(row.org_id, row.part) for row in current)
        if item.state in (ItemState.PROPOSED, ItemState.APPROVED):
            assert not current
        if current:
            assert [row.part for row in current].count(LEAD) == 1
            assert item.lead_org_id == current[0].org_id

    def reports_agree(self, item):
        """中止、了结的不再欠今天以后的；在办的，末了那次必在。"""
        today = self.now.date()
        owed = ReportDue.objects.filter(item=item, met_at=None, excused_at=None)
        ahead = owed.filter(due_on__gt=today)
        if item.state != ItemState.HANDLING:
            assert not ahead.exists()

    def numbers_run_without_a_gap(self):
        given = SupervisedItem.objects.filter(number__gt=0).order_by("number")
        numbers = list(given.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    def lights_agree(self, items):
        calendar = services.almanac(self.now).calendar
        for code in LIGHTS:
            found = set(SupervisedItem.objects.filter(lit(code, self.now)).values_list(flat=True))
            mine = {
                one.pk
                for one in items
                if light_of_item(one, now=self.now, calendar=calendar).code == code
            }
            assert found == mine, code


# fmt: off
STEADY = settings(
    max_examples=15, stateful_step_count=25, derandomize=True, database=None, deadline=None,
    suppress_health_check=list(HealthCheck), print_blob=False, phases=[Phase.generate],
)
# fmt: on


@pytest.mark.slow
def test_random_walks_never_break_the_ledger(cast):
    run_state_machine_as_test(Supervision, settings=STEADY)
