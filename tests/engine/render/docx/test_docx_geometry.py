"""DOCX 由 LibreOffice 排成 PDF 再量：与 PDF 同一张表，误差不过 1 毫米。"""

from types import SimpleNamespace

import pypdfium2
import pytest
from PIL import ImageChops

from sanban.engine.gongwen.elements import AttachmentNote
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.profiles import NOMINAL
from sanban.engine.pages.office import convert, is_here
from sanban.engine.render.docx import to_docx
from tests.engine.render import paper, samples
from tests.engine.render.measure import pages
from tests.engine.render.test_geometry import ROWS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_here(), reason="本机没有 LibreOffice"),
]
SPACED = "LibreOffice 7.4 不认 autoSpaceDN，在日期的数字两边另加空当"
# fmt: off
UNMEASURED = {
    "“文件”上下居中":         "表格里取字的次序不同，另有测试",
    "红线长":                 "描边的线，取到的框两头各多出一截，另按图片量",
    "附件名称回行对齐":       "序号占的宽不同，回行的字不同，另有测试",
    "盖章：署名居日期之中":   SPACED,
    "盖章：印章居中":         SPACED,
    "不盖章：日期右移二字":   SPACED,
    "日期长：署名首字早二字": SPACED,
    "签名章：空二行":         "占位框是表格的四条边，取不到整框",
    "签名章：右空四字":       "同上",
    "签名章：职务在左空二字": "同上",
    "签名章：职务上下居中":   "同上",
    "签名章：日期空一行":     "同上",
}
# fmt: on
MEASURED_ROWS = [row for row in ROWS if row[0] not in UNMEASURED]
DPI = 300


def through_office(gongwen, *, rules=STANDARD):
    return convert(to_docx(gongwen, rules=rules).data, source="docx", target="pdf")


@pytest.fixture(scope="module")
def by_office():
    """量尺寸的那些页，换成由 DOCX 经 LibreOffice 排的。"""
    usual = paper.to_pdf
    caches = (paper.made, paper.made_of, paper.signed)
    for cached in caches:
        cached.cache_clear()
    paper.to_pdf = lambda gongwen: SimpleNamespace(data=through_office(gongwen))
    yield
    paper.to_pdf = usual
    for cached in caches:
        cached.cache_clear()


def test_the_rows_left_out_are_rows_of_the_table():
    assert set(UNMEASURED) <= {row[0] for row in ROWS}


@pytest.mark.parametrize(
    ("expected", "clause", "measured"),
    [row[1:] for row in MEASURED_ROWS],
    ids=[row[0] for row in MEASURED_ROWS],
)
def test_the_office_page_measures_what_the_standard_says(by_office, expected, clause, measured):
    assert measured() == pytest.approx(expected, abs=1), clause


@pytest.mark.parametrize("rules", [STANDARD, Rules(NOMINAL)], ids=["measured", "nominal"])
def test_full_pages_have_22_lines_of_28_characters(rules):
    made = pages(through_office(samples.general(text=samples.filled(100)), rules=rules))
    assert [[len(row) for row in page.lines] for page in made[1:4]] == [[28] * 22] * 3


def test_the_lines_on_paper_lie_where_they_should():
    pdf = through_office(samples.full())
    (head,) = dark_lines(pdf, 0)
    assert head == pytest.approx((28, 119.9, 184, 120.6), abs=1)
    imprint = dark_lines(pdf, 1)
    assert [line[0] for line in imprint] == pytest.approx([28] * 3, abs=0.3)
    assert [line[2] for line in imprint] == pytest.approx([184] * 3, abs=0.3)
    assert imprint[-1][3] == pytest.approx(262, abs=0.5)


def test_the_suffix_of_a_joint_mark_is_in_the_middle():
    page = pages(through_office(samples.joint_down(3)))[0]
    organs = [page.ink(organ) for organ in ("演示县教育局", "演示县住房和城乡建设局")]
    suffix = [glyph for glyph in page.glyphs if glyph.char in "文件" and glyph.ink.height > 8]
    middle = (min(one.ink.top for one in suffix) + max(one.ink.bottom for one in suffix)) / 2
    assert middle == pytest.approx((organs[0].top + organs[1].bottom) / 2, abs=1)


def test_a_long_attachment_name_hangs_under_its_first_character():
    note = AttachmentNote(("甲", "国" * 50))
    page = pages(through_office(samples.general(replaces=(note,))))[1]
    rows = [row for row in page.lines if row[-1].char == "国" and len(row) < 28]
    name = next(glyph for glyph in rows[0] if glyph.char == "国")
    assert rows[1][0].cell.left == pytest.approx(name.cell.left, abs=0.5)


def test_a_landscape_page_keeps_its_number_at_the_old_place():
    page = next(one for one in pages(through_office(samples.wide_table())) if one.width > 250)
    dashes = [glyph.ink for glyph in page.glyphs if glyph.char == "—"]
    assert max(one.right for one in dashes) == pytest.approx(297 - 262 - 7, abs=1)


def test_the_imprint_page_is_even():
    for gongwen in (samples.general(samples.CC, samples.PRINT), samples.attached()):
        made = pages(through_office(gongwen))
        assert len(made) % 2 == 0
        assert "抄送" in made[-1].text


def dark_lines(pdf, number):
    """一面上横贯版心的线：左、上、右、下，毫米。"""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[number].render(scale=DPI / 72).to_pil().convert("L")
    wide, high = image.size
    dark = ImageChops.invert(image).point(lambda value: 255 * (value > 60))
    rows = [dark.crop((0, top, wide, top + 1)) for top in range(high)]
    full = [sum(row.histogram()[255:]) > wide * 0.6 for row in rows]
    found, start = [], None
    for top, is_line in enumerate([*full, False]):
        if is_line and start is None:
            start = top
        if not is_line and start is not None:
            left, _, right, _ = rows[start].getbbox()
            found.append(tuple(each * 25.4 / DPI for each in (left, start, right, top)))
            start = None
    return found
