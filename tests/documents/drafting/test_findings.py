"""检查：查得出、一键改、不改要写理由、段落挪动了还认得。"""

from dataclasses import replace

import pytest

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion
from sanban.documents.services import drafting
from tests.documents.drafting.conftest import BODY, form

WRONG = BODY.replace("及时处置隐患。", "及时处置隐患，不得推委扯皮。")


@pytest.fixture
def wrong(cast, prefix, now):
    return drafting.start_draft(form(prefix=prefix, body=WRONG), by=cast.drafter, now=now)


def found(outgoing):
    rows = drafting.checked_of(drafting.newest(outgoing.matter))
    return next((one for one in rows if "推委" in one.finding.message), None)


def test_a_clean_draft_has_nothing_above_a_hint(outgoing):
    rows = drafting.findings_of(drafting.newest(outgoing.matter))
    assert [one.message for one in rows if one.level != "hint"] == []


def test_finds_a_wrong_word_and_says_where(wrong):
    one = found(wrong)
    text = drafting.text_of(drafting.newest(wrong.matter))
    assert text[one.finding.start - 1 : one.finding.end] == "推委"
    assert (one.can_mend, one.source, one.decision) == (True, "text", None)


def test_one_click_mends_and_makes_a_version(cast, wrong, now):
    made = drafting.mend(wrong, [found(wrong).key], base=1, by=cast.drafter, now=now)
    assert (made.number, made.way) == (2, "mend")
    assert "推诿扯皮" in drafting.text_of(made)
    assert made.reason == "“委”改为“诿”"
    assert found(wrong) is None


def test_a_suggestion_that_is_not_offered_is_refused(cast, wrong, now):
    with pytest.raises(Refused) as refusal:
        drafting.mend(wrong, [f"{found(wrong).key}:7"], base=1, by=cast.drafter, now=now)
    assert refusal.value.code == "nothing-mended"


def test_mending_twice_makes_one_version(cast, wrong, now):
    key = found(wrong).key
    for _ in range(2):
        drafting.mend(wrong, [key], base=1, by=cast.drafter, now=now)
    assert DraftVersion.objects.count() == 2


def test_mending_keeps_what_is_typed_but_not_saved(cast, wrong, now):
    typed = replace(drafting.form_of(wrong), body=WRONG + "\n\n特此通知。")
    typed = drafting.drafted(wrong, typed, base=1, now=now)
    key = found(wrong).key
    made = drafting.mend(wrong, [key], base=1, by=cast.drafter, now=now, typed=typed)
    assert "推诿扯皮" in drafting.text_of(made)
    assert "特此通知" in drafting.text_of(made)


def test_an_ignored_finding_stays_ignored_when_the_text_moves(cast, wrong, now):
    drafting.ignore(wrong, found(wrong).key, reason="原文引用", by=cast.drafter, now=now)
    moved = replace(drafting.form_of(wrong), body="先说一句话。\n\n" + WRONG)
    drafting.save_form(wrong, moved, base=1, reason="", by=cast.drafter, now=now)
    assert found(wrong).decision.reason == "原文引用"
    said = [one.message for one in drafting.findings_of(drafting.newest(wrong.matter))]
    assert not any("推委" in one for one in said)


def test_an_ignored_finding_can_be_taken_up_again(cast, wrong, now):
    key = found(wrong).key
    drafting.ignore(wrong, key, reason="原文引用", by=cast.drafter, now=now)
    drafting.restore(wrong, key, by=cast.drafter)
    assert found(wrong).decision is None


@pytest.mark.parametrize(("reason", "code"), [("  ", "no-reason"), ("引用", "not-editor")])
def test_ignoring_needs_a_reason_and_the_right_person(cast, wrong, now, reason, code):
    by = cast.drafter if code == "no-reason" else cast.outsider
    with pytest.raises(Refused) as refusal:
        drafting.ignore(wrong, found(wrong).key, reason=reason, by=by, now=now)
    assert refusal.value.code == code


def test_what_is_already_gone_cannot_be_mended(cast, wrong, now):
    with pytest.raises(Refused) as refusal:
        drafting.mend(wrong, ["0" * 64], base=1, by=cast.drafter, now=now)
    assert refusal.value.code == "nothing-mended"


def test_a_missing_element_is_said(cast, prefix, now):
    made = drafting.start_draft(
        form(prefix=prefix, doc_kind="request", title="关于追加经费的请示", main_recipients=""),
        by=cast.drafter,
        now=now,
    )
    rows = drafting.findings_of(drafting.newest(made.matter))
    assert any("没有写主送机关" in one.message for one in rows)
    assert not any("发文字号" in one.message for one in rows)
