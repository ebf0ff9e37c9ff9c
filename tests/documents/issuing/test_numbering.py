"""编号：签发以后给号，不跳不重；不是本机关的代字不给；注销的留着不再给别人。"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection, transaction

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import IssuedNumber, NumberPrefix, Way
from sanban.documents.services import drafting, issuing
from sanban.documents.services.drafting.versions import Saved, append
from sanban.engine.gongwen.elements import DocNumber, PrintLine, SignOff
from sanban.matters.models import Matter
from sanban.matters.services import Asked
from tests.conftest import ZONE
from tests.documents.issuing.conftest import again, form, go, reworded, to_recheck
from tests.documents.issuing.test_walks import KINDS


@pytest.fixture
def at_number(cast, outgoing, now):
    signed = to_recheck(outgoing, cast, now, [cast.mayor])
    return go(signed, "to_number", cast.clerk, now)


@pytest.fixture
def numbered(cast, at_number, now):
    return go(at_number, "number", cast.clerk, now)


def test_the_number_the_date_and_the_print_line_go_into_the_text(cast, numbered, now):
    newest = issuing.newest_of(numbered.matter)
    gongwen = drafting.gongwen_of(newest)
    assert newest.way == Way.NUMBER
    assert str(gongwen.first(DocNumber)) == str(numbered.number) == "演政发〔2026〕1号"
    assert gongwen.first(SignOff).day == now.date()
    assert gongwen.first(PrintLine).organ == cast.office.name


def test_writing_the_number_into_the_text_costs_one_query(
    cast, numbered, now, django_assert_num_queries
):
    newest = issuing.newest_of(numbered.matter)
    changed = reworded(drafting.gongwen_of(newest), "到村、到户", "到村，到户")
    saved = Saved(gongwen=changed, way=Way.NUMBER)
    with django_assert_num_queries(1):
        made = append(newest, saved, by=cast.clerk, now=now)
    assert (made.number, made.stage) == (newest.number + 1, numbered.matter.stage)
    with django_assert_num_queries(0):
        assert append(made, saved, by=cast.clerk, now=now) == made


def test_a_number_is_no_change_of_the_signed_text(cast, numbered):
    gongwen = drafting.gongwen_of(issuing.newest_of(numbered.matter))
    assert issuing.guard_change(numbered, gongwen) == issuing.MINOR


def test_the_year_is_the_year_of_signing(cast, outgoing, now):
    eve = datetime(2026, 12, 31, 17, 0, tzinfo=ZONE)
    signed = to_recheck(outgoing, cast, eve, [cast.mayor])
    later = datetime(2027, 1, 4, 9, 0, tzinfo=ZONE)
    go(signed, "to_number", cast.clerk, later)
    done = go(signed, "number", cast.clerk, later)
    assert str(done.number) == "演政发〔2026〕1号"


def test_no_number_before_signing(cast, outgoing, now):
    with pytest.raises(Refused):
        go(outgoing, "number", cast.clerk, now)
    assert not IssuedNumber.objects.exists()


def test_a_prefix_of_another_office_is_refused(cast, at_number, now):
    theirs = NumberPrefix.objects.create(org=cast.water, issuer="县水务局", text="演水发")
    with pytest.raises(Refused, match="不是本机关的") as refusal:
        go(at_number, "number", cast.clerk, now, prefix=theirs)
    assert refusal.value.code == "not-our-prefix"
    assert not IssuedNumber.objects.exists()


def test_a_stopped_prefix_and_no_prefix_are_refused(cast, now, prefix, principal):
    made = drafting.start_draft(form(None), by=cast.drafter, now=now)
    made = to_recheck(made, cast, now, [cast.mayor])
    go(made, "to_number", cast.clerk, now)
    with pytest.raises(Refused, match="还没有选机关代字"):
        go(made, "number", cast.clerk, now)
    prefix.is_active = False
    prefix.save()
    with pytest.raises(Refused, match="停用"):
        go(made, "number", cast.clerk, now, prefix=prefix)


def test_an_order_is_numbered_across_years(cast, now, prefix, principal):
    prefix.format, prefix.mark_suffix = "order", "令"
    prefix.save()
    for year in (2026, 2027):
        moment = datetime(year, 9, 16, 9, 0, tzinfo=ZONE)
        made = drafting.start_draft(form(prefix, **KINDS["命令"]), by=cast.drafter, now=moment)
        signed = to_recheck(made, cast, moment, [cast.mayor])
        go(signed, "to_number", cast.clerk, moment)
        done = go(signed, "number", cast.clerk, moment)
    assert str(done.number) == "第2号"
    assert done.number.year == 2027


def test_a_voided_number_stays_and_is_never_given_again(cast, numbered, now):
    with pytest.raises(Refused, match="先撤回编号"):
        issuing.void_number(numbered, reason="编错", by=cast.clerk, now=now)
    documents.withdraw(numbered.matter, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="写明理由"):
        issuing.void_number(again(numbered), reason=" ", by=cast.clerk, now=now)
    issuing.void_number(again(numbered), reason="代字选错", by=cast.clerk, now=now)
    done = go(numbered, "number", cast.clerk, now)
    assert str(done.number) == "演政发〔2026〕2号"
    first = IssuedNumber.objects.get(serial=1)
    assert (first.void_reason, first.voided_by) == ("代字选错", cast.clerk)
    gongwen = drafting.gongwen_of(issuing.newest_of(done.matter))
    assert gongwen.first(DocNumber).serial == 2


def test_numbering_again_after_a_second_signing_keeps_the_number(cast, numbered, now):
    sent = go(numbered, "sign_again", cast.clerk, now, "请复审")
    go(sent, "sign_off", cast.mayor, now, "同意")
    go(sent, "to_number", cast.clerk, now)
    done = go(sent, "number", cast.clerk, now)
    assert str(done.number) == "演政发〔2026〕1号"
    assert IssuedNumber.objects.count() == 1


def test_killed_halfway_nothing_is_taken(cast, at_number, now):
    with pytest.raises(RuntimeError), transaction.atomic():
        go(at_number, "number", cast.clerk, now)
        raise RuntimeError("断电")
    fresh = again(at_number)
    assert (fresh.number, fresh.matter.stage) == (None, "number")
    assert not IssuedNumber.objects.exists()
    assert str(go(at_number, "number", cast.clerk, now).number) == "演政发〔2026〕1号"


def many(cast, now, prefix, count):
    """一批签好、等着编号的发文：照一份的样子抄出来，省得每份走一遍。"""
    made = drafting.start_draft(form(prefix), by=cast.drafter, now=now)
    first = to_recheck(made, cast, now, [cast.mayor])
    go(first, "to_number", cast.clerk, now)
    return [first, *(copy_of(again(first)) for _ in range(count - 1))]


def copy_of(first):
    fields = ("kind", "route", "title", "stage", "stage_label", "round", "step_no", "state",
              "drafter", "org", "office_section", "started_at", "data")  # fmt: skip
    matter = Matter.objects.create(**{name: getattr(first.matter, name) for name in fields})
    for step in first.matter.steps.order_by("number"):
        step.pk, step.matter = None, matter
        step.save()
    for todo in first.matter.todos.filter(state="open"):
        todo.pk, todo.matter, todo.opened_by = None, matter, None
        todo.save()
    version = issuing.newest_of(first.matter)
    version.pk, version.matter = None, matter
    version.save()
    made = replace_outgoing(first, matter, version)
    made.save(force_insert=True)
    return issuing.of_matter(matter)


def replace_outgoing(first, matter, version):
    fields = {one.attname: getattr(first, one.attname) for one in first._meta.concrete_fields}
    fields |= {"matter_id": matter.pk, "code": f"C{matter.pk}", "signed_version_id": version.pk}
    fields["final_digest"] = ""
    return type(first)(**fields)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_take_fifty_numbers_without_a_gap(cast, now, prefix, principal):
    rows = many(cast, now, prefix, 50)

    def take(outgoing):
        try:
            asked = Asked(cast.clerk, now)
            issuing.move(outgoing.matter, "number", asked=asked)
            return issuing.of_matter(outgoing.matter).number.serial
        finally:
            connection.close()

    with ThreadPoolExecutor(50) as pool:
        found = list(pool.map(take, rows))
    assert sorted(found) == list(range(1, 51))
    assert IssuedNumber.objects.count() == 50


@pytest.mark.django_db(transaction=True)
def test_one_matter_numbered_twice_at_once_takes_one_number(cast, now, prefix, principal):
    (row,) = many(cast, now, prefix, 1)

    def take(_):
        try:
            issuing.move(row.matter, "number", asked=Asked(cast.clerk, now))
            return "done"
        except Refused as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(take, range(4)))
    assert found.count("done") == 1
    assert IssuedNumber.objects.count() == 1
