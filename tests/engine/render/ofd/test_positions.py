"""OFD 里的字与 PDF 里的一样，位置相差不过百分之一毫米。"""

import ctypes
from collections import defaultdict
from itertools import pairwise

import pypdfium2
import pytest
from pypdfium2 import raw

from sanban.engine.ofd.objects import text
from sanban.engine.read import read
from tests.engine.gongwen.full import notice
from tests.engine.render.ofd.samples import notice_ofd, notice_pdf, odd_ofd, odd_pdf, pages

MM = 25.4 / 72
NEAR = 0.01


def in_pdf(pdf):
    """每页的字和起点（毫米），由 PDFium 直接量。"""
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        words = page.get_textpage()
        x, y = ctypes.c_double(), ctypes.c_double()
        found = []
        for index in range(words.count_chars()):
            code = raw.FPDFText_GetUnicode(words, index)
            if code > 32 and not raw.FPDFText_IsGenerated(words, index):
                raw.FPDFText_GetCharOrigin(words, index, x, y)
                found.append((chr(code), x.value * MM, (page.get_height() - y.value) * MM))
        yield found


def in_ofd(ofd):
    """每页的字和起点，由本项目的读法算。"""
    for root in pages(ofd):
        layer = next(root.iter("{*}Layer"))
        objects = [text(node, layer, {}) for node in root.iter("{*}TextObject")]
        yield [
            (char, x, y)
            for one in objects
            for char, x, y, *_ in one.letters
            if not char.isspace() or char == "\u3000"
        ]


def by_char(letters):
    found = defaultdict(list)
    for char, x, y in letters:
        found[char].append((round(y), round(x), x, y))
    return {char: sorted(places) for char, places in found.items()}


def test_every_character_stands_where_the_pdf_has_it():
    checked = 0
    for theirs, ours in zip(in_pdf(notice_pdf()), in_ofd(notice_ofd().data), strict=True):
        wanted, found = by_char(theirs), by_char(ours)
        assert {char: len(places) for char, places in wanted.items()} == {
            char: len(places) for char, places in found.items()
        }
        for char, places in wanted.items():
            for one, other in zip(places, found[char], strict=True):
                assert abs(one[2] - other[2]) <= NEAR, char
                assert abs(one[3] - other[3]) <= NEAR, char
                checked += 1
    assert checked > 900


def test_turned_text_stands_where_the_pdf_has_it():
    wanted = by_char(next(iter(in_pdf(odd_pdf()))))
    found = by_char(next(iter(in_ofd(odd_ofd().data))))
    for char in "横排表格":
        ((_, _, x, y),) = [place for place in wanted[char] if place[0] > 55]
        assert any(abs(x - there[2]) <= NEAR >= abs(y - there[3]) for there in found[char])


def test_the_same_text_is_read_back_in_the_same_order():
    pdf, ofd = read(notice_pdf(), "a.pdf"), read(notice_ofd().data, "a.ofd")
    assert ofd.text == pdf.text
    assert ofd.pages == pdf.pages == notice_ofd().pages
    assert [p.page for p in ofd.paragraphs] == [p.page for p in pdf.paragraphs]


def test_no_character_of_the_document_is_lost():
    text = "".join(read(notice_ofd().data, "a.ofd").text.split())
    for block in notice().elements[6].blocks:
        for wanted in getattr(block, "text", "").split():
            assert wanted.replace(" ", "") in text


def test_rare_characters_and_ligatures_keep_their_text():
    text = read(odd_ofd().data, "a.ofd").text
    assert "镕堃喆㛃𬭎䶮" in text
    assert "㎡①Ⅰ℃％（“引号”" in text
    assert "•" in text
    assert "标题——office22office22" in "".join(text.split())


def test_a_landscape_table_is_read_line_by_line():
    for name, data in (("a.pdf", odd_pdf()), ("a.ofd", odd_ofd().data)):
        assert "横排表格ABC" in read(data, name).text.split("\n")


def test_repeated_steps_are_shortened():
    steps = [node.get("DeltaX") or "" for node in pages(notice_ofd().data)[1].iter("{*}TextCode")]
    assert sum(words.startswith("g ") or " g " in words for words in steps) * 2 > len(steps)


@pytest.mark.parametrize("ofd", [notice_ofd, odd_ofd])
def test_no_text_begins_or_ends_with_a_space(ofd):
    for root in pages(ofd().data):
        for node in root.iter("{*}TextCode"):
            assert node.text == node.text.strip(" \u00a0") != ""


def test_the_lines_of_the_text_are_one_object_each():
    """一行一个文字对象，不是一字一个：文件小，选字、复制也顺。"""
    root = pages(notice_ofd().data)[1]
    lengths = [len(node.text) for node in root.iter("{*}TextCode")]
    assert max(lengths) >= 25
    ys = [node.get("Boundary").split()[1] for node in root.iter("{*}TextObject")]
    assert sum(one == other for one, other in pairwise(ys)) < len(ys) / 2
