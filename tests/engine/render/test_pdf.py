"""排成 PDF：四种格式都成页，版记在双页，页码对，文件可长期保存、前后一致。"""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image

from sanban.engine.gongwen.blocks import (
    SUB,
    SUPER,
    Cell,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
)
from sanban.engine.gongwen.elements import (
    UNSEALED,
    Body,
    DocNumber,
    PageNumbers,
    Signatory,
    SignOff,
    Title,
)
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.render.pdf import to_pdf, to_png, to_svg
from sanban.engine.render.typesetting import TypesettingFailed
from tests.engine.gongwen.full import notice
from tests.engine.render import samples
from tests.engine.render.measure import pages
from tests.engine.render.paper import PITCH, made, made_of, page_no, rule

FORMATS = ("full", "joint_down", "joint_up", "up", "letter", "order", "minutes", "resolution",
           "wide_table", "attached")  # fmt: skip


def numbers(gongwen):
    """各面的页码，没有的为空。"""
    found = []
    for page in made_of(gongwen):
        marks = "".join(one.char for one in page.glyphs if one.ink.top > 263 or one.ink.left < 28)
        found.append(marks.strip("—"))
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_becomes_pages(name):
    rendered = to_pdf(getattr(samples, name)())
    assert rendered.data.startswith(b"%PDF-")
    assert rendered.pages == len(pages(rendered.data))


@pytest.mark.parametrize("lines", range(4, 60, 5))
def test_the_imprint_is_at_the_foot_of_the_last_even_page(lines):
    found = made_of(samples.general(samples.CC, samples.PRINT, text=samples.filled(lines)))
    assert len(found) % 2 == 0
    assert "印发" in found[-1].text
    assert rule(found[-1], 2).bottom == pytest.approx(262, abs=0.1)


def test_only_a_blank_page_and_the_imprint_after_it_are_unnumbered():
    seen = set()
    for lines in range(20, 48):
        found = made_of(samples.general(samples.CC, samples.PRINT, text=samples.filled(lines)))
        shown = numbers(samples.general(samples.CC, samples.PRINT, text=samples.filled(lines)))
        is_skipped = not found[-2].glyphs
        seen.add(is_skipped)
        plain_pages = [str(number) for number in range(1, len(found) + 1)]
        assert shown == ([*plain_pages[:-2], "", ""] if is_skipped else plain_pages)
    assert seen == {True, False}


def test_odd_numbers_are_on_the_right_and_even_ones_on_the_left():
    found = made_of(samples.general(text=samples.filled(60)))
    assert [page_no(page).left > 105 for page in found] == [True, False, True, False][: len(found)]


def test_a_letter_shows_no_number_and_no_imprint_rules():
    shown = numbers(samples.letter())
    assert shown[0] == ""
    assert shown[1:] == [str(number) for number in range(2, len(shown) + 1)]
    last = made("letter")[-1]
    assert "抄送：县应急管理局。" in last.text
    assert not [one for one in last.rules if one.width > 100]


def test_numbers_may_start_elsewhere():
    gongwen = samples.general(text=samples.filled(40), replaces=(PageNumbers(3),))
    assert numbers(gongwen)[:2] == ["3", "4"]


def test_a_joint_letter_shows_only_the_host():
    letter = samples.letter()
    marks = samples.IssuerMark(("演示县教育局", "演示县公安局"))
    rest = (one for one in letter.elements if not isinstance(one, samples.IssuerMark))
    joint = type(letter)("letter", (marks, *rest), "letter")
    assert "演示县公安局" not in made_of(joint)[0].text


def test_a_landscape_table_turns_the_page_and_keeps_the_number_in_place():
    found = made("wide_table")
    wide = [page for page in found if page.width > page.height]
    assert len(wide) >= 2
    assert all(page.text.startswith(("附件", "第1栏")) for page in wide)
    for number, page in enumerate(found, 1):
        if page not in wide:
            continue
        dash = next(one.ink for one in page.glyphs if one.char == "—")
        assert dash.right == pytest.approx(297 - 269, abs=0.3)
        assert (dash.top > 105) == bool(number % 2)


def test_the_heads_of_a_table_are_repeated_on_every_page():
    head = (Cell("序号"), Cell("事项"))
    table = Table((head, *((Cell(str(row)), Cell("检查")) for row in range(80))))
    found = made_of(samples.general(text=Body((plain("如下。"), table))))
    assert sum("序号" in page.text for page in found) >= 3


def test_merged_cells_and_lines_in_a_cell_keep_their_text():
    table = Table((
        (Cell("项目", columns=2), Cell("说明")),
        (Cell("甲", rows=2), Cell("1,234.5"), Cell("一\n二")), (Cell("5%"), Cell("丙")),
    ))  # fmt: skip
    text = "".join(page.text for page in made_of(samples.general(text=Body((table,)))))
    assert all(part in text for part in ("项目", "说明", "甲", "1,234.5", "一", "二", "5%", "丙"))


def test_a_picture_never_leaves_the_type_area():
    sizes = ((300, 200, 80.0), (4000, 200, 0.0), (100, 3000, 0.0), (300, 300, 500.0))
    for wide, tall, width in sizes:
        out = BytesIO()
        Image.new("RGB", (wide, tall), "teal").save(out, "PNG")
        text = Body((plain("见图。"), Picture(out.getvalue(), "图", width, "图1")))
        for box in _images(to_pdf(samples.general(text=text)).data):
            assert box[0] >= 27.9 and box[2] <= 184.1
            assert box[1] >= 34.9 and box[3] <= 260.1


def _images(pdf):
    document = pypdfium2.PdfDocument(pdf)
    found = [
        tuple(value * 25.4 / 72 for value in one.get_bounds())
        for page in document
        for one in page.get_objects(max_depth=5)
        if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    ]
    document.close()
    assert found
    return found


def test_a_broken_picture_is_refused_in_words():
    with pytest.raises(TypesettingFailed, match="没有排成"):
        to_pdf(samples.general(text=Body((Picture(b"\x89PNG broken"),))))


def test_marks_of_a_markup_language_are_only_text():
    nasty = "正文 # $x$ \\n @a <b> *c* _d_ `e` /* */ #{panic()} \"q\" 'r'"
    text = made_of(samples.general(text=Body((plain(nasty),)), replaces=(Title(nasty),)))[0].text
    assert text.count(nasty.replace(" ", "")) == 2


def test_scripts_and_strong_text_do_not_move_the_lines():
    runs = (Run("国" * 30), Run("2", script=SUPER), Run("国" * 30), Run("2", script=SUB))
    strong = Run("国" * 60, strong=True)
    page = made_of(samples.general(text=Body((Paragraph((*runs, strong)),))))[0]
    bases = sorted({round(one.base, 1) for one in page.glyphs if one.char == "国"})
    steps = [later - earlier for earlier, later in pairwise(bases)]
    assert steps == pytest.approx([PITCH] * len(steps), abs=0.11)


def test_a_page_break_in_the_body_starts_a_page():
    found = made_of(samples.general(text=Body((plain("前。"), PageBreak(), plain("后。")))))
    assert "后。" in found[1].text


def test_the_same_document_is_made_the_same_twice():
    assert to_pdf(samples.full()).data == to_pdf(samples.full()).data


def test_the_file_says_what_it_is():
    document = pypdfium2.PdfDocument(to_pdf(samples.full()).data)
    about = document.get_metadata_dict()
    document.close()
    assert about["Title"] == "演示县人民政府办公室关于做好2026年秋季安全生产隐患排查整治工作的通知"
    assert about["Author"] == samples.OFFICE
    assert about["Keywords"] == "通知"
    assert about["CreationDate"].startswith("D:20260911")


def test_the_time_of_making_may_be_given():
    data = to_pdf(samples.full(), created=datetime(2026, 9, 14, 8, tzinfo=UTC)).data
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20260914")
    document.close()


def test_the_file_is_pdf_a_2b_with_a_tagged_title():
    data = to_pdf(samples.full()).data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in data
    assert b"/StructTreeRoot" in data
    assert b"/H1" in data


def test_no_seal_is_ever_drawn_red():
    for style in ("seal", "signature"):
        sign_off = SignOff((Signatory(samples.OFFICE, "主任", "张三"),), samples.DAY, style)
        bare = (Title("通知"), samples.body(), sign_off)
        for page in _pictures(type(samples.full())("notice", bare)):
            shades = {pixel[:3] for pixel in page.convert("RGB").get_flattened_data()}
            assert not [one for one in shades if max(one) - min(one) > 30]


def _pictures(gongwen):
    return [Image.open(BytesIO(part)) for part in to_png(gongwen, dpi=50).parts]


def test_svg_and_png_have_the_pages_of_the_pdf():
    gongwen = samples.full()
    count = to_pdf(gongwen).pages
    assert len(to_svg(gongwen).parts) == len(to_png(gongwen).parts) == count
    assert to_svg(gongwen).parts[0].lstrip().startswith(b"<svg")
    assert Image.open(BytesIO(to_png(gongwen, dpi=100).parts[0])).size in ((827, 1169), (827, 1170))


def test_substitutions_missing_glyphs_and_deviations_are_all_said():
    rules = load_rules("[style.heading2]\nbold = true\n")
    gongwen = samples.general(text=Body((plain("堃\U0001f9ff"),)))
    said = " ".join(note.message for note in to_pdf(gongwen, rules=rules).notes)
    assert "代替" in said
    assert "堃" in said
    assert "哪个字体里都没有" in said
    assert "二级标题的版式：GB/T 9704-2012 7.3.3 是 不加粗，单位规定是 加粗" in said


def test_a_document_without_a_head_still_becomes_a_page():
    bare = (Title("关于有关事项的说明"), Body((plain("说明。"),)))
    found = made_of(type(samples.full())("notice", bare))
    assert found[0].text == "关于有关事项的说明说明。"


def test_an_order_number_is_written_as_given():
    assert str(DocNumber(text="第3号")) in made("order")[0].text


def test_a_full_notice_of_the_model_keeps_all_its_text():
    text = "".join(page.text for page in made_of(notice(3)))
    for part in (
        "任务分工表",
        "隐患整改率",
        "必须",
        "附件1",
        "联系人名单",
        "抄送：",
        "此件公开发布",
    ):
        assert part in text


def test_a_long_issuer_still_ends_in_the_type_area():
    organ = "演示市演示县人民政府防汛抗旱指挥部办公室及应急救援领导小组"
    for style in ("seal", UNSEALED, "signature"):
        sign_off = SignOff((Signatory(organ, organ, "张三"),), samples.DAY, style)
        found = made_of(samples.general(replaces=(sign_off,)))
        glyphs = [one for page in found for one in page.glyphs]
        assert min(one.ink.left for one in glyphs) >= 27.9
        assert max(one.ink.right for one in glyphs) <= 184.1


def test_bold_in_an_office_layer_is_seen_on_the_page():
    text = Body((plain("（一）保障措施", 2), plain("正文。")))
    usual, bold = (
        to_png(samples.general(text=text), rules=load_rules(rules)).data
        for rules in ("", "[style.heading2]\nbold = true")
    )
    darker = [sum(255 - value for value in Image.open(BytesIO(one)).convert("L").tobytes())
              for one in (usual, bold)]  # fmt: skip
    assert darker[1] > darker[0] * 1.005
