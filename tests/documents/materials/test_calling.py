"""约稿：发出、催办、撤回、看一看单位的负担。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents import services
from sanban.documents.models import MaterialCall, MaterialPart
from sanban.documents.services import materials
from sanban.inbox.models import Message
from sanban.matters import services as matters
from sanban.matters.models import Matter, Todo, TodoState
from sanban.people.models import Org, RoleHolding
from tests.documents.conftest import form

from .conftest import answers, call_form


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value


def test_every_unit_gets_one_matter_of_its_own(call, cast):
    todos = Todo.objects.filter(matter__kind="material", state=TodoState.OPEN)
    assert {todo.person for todo in todos} == {cast.finance_liaison, cast.water_liaison}
    assert {todo.due_at for todo in todos} == {call.due_at}


def test_a_part_hangs_under_the_draft_it_is_for(call, outgoing):
    assert {part.matter.parent_id for part in call.parts.all()} == {outgoing.pk}


def test_the_unit_is_told_what_and_by_when(call, cast):
    message = Message.objects.get(person=cast.finance_liaison)
    assert "约稿：秋季防火工作情况" in message.title
    assert "9月18日 09:00前" in message.title


def test_a_unit_sees_its_own_part_only(call, cast, part, other):
    seen = Matter.objects.visible_to(cast.finance_liaison)
    assert part.matter in seen
    assert other.matter not in seen


def test_the_caller_and_his_office_see_the_call(call, cast):
    assert call in MaterialCall.objects.visible_to(cast.drafter)
    assert call in MaterialCall.objects.visible_to(cast.director)
    assert call not in MaterialCall.objects.visible_to(cast.finance_liaison)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "no-title"),
        ({"due_at": None}, "no-due"),
        ({"most": 0}, "bad-most"),
        ({"headings": ("进展", "进展")}, "heading-twice"),
        ({"headings": ("长" * 61,)}, "long-heading"),
        ({"headings": tuple(f"第{n}项" for n in range(21))}, "many-headings"),
        ({"brief": "机密★一年"}, "classified"),
    ],
)
def test_a_bad_form_is_refused(cast, now, changes, code):
    form = call_form(now, **changes)
    fault = refused(materials.call, form, [cast.finance], by=cast.drafter, now=now)
    assert fault.code == code
    assert not MaterialCall.objects.exists()


def test_a_deadline_already_past_is_refused(cast, now):
    form = call_form(now, due_at=now - timedelta(minutes=1))
    fault = refused(materials.call, form, [cast.finance], by=cast.drafter, now=now)
    assert fault.code == "due-passed"


def test_a_unit_without_liaison_is_named_and_nothing_is_sent(cast, now):
    bare = Org.objects.create(name="演示县档案局", short_name="县档案局", kind="dept")
    form = call_form(now)
    fault = refused(materials.call, form, [cast.finance, bare], by=cast.drafter, now=now)
    assert fault.code == "no-liaison"
    assert "县档案局" in fault.message
    assert not Matter.objects.filter(kind="material").exists()


def test_no_unit_is_refused(cast, now):
    assert refused(materials.call, call_form(now), [], by=cast.drafter, now=now).code == "nobody"


def test_a_liaison_may_not_call(cast, now):
    fault = refused(materials.call, call_form(now), [cast.water], by=cast.finance_liaison, now=now)
    assert fault.code == "not-caller"


def test_more_units_can_be_added_but_not_twice(call, cast, now):
    third = Org.objects.create(name="演示县林业局", short_name="县林业局", kind="dept")
    RoleHolding.objects.create(person=cast.outsider, role="liaison", org=third)
    made = materials.call_more(call, [third, cast.finance], by=cast.drafter, now=now)
    assert [part.org for part in made] == [third]
    again = refused(materials.call_more, call, [third], by=cast.drafter, now=now)
    assert again.code == "nobody"


def test_the_burden_counts_what_a_unit_got_since_monday(call, cast, now):
    found = materials.burden([cast.finance.pk, cast.office.pk], now=now)
    assert found == {cast.finance.pk: 1, cast.office.pk: 0}
    assert materials.burden([cast.finance.pk], now=now + timedelta(days=7))[cast.finance.pk] == 0


def test_the_burden_counts_copies_to_be_handled_too(call, cast, now):
    incoming = services.register(None, form(), by=cast.clerk, now=now)
    orgs = [cast.finance]
    services.distribute(incoming.matter, orgs, by=cast.clerk, now=now, wants_handling=True)
    assert materials.burden([cast.finance.pk], now=now) == {cast.finance.pk: 2}


def test_sending_out_cannot_be_undone_but_by_withdrawing_the_call(part, cast, now):
    fault = refused(matters.withdraw, part.matter, by=cast.drafter, now=now)
    assert fault.code == "forbidden-here"


def test_only_the_late_are_reminded(call, cast, now, supplied):
    found = materials.remind_late(call, by=cast.drafter, now=now)
    assert [part.org for part in found] == [cast.water]
    assert Message.objects.filter(person=cast.water_liaison, kind="remind").count() == 1
    assert not Message.objects.filter(person=cast.finance_liaison, kind="remind").exists()


def test_nobody_is_reminded_when_all_are_in(call, cast, now, supplied, other):
    materials.supply(other, answers("好", "无"), by=cast.water_liaison, now=now)
    assert refused(materials.remind_late, call, by=cast.drafter, now=now).code == "nobody"


def test_one_unit_is_reminded(other, cast, now):
    materials.remind_part(other, by=cast.director, now=now)
    assert Message.objects.filter(person=cast.water_liaison, kind="remind").exists()


def test_a_unit_that_delivered_is_not_reminded(supplied, cast, now):
    assert refused(materials.remind_part, supplied, by=cast.drafter, now=now).code == "not-waiting"


def test_somebody_else_may_not_remind(call, cast, now):
    assert refused(materials.remind_late, call, by=cast.outsider, now=now).code == "not-yours"


def test_a_withdrawn_call_ends_every_open_part_and_says_why(call, cast, now):
    materials.withdraw_call(call, reason="改为开会汇报", by=cast.drafter, now=now)
    assert not Todo.objects.filter(matter__kind="material", state=TodoState.OPEN).exists()
    said = Message.objects.filter(person=cast.water_liaison, title__contains="不用再办").get()
    assert "改为开会汇报" in said.title


def test_a_withdrawn_call_keeps_what_was_accepted(call, good, cast, now):
    materials.withdraw_call(call, reason="够用了", by=cast.drafter, now=now)
    assert MaterialPart.objects.get(pk=good.pk).matter.state == "done"


def test_withdrawing_needs_a_reason(call, cast, now):
    fault = refused(materials.withdraw_call, call, reason=" ", by=cast.drafter, now=now)
    assert fault.code == "no-remark"


def test_a_call_is_withdrawn_once(call, cast, now):
    materials.withdraw_call(call, reason="不用了", by=cast.drafter, now=now)
    again = refused(materials.withdraw_call, call, reason="不用了", by=cast.drafter, now=now)
    assert again.code == "withdrawn"


def test_one_wrong_unit_is_let_off_alone(part, other, cast, now):
    materials.withdraw_part(other, reason="选错了单位", by=cast.drafter, now=now)
    assert Matter.objects.get(pk=other.pk).state == "stopped"
    assert Matter.objects.get(pk=part.pk).state == "running"
