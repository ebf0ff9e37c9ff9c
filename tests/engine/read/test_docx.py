"""读 DOCX：最终属性、自动编号、表格、文本框、修订、页眉。"""

import io
from contextlib import suppress

import docx
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from PIL import Image

from sanban.engine.read import Unreadable, read
from tests.engine.samples import saved

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)


def document_of(*paragraphs):
    document = docx.Document()
    for inside in paragraphs:
        document.element.body.insert(
            len(document.element.body) - 1, parse_xml(f"<w:p {NS}>{inside}</w:p>")
        )
    return read(saved(document), "a.docx")


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_offsets_point_into_the_text():
    page = document_of(run("第一段"), run("第二段"))
    for paragraph in page.paragraphs:
        assert page.text[paragraph.start : paragraph.end] == paragraph.text


def test_properties_come_down_the_style_chain():
    document = docx.Document()
    base = document.styles.add_style("base", 1)
    base.font.size, base.font.color.rgb = Pt(36), RGBColor(0xFF, 0, 0)
    child = document.styles.add_style("child", 1)
    child.base_style, child.font.bold = base, True
    document.add_paragraph("云川县人民政府文件", style=child)
    look = read(saved(document), "a.docx").paragraphs[0].look
    assert (look.size, look.red, look.bold) == (36, True, True)


def test_direct_format_wins_over_the_style():
    document = docx.Document()
    style = document.styles.add_style("red", 1)
    style.font.color.rgb = RGBColor(0xFF, 0, 0)
    paragraph = document.add_paragraph(style=style)
    paragraph.add_run("黑字").font.color.rgb = RGBColor(0, 0, 0)
    assert not read(saved(document), "a.docx").paragraphs[0].look.red


def test_the_document_default_holds_without_any_style():
    look = document_of(run("正文")).paragraphs[0].look
    assert look.size == 11
    assert look.font


def test_deleted_words_are_gone_and_inserted_words_stay():
    page = document_of(
        run("请于")
        + '<w:del w:id="1" w:author="x"><w:r><w:delText>9月1日</w:delText></w:r></w:del>'
        + f'<w:ins w:id="2" w:author="x">{run("9月5日")}</w:ins>'
        + run("前报送")
    )
    assert page.text.strip() == "请于9月5日前报送"
    assert "修订" in page.notes[0]


def test_a_text_box_written_both_ways_is_read_once():
    box = f"<w:txbxContent><w:p>{run('秘密')}</w:p></w:txbxContent>"
    page = document_of(
        "<w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('正文')}"
    )
    assert [p.text for p in page.paragraphs if p.place == "textbox"] == ["秘密"]
    assert page.text.count("秘密") == 1


def test_hidden_words_and_field_codes_are_not_read():
    page = document_of(
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("看得见")
    )
    assert page.text.strip() == "看得见"


def test_tabs_and_breaks_are_kept():
    page = document_of("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>")
    assert page.text.strip() == "甲\t乙\n丙"


def test_table_cells_know_where_they_stand():
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(1, 0).text = "乙"
    found = [p for p in read(saved(document), "a.docx").paragraphs if p.text]
    assert [(p.text, p.place, p.cell) for p in found] == [("乙", "table", (1, 1, 0))]


def test_header_and_footer_are_read_and_named():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉字"
    document.sections[0].footer.paragraphs[0].text = "页脚字"
    document.add_paragraph("正文")
    places = {p.text: p.place for p in read(saved(document), "a.docx").paragraphs if p.text}
    assert places == {"页眉字": "header", "正文": "body", "页脚字": "footer"}


def test_automatic_numbers_are_part_of_the_text():
    document = docx.Document()
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:suff w:val="nothing"/><w:lvlText w:val="%2."/></w:lvl>'
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {NS} w:abstractNumId="90">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {NS} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    for depth, text in ((0, "总则"), (1, "目的"), (1, "范围"), (0, "附则"), (1, "解释")):
        document.element.body.insert(
            len(document.element.body) - 1,
            parse_xml(
                f'<w:p {NS}><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="91"/>'
                f"</w:numPr></w:pPr>{run(text)}</w:p>"
            ),
        )
    page = read(saved(document), "a.docx")
    assert page.text.split() == ["一、总则", "1.目的", "2.范围", "二、附则", "1.解释"]
    assert page.paragraphs[0].number == "一、"


def test_endless_nesting_is_refused_not_crashed():
    table = "<w:tbl><w:tr><w:tc>%s</w:tc></w:tr></w:tbl>"
    inside = "<w:p/>"
    for _ in range(70):
        inside = table % inside
    document = docx.Document()
    document.element.body.insert(
        0, parse_xml(f"<w:sdt {NS}><w:sdtContent>{inside}</w:sdtContent></w:sdt>")
    )
    with suppress(Unreadable):
        read(saved(document), "a.docx")


def test_a_document_of_pictures_needs_ocr():
    image = io.BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    document = docx.Document()
    document.add_picture(io.BytesIO(image.getvalue()))
    assert read(saved(document), "a.docx").needs_ocr


def test_pages_are_counted_when_the_file_remembers_them():
    page = document_of(
        run("第一页"), "<w:r><w:lastRenderedPageBreak/></w:r>" + run("第二页"), run("仍是第二页")
    )
    assert [p.page for p in page.paragraphs[-2:]] == [1, 2] or page.paragraphs[-1].page == 2
