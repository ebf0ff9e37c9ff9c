import re
from collections import Counter
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from sanban.engine.check import Edit, check_format, open_document
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.fix import NotFixed, fix, fixing
from sanban.engine.fix.fixing import Options
from sanban.engine.fix.properties import write
from sanban.engine.fix.words import AUTHOR
from sanban.engine.read import read
from tests.engine.check.foreign import typical
from tests.engine.fix.rich import rich

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = {"典型": typical, "杂件": rich}
each = pytest.mark.parametrize("data", [make() for make in MADE.values()], ids=list(MADE))


def parts(data):
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def words(data):
    root = etree.fromstring(parts(data)["word/document.xml"])
    return [node.text for node in root.iter(W + "t", W + "delText", W + "instrText")]


def things(data):
    root = etree.fromstring(parts(data)["word/document.xml"])
    layout = {W + name for name in ("ind", "spacing", "jc", "rFonts", "sz", "szCs", "color", "pBdr",
              "bottom", "pPr", "rPr", "autoSpaceDE", "autoSpaceDN")}  # fmt: skip
    return Counter(node.tag for node in root.iter() if node.tag not in layout)


@each
def test_class_a_changes_no_word_and_loses_nothing(data):
    done = fix(data)
    assert done.changes
    assert words(done.data) == words(data)
    assert things(done.data) == things(data)
    assert read(done.data, "a.docx").text == read(data, "a.docx").text
    docx.Document(BytesIO(done.data))


@each
def test_parts_that_need_no_change_are_the_same_bytes(data):
    before, after = parts(data), parts(fix(data).data)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"word/document.xml", "word/settings.xml"}


@each
def test_nothing_of_class_a_is_left(data):
    assert [one.rule for one in fix(data).left if one.fix == "A"] == []


@each
@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("upto", ["A", "B"])
def test_fixing_twice_is_fixing_once(data, upto, tracked):
    options = Options(upto, tracked)
    once = fix(data, options=options).data
    again = fix(once, options=options)
    assert again.data == once
    assert again.changes == ()


def test_class_b_writes_the_words_as_they_should_be():
    text = read(fix(typical(), options=Options("B")).data, "a.docx").text
    for right in ("演政办发〔2026〕7号", "县政府各部门：", "附件：任务清单\n", "2026年9月1日\n"):
        assert right in text
    assert "\n　　" not in text


def test_tracked_words_come_back_when_rejected():
    before = typical()
    after = etree.fromstring(
        parts(fix(before, options=Options("B", tracked=True)).data)["word/document.xml"]
    )
    marks = list(after.iter(W + "ins", W + "del"))
    assert marks
    assert {one.get(W + "author") for one in marks} == {AUTHOR}
    numbers = [one.get(W + "id") for one in marks]
    assert len(set(numbers)) == len(numbers)
    for mark in after.iter(W + "ins"):
        mark.getparent().remove(mark)
    rejected = "".join(node.text or "" for node in after.iter(W + "t", W + "delText"))
    assert rejected == "".join(words(before))


def test_a_red_head_stays_a_red_head():
    document = open_document(fix(typical(), options=Options("B")).data)
    mark = document.first("issuer_mark")
    assert mark.main.red
    assert mark.main.size > 30
    assert [para.bare for para in document.of("title")] == [
        "演示县人民政府办公室", "关于做好秋季安全生产工作的通知",
    ]  # fmt: skip


def test_a_text_box_is_mended_in_both_its_writings():
    text = parts(fix(rich()).data)["word/document.xml"].decode()
    assert "0000FF" not in text


def test_a_conforming_file_comes_back_the_same_bytes():
    once = fix(typical(), options=Options("B")).data
    assert fix(once, options=Options("B")).data is once


def _bad(edit):
    """一条会弄坏东西的规则。"""

    def check(document):
        yield Fault("坏规则。", document.first("body"), edits=tuple(edit(document)))

    return FormatRule("BD-99", "bad", "惯例", check)


@pytest.mark.parametrize("broken", ["drop", "swing"])
def test_what_would_lose_something_is_not_written(monkeypatch, broken):
    def drop(document):
        node = document.first("body").node
        yield Edit(node, "", {"r": None})

    turns = count()

    def swing(document):
        yield Edit(document.first("body").node, "pPr", {"ind.left": str(next(turns))})

    bad = _bad(drop if broken == "drop" else swing)
    monkeypatch.setattr("sanban.engine.check.running.format_rules", lambda: (bad,))
    with pytest.raises(NotFixed) as refused:
        fix(typical())
    assert re.search("变了" if broken == "drop" else "改了几遍", refused.value.message)


def test_properties_are_written_in_the_order_of_the_schema():
    root = etree.fromstring(
        f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:jc w:val="left"/><w:rPr/></w:pPr></w:p>'
    )
    values = {
        "ind.left": "3",
        "keepNext": "1",
        "pBdr/bottom.sz": "4",
        "jc": None,
        "spacing.line": "9",
    }
    assert write(root, "pPr", values)
    assert [node.tag[len(W) :] for node in root[0]] == ["keepNext", "pBdr", "spacing", "ind", "rPr"]
    assert not write(root, "pPr", values)


def test_levels_of_what_is_left_are_those_of_a_check():
    done = fix(typical())
    assert done.left == check_format(done.data)
    assert fixing.MOST_PASSES >= 3
