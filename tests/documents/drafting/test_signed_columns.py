"""签发以后改登记簿：签过的栏、给了号的代字不能改，拒绝时稿也不存；栏与稿一并存。"""

from dataclasses import replace

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft
from sanban.documents.services import drafting
from sanban.documents.services.drafting.saving import LABELS
from sanban.people.models import RoleCode, RoleHolding
from tests.documents.issuing.conftest import again, form, go, to_recheck


@pytest.fixture
def signed(cast, prefix, now):
    RoleHolding.objects.create(person=cast.mayor, role=RoleCode.PRINCIPAL, org=cast.office)
    made = drafting.start_draft(form(prefix), by=cast.drafter, now=now)
    return to_recheck(made, cast, now, [cast.mayor])


def refused(outgoing, by, now, **changes):
    """存一次，取回拒绝；稿子一版也没多。"""
    base = drafting.newest(outgoing.matter).number
    mine = replace(drafting.form_of(outgoing), **changes)
    with pytest.raises(Refused) as refusal:
        drafting.save_form(outgoing, mine, base=base, reason="", by=by, now=now)
    assert drafting.newest(outgoing.matter).number == base
    return refusal.value


@pytest.mark.parametrize(
    "change",
    [
        {"publicity": "closed", "publicity_reason": "内部事务"},
        {"is_important": True},
        {"is_numbered": False},
        {"publicity_reason": "内部事务"},
        {"project_basis": "临时发文：防火形势紧"},
        {"contact": "孙佳 8200123"},
    ],
)
def test_what_was_signed_stays_as_signed(cast, signed, now, change):
    stage = go(signed, "to_number", cast.clerk, now)
    fault = refused(stage, cast.clerk, now, title="改过的标题", **change)
    assert fault.code == "signed-columns"
    assert LABELS[next(iter(change))] in fault.message
    assert "退回" in fault.message
    after = again(signed)
    assert after.matter.title == signed.matter.title
    assert [getattr(after, name) for name in change] == [getattr(signed, name) for name in change]


def test_the_prefix_stays_once_a_number_is_given(cast, signed, now):
    numbered = go(go(signed, "to_number", cast.clerk, now), "number", cast.clerk, now)
    fault = refused(numbered, cast.clerk, now, prefix=None)
    assert fault.code == "numbered"
    assert str(numbered.number) in fault.message


def test_the_columns_may_be_mended_until_the_signing(cast, outgoing, now):
    mine = replace(drafting.form_of(outgoing), contact=" 孙佳 8200123 ", project_basis="第12项")
    drafting.save_form(outgoing, mine, base=1, reason="", by=cast.drafter, now=now)
    after = again(outgoing)
    assert (after.contact, after.project_basis) == ("孙佳 8200123", "第12项")


def test_the_text_is_still_mended_after_signing_while_the_columns_stay(cast, prefix, now):
    RoleHolding.objects.create(person=cast.mayor, role=RoleCode.PRINCIPAL, org=cast.office)
    given = form(prefix, contact="孙佳 8200123 ", project_basis="第12项 ")
    made = drafting.start_draft(given, by=cast.drafter, now=now)
    stage = go(to_recheck(made, cast, now, [cast.mayor]), "to_number", cast.clerk, now)
    text = drafting.form_of(stage)
    mine = replace(text, body=text.body.replace("，", "、", 1), contact=text.contact + " ")
    base = drafting.newest(stage.matter).number
    saved = drafting.save_form(stage, mine, base=base, reason="", by=cast.clerk, now=now)
    assert (saved.number, again(stage).contact) == (base + 1, "孙佳 8200123")


def test_a_late_save_keeps_the_text_and_leaves_the_columns(cast, outgoing, now):
    first = replace(drafting.form_of(outgoing), body="先存的。")
    late = replace(drafting.form_of(outgoing), body="后到的。", publicity="open")
    drafting.save_form(outgoing, first, base=1, reason="", by=cast.drafter, now=now)
    with pytest.raises(Refused) as refusal:
        drafting.save_form(outgoing, late, base=1, reason="", by=cast.drafter, now=now)
    assert refusal.value.code == "late"
    assert "后到的" in LateDraft.objects.get(matter=outgoing.matter).gongwen
    assert again(outgoing).publicity == ""
    assert DraftVersion.objects.filter(matter=outgoing.matter).count() == 2
