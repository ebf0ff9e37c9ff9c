from dataclasses import replace
from pathlib import Path

import pytest

from bench.conforming import papers
from sanban.engine.check import check_format, open_document
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.office_rules import STANDARD
from sanban.engine.gongwen.profiles import PROFILES
from sanban.engine.render.docx import to_docx
from tests.engine.check.foreign import speech, typical

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("通知.md", "函.md", "命令.md", "纪要.md", "联合请示.md", "联合通知.md")


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", NAMES)
def test_our_own_examples_have_nothing_to_say_about(name, profile):
    path = EXAMPLES / name
    made = gongwen_of(load_typed(path), path)
    data = to_docx(made, rules=replace(STANDARD, profile=PROFILES[profile])).parts[0]
    document = open_document(data)
    assert document.is_gongwen
    assert document.profile.name == profile
    assert document.format == made.format
    assert check_format(data) == ()


def test_every_kind_in_both_profiles_has_nothing_to_say_about():
    found = {name: check_format(data) for name, _, data in papers(30)}
    assert {name: one for name, one in found.items() if one} == {}


def test_a_speech_is_not_a_gongwen_and_is_left_alone():
    assert not open_document(speech()).is_gongwen
    assert check_format(speech()) == ()


def test_a_foreign_document_is_recognised_without_any_style_of_ours():
    document = open_document(typical())
    codes = [para.code for para in document.paras if para.bare and para.code != "table"]
    assert codes == [
        "issuer_mark", "doc_number", "title", "title", "main_recipient",
        "body", "heading1", "body", "heading1", "body", "attachment_note",
        "issuer_signature", "issue_date", "attachment_label", "attachment_title",
    ]  # fmt: skip


def test_the_usual_faults_of_a_foreign_document_are_found_where_they_are():
    found = {(one.rule, one.quote) for one in check_format(typical())}
    assert {
        ("HD-06", "演政办发[2026]07号"), ("RE-01", ":"), ("AT-01", "。"),
        ("SG-02", "二〇二六年九月一日"), ("BD-02", "　　"), ("PG-02", ""),
    } <= found  # fmt: skip


def test_positions_are_those_of_the_text_that_is_read():
    document = open_document(typical())
    for one in check_format(typical()):
        quote = document.text[one.start : one.end]
        assert one.quote == (quote if len(quote) <= 60 else one.quote)
        assert one.message.endswith("。")
