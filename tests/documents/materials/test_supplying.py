"""供稿和评定：填、传、迟交、交两次、退改、撤回重写。"""

from datetime import timedelta

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import MaterialPart
from sanban.documents.services import materials
from sanban.documents.services.materials import Supply, pieces_of
from sanban.files import services as files
from sanban.files.services.guards import Upload
from sanban.matters.models import Matter, MatterFile, Step, Todo, TodoState

from .conftest import answers

TEXT = "情况说明\n一、工作进展\n资金已经拨付。\n（一）县级资金\n到位。\n二、存在问题\n还差十万元。"


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        act(*args, **kwargs)
    return caught.value


def file(text, name="供稿.txt"):
    return Supply(upload=Upload(name, text.encode()))


def test_typed_answers_stand_under_their_headings(supplied):
    first, second = pieces_of(supplied.body)
    assert (first.heading, first.paragraphs) == ("工作进展", ("已拨付资金二十万元。",))
    assert second.heading == "存在问题"
    assert supplied.characters == 18


def test_a_delivered_part_goes_back_to_the_caller(supplied, cast):
    todo = Todo.objects.get(matter=supplied.matter, state=TodoState.OPEN)
    assert todo.person == cast.drafter
    assert supplied.matter.stage == "grade"


def test_a_file_is_sorted_by_the_headings(part, cast, now):
    made = materials.supply(part, file(TEXT), by=cast.finance_liaison, now=now)
    assert [piece.heading for piece in pieces_of(made.body)] == ["", "工作进展", "存在问题"]
    assert made.source_name == "供稿.txt"
    assert files.read_bytes(made.source).decode() == TEXT
    assert MatterFile.objects.get(matter=made.matter).role == "feedback"


def test_a_hash_typed_by_the_unit_is_no_heading(part, cast, now):
    made = materials.supply(part, answers("# 一号井", "无"), by=cast.finance_liaison, now=now)
    assert pieces_of(made.body)[0].paragraphs == ("＃ 一号井",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Supply(), "empty"),
        (answers("  ", "\n"), "empty"),
        (Supply(upload=Upload("空.docx", b"")), "empty"),
        (file("   \n  "), "empty"),
        (Supply(answers=("有",), upload=Upload("供稿.txt", "有".encode())), "both"),
        (answers("秘密★一年"), "classified"),
    ],
)
def test_a_bad_delivery_is_refused(part, cast, now, given, code):
    fault = refused(materials.supply, part, given, by=cast.finance_liaison, now=now)
    assert fault.code == code
    assert Matter.objects.get(pk=part.pk).stage == "supply"


def test_too_long_says_how_much_over(part, cast, now):
    fault = refused(
        materials.supply, part, answers("字" * 90, "字" * 25), by=cast.finance_liaison, now=now
    )
    assert fault.code == "too-long"
    assert "115 字，上限 100 字，超了 15 字" in fault.message


def test_a_late_delivery_is_accepted_and_known_as_late(part, cast, now):
    later = now + timedelta(days=3)
    made = materials.supply(part, answers("迟了", "无"), by=cast.finance_liaison, now=later)
    assert made.supplied_at > made.call.due_at


def test_delivering_twice_is_refused_and_the_first_stands(supplied, cast, now):
    fault = refused(
        materials.supply, supplied, answers("另一稿", ""), by=cast.finance_liaison, now=now
    )
    assert fault.code == "stale"
    assert "交稿" in fault.message
    assert "二十万" in MaterialPart.objects.get(pk=supplied.pk).body


def test_another_unit_may_not_deliver_for_it(part, cast, now):
    fault = refused(materials.supply, part, answers("代交", "无"), by=cast.water_liaison, now=now)
    assert fault.code == "not-yours"


def test_a_withdrawn_call_takes_no_more(part, cast, now):
    materials.withdraw_call(part.call, reason="改为开会", by=cast.drafter, now=now)
    fault = refused(materials.supply, part, answers("好", ""), by=cast.finance_liaison, now=now)
    assert fault.code == "withdrawn"
    assert "改为开会" in fault.message


def test_a_good_part_is_done(good):
    assert good.grade == "good"
    assert good.matter.state == "done"


def test_a_bad_part_goes_back_with_remark_and_a_new_deadline(supplied, cast, now):
    due = now + timedelta(days=1)
    made = materials.grade(
        supplied, "redo", by=cast.drafter, now=now, remark="数字要有出处", due_at=due
    )
    todo = Todo.objects.get(matter=made.matter, state=TodoState.OPEN)
    assert (todo.person, todo.due_at) == (cast.finance_liaison, due)
    assert (made.grade, made.grade_remark, made.sent_back_count) == ("redo", "数字要有出处", 1)


def test_what_was_sent_back_keeps_the_text_for_rewriting(supplied, cast, now):
    due = now + timedelta(days=1)
    materials.grade(supplied, "redo", by=cast.drafter, now=now, remark="太空", due_at=due)
    assert "二十万" in MaterialPart.objects.get(pk=supplied.pk).body
    again = materials.supply(
        supplied, answers("拨付资金二十万元，附凭证。", "无"), by=cast.finance_liaison, now=now
    )
    assert (again.grade, again.sent_back_count) == ("", 1)
    first = Step.objects.filter(matter=again.matter, action="supply").first()
    assert "已拨付资金二十万元" in first.remark


@pytest.mark.parametrize(
    ("verdict", "changes", "code"),
    [
        ("", {}, "no-grade"),
        ("redo", {"remark": ""}, "no-remark"),
        ("redo", {"remark": "改"}, "no-due"),
        ("redo", {"remark": "改", "due_at": "past"}, "due-passed"),
    ],
)
def test_a_bad_verdict_is_refused(supplied, cast, now, verdict, changes, code):
    given = {**changes}
    if "due_at" in given:
        given["due_at"] = now - timedelta(hours=1)
    fault = refused(materials.grade, supplied, verdict, by=cast.drafter, now=now, **given)
    assert fault.code == code


def test_nothing_is_graded_before_it_comes(part, cast, now):
    assert refused(materials.grade, part, "good", by=cast.drafter, now=now).code == "stale"


def test_nothing_is_graded_twice(good, cast, now):
    assert refused(materials.grade, good, "good", by=cast.drafter, now=now).code == "not-running"


def test_before_grading_the_unit_takes_it_back_and_keeps_its_words(supplied, cast, now):
    made = materials.take_back(supplied, by=cast.finance_liaison, now=now)
    assert made.matter.stage == "supply"
    assert made.supplied_at is None
    assert "二十万" in made.body


def test_a_graded_part_is_not_taken_back(good, cast, now):
    fault = refused(materials.take_back, good, by=cast.finance_liaison, now=now)
    assert fault.code


def test_the_full_round_of_two_units_leaves_nothing_open(good, other, cast, now):
    given = answers("水源充足。", "无。")
    made = materials.supply(other, given, by=cast.water_liaison, now=now)
    materials.grade(made, "good", by=cast.drafter, now=now)
    assert not Todo.objects.filter(matter__kind="material", state=TodoState.OPEN).exists()
