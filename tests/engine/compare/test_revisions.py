"""修订：别人写的修订，也能全部接受、全部拒绝。"""

import pytest

from sanban.engine.compare.revisions import accept_all, reject_all
from sanban.engine.read import read
from tests.engine.compare.papers import wrap
from tests.engine.compare.test_redline import body

BY = 'w:id="1" w:author="李"'
END = "<w:p><w:r><w:t>完</w:t></w:r></w:p>"

# fmt: off
CASES = {
    "段落标记删去，并进下一段": (
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>{END}",
        ["甲完"], ["甲", "完"]),
    "段落标记增加，拒绝就并回去": (
        f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>{END}",
        ["甲", "完"], ["甲完"]),
    "别人增加又被另一人删去": (
        f"<w:p><w:ins {BY}><w:r><w:t>甲</w:t></w:r><w:del {BY}><w:r><w:delText>乙</w:delText>"
        f"</w:r></w:del></w:ins></w:p>{END}",
        ["甲", "完"], ["", "完"]),
    "一段整个移走": (
        f"<w:p><w:pPr><w:rPr><w:moveFrom {BY}/></w:rPr></w:pPr><w:moveFrom {BY}><w:r><w:t>甲"
        f"</w:t></w:r></w:moveFrom></w:p>{END}<w:p><w:pPr><w:rPr><w:moveTo {BY}/></w:rPr></w:pPr>"
        f"<w:moveTo {BY}><w:r><w:t>甲</w:t></w:r></w:moveTo></w:p>{END}",
        ["完", "甲", "完"], ["甲", "完", "完"]),
    "整行删去": (
        f"<w:tbl><w:tr><w:trPr><w:del {BY}/></w:trPr><w:tc>{END}</w:tc></w:tr></w:tbl>{END}",
        ["完"], ["完", "完"]),
    "格增加": (
        f"<w:tbl><w:tr><w:tc>{END}</w:tc><w:tc><w:tcPr><w:cellIns {BY}/></w:tcPr>{END}</w:tc>"
        f"</w:tr></w:tbl>{END}",
        ["完", "完", "完"], ["完", "完"]),
    "链接里的字删光": (
        f"<w:p><w:hyperlink><w:del {BY}><w:r><w:delText>甲</w:delText></w:r></w:del>"
        f"</w:hyperlink></w:p>{END}",
        ["", "完"], ["甲", "完"]),
}
# fmt: on


def lines(data):
    return [one.text for one in read(data, "稿.docx").paragraphs]


@pytest.mark.parametrize("name", CASES)
def test_all_accepted_and_all_rejected(name):
    xml, accepted, rejected = CASES[name]
    assert lines(accept_all(wrap(xml))) == accepted
    assert lines(reject_all(wrap(xml))) == rejected


def test_looks_go_forward_and_back():
    xml = (
        f'<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange {BY}><w:pPr><w:jc w:val="right"/></w:pPr>'
        f"</w:pPrChange></w:pPr><w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr>"
        "<w:t>甲</w:t></w:r></w:p>"
    )
    accepted, rejected = (
        read(settle(wrap(xml)), "稿.docx").paragraphs[0].look for settle in (accept_all, reject_all)
    )
    assert (accepted.align, accepted.bold) == ("center", True)
    assert (rejected.align, rejected.bold) == ("right", False)


@pytest.mark.parametrize("settle", [accept_all, reject_all])
def test_nothing_tracked_is_left(settle):
    for xml, _, _ in CASES.values():
        left = body(settle(wrap(xml)))
        assert not any(f"<w:{name}" in left for name in ("ins", "del", "moveTo", "moveFrom"))


def test_a_paper_without_revisions_keeps_its_bytes():
    data = wrap(END)
    assert body(accept_all(data)) == body(data)
