"""排出来看：DOCX 先由 LibreOffice 排好，再看只有排出来才看得见的。"""

import pytest

from bench.conforming import papers
from sanban.engine.check import open_document
from sanban.engine.check.laying import laid_faults
from sanban.engine.check.registry import format_rules
from sanban.engine.check.running import joined
from sanban.engine.fix.fixing import packed
from sanban.engine.fix.words import Swap, replace_text
from sanban.engine.gongwen.kinds import GENERAL
from sanban.engine.pages.office import is_here
from sanban.engine.proof.office import Layout
from tests.engine.check.foreign import typical

needs_office = pytest.mark.skipif(not is_here(), reason="没有 LibreOffice")
PAGES = Layout(pages=True)


def notice():
    return next(
        data for _, made, data in papers(40, seed=3)
        if made.format == GENERAL and "main_recipient" in codes(data)
    )  # fmt: skip


def codes(data):
    return {para.code for para in open_document(data).paras}


@needs_office
def test_too_many_recipients_are_told_once_with_the_paragraph():
    document = open_document(notice())
    para = document.first("main_recipient")
    replace_text(Swap(para, len(para.text) - 1, len(para.text), "，各有关企业事业单位" * 60 + "："))
    data = packed(document, frozenset(document.traced.roots))
    found = joined(data, "通知.docx", (), PAGES)
    (one,) = [one for one in found if one.rule == "RE-02"]
    assert one.quote.startswith(para.text[:4])
    assert one.place.startswith("第")


@needs_office
def test_a_conforming_document_is_clean_when_laid_out():
    assert [one for one in joined(notice(), "通知.docx", (), PAGES) if one.level != "hint"] == []


def test_a_page_that_is_not_steady_is_not_laid_out():
    document = open_document(typical())
    assert list(laid_faults(document, b"not read")) == []


def test_every_rule_that_must_be_laid_out_says_how():
    for rule in format_rules():
        assert not rule.laid or rule.seen is not None, rule.id
