"""流程机：从登记到归档走一遍，再逐个动作、逐个拒绝。"""

import pytest

from sanban.core.errors import Refused
from sanban.documents.kinds.incoming import KIND
from sanban.matters import kinds, services
from sanban.matters.doers import Choice
from sanban.matters.models import MatterState, Todo, TodoState
from sanban.matters.services import Asked, Opening

kinds.add(KIND)


@pytest.fixture
def matter(cast, now):
    opening = Opening("关于做好秋季防火工作的通知", data={"nature": "action_item"})
    return services.start("incoming", opening, by=cast.clerk, now=now)


def go(matter, code, by, now, remark="同意", **choice):
    return services.move(matter, code, asked=Asked(by, now), remark=remark, choice=Choice(**choice))


def to_handle(matter, cast, now):
    go(matter, "submit", cast.clerk, now)
    go(matter, "to_leaders", cast.director, now, people=(cast.deputy, cast.mayor))
    go(matter, "instruct", cast.mayor, now)
    go(matter, "instruct", cast.deputy, now)
    orgs = ((cast.finance, "lead"), (cast.water, "assist"))
    return go(matter, "assign", cast.clerk, now, orgs=orgs)


def open_names(matter):
    rows = Todo.objects.live(matter).filter(state=TodoState.OPEN)
    return {row.person.name for row in rows}


def test_walks_from_register_to_archived(cast, matter, now):
    to_handle(matter, cast, now)
    assert open_names(matter) == {"钱小满", "江一帆"}
    go(matter, "report_back", cast.water_liaison, now)
    done = go(matter, "report_back", cast.finance_liaison, now)
    assert done.stage == "complete"
    go(matter, "complete", cast.clerk_b, now)
    last = go(matter, "archive", cast.clerk, now)
    assert last.state == MatterState.DONE
    assert not Todo.objects.live(matter).exists()


def test_leaders_instruct_in_rank_order(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    go(matter, "to_leaders", cast.director, now, people=(cast.deputy, cast.mayor))
    with pytest.raises(Refused, match="还在等"):
        go(matter, "instruct", cast.deputy, now)
    go(matter, "instruct", cast.mayor, now)
    assert open_names(matter) == {"郑国平"}


def test_nobody_else_may_move(cast, matter, now):
    with pytest.raises(Refused, match="不由您办理"):
        go(matter, "submit", cast.outsider, now)


def test_a_stale_page_is_told_who_acted(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    with pytest.raises(Refused, match="林晓燕"):
        go(matter, "submit", cast.clerk, now)


def test_sent_back_and_straight_back(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    go(matter, "to_leaders", cast.director, now, people=(cast.deputy, cast.mayor))
    go(matter, "instruct", cast.mayor, now)
    services.send_back(
        matter, "propose", asked=Asked(cast.deputy, now), remark="请补测算", straight_back=True
    )
    assert open_names(matter) == {"周明远"}
    back = go(matter, "to_leaders", cast.director, now)
    assert back.stage == "instruct"
    assert open_names(matter) == {"郑国平"}


def test_withdraw_restores_exactly(cast, matter, now):
    to_handle(matter, cast, now)
    before = open_names(matter)
    go(matter, "report_back", cast.water_liaison, now)
    services.withdraw(matter, by=cast.water_liaison, now=now)
    assert open_names(matter) == before
    fresh = services.withdraw(matter, by=cast.clerk, now=now)
    assert fresh.stage == "assign"
    assert open_names(matter) == {"林晓燕", "吴文静"}


def test_cannot_withdraw_after_the_next_has_acted(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    go(matter, "to_clerk", cast.director, now)
    with pytest.raises(Refused, match="已经有人办理"):
        services.withdraw(matter, by=cast.clerk, now=now)


def test_added_signers_answer_before_i_go_on(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    services.add_signer(matter, [cast.drafter], asked=Asked(cast.director, now), remark="请核数")
    with pytest.raises(Refused, match="还在等"):
        go(matter, "to_clerk", cast.director, now)
    services.reply(matter, asked=Asked(cast.drafter, now), remark="数字无误")
    assert go(matter, "to_clerk", cast.director, now).stage == "assign"


def test_retiring_hands_the_todos_over_first(cast, matter, now):
    go(matter, "submit", cast.clerk, now)
    with pytest.raises(Refused, match="接手人"):
        services.retire(cast.director, to=None, by=cast.sys_admin, now=now)
    services.retire(cast.director, to=cast.drafter, by=cast.sys_admin, now=now)
    assert open_names(matter) == {"孙佳"}
