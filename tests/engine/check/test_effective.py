"""最终的样子：主题字体、网格、编号缩进、文本框，别人的文件里什么写法都有。"""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from sanban.engine.check import check_format, open_document
from tests.engine.check.foreign import typical
from tests.engine.fix.rich import BOX

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
HEAD = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/>'
    '<w:color w:val="FF0000"/><w:sz w:val="72"/></w:rPr><w:t>演示县人民政府办公室文件</w:t></w:r>'
    "</w:p>"
)
TABBED = (
    '<w:abstractNum {0} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="840" '
    'w:hanging="420"/></w:pPr></w:lvl></w:abstractNum>'
)


def changed(change):
    """在那份典型的通知上改一改。"""
    document = docx.Document(BytesIO(typical(margins=(37, 35, 28, 26))))
    change(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def found(data, rule):
    return [one for one in check_format(data) if one.rule == rule]


def body(document):
    return document.paragraphs[8]


def test_a_theme_font_beats_the_name_beside_it():
    def leak(document):
        fonts = body(document).runs[0]._element.rPr.rFonts
        fonts.set(qn("w:eastAsiaTheme"), "minorEastAsia")

    (one,) = found(changed(leak), "FT-02")
    assert "宋体" in one.message
    assert one.fix == "A"


def test_marks_in_a_latin_font_are_found_at_the_mark():
    def mark(document):
        run = body(document).runs[0]
        run.text = "他说“安全第一”。"
        run._element.rPr.rFonts.set(qn("w:ascii"), "Times New Roman")

    (one,) = found(changed(mark), "FT-03")
    assert one.quote == "“"


@pytest.mark.parametrize("space", ["-1431", "4294965865"])
def test_a_grid_of_lines_and_chars_counts_as_lines_and_chars(space):
    def grid(document):
        section = document.sections[0]._sectPr
        for node in section.findall(qn("w:docGrid")):
            section.remove(node)
        section.append(
            parse_xml(
                f'<w:docGrid {nsdecls("w")} w:type="linesAndChars" w:linePitch="579" '
                f'w:charSpace="{space}"/>'
            )
        )

    data = changed(grid)
    assert found(data, "GR-02") == []
    assert [one for one in found(data, "GR-01") if "行距" in one.message] == []


def test_the_indent_of_automatic_numbers_counts():
    def number(document):
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(TABBED.format(nsdecls("w"))))
        numbering.append(
            parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
        )
        paragraph = body(document)
        paragraph.runs[0].text = "排查建筑工地隐患，逐一登记造册，按时报送，确保件件有着落。"
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>')
        )

    data = changed(number)
    para = next(one for one in open_document(data).paras if "建筑工地" in one.text)
    assert para.layout.left == pytest.approx(840 / 320)
    assert para.layout.start == pytest.approx(420 / 320)
    assert para.text.startswith("1.")


def test_a_red_head_in_a_text_box_is_still_a_red_head():
    def box(document):
        first = document.paragraphs[0]
        run = parse_xml(BOX.format(HEAD).replace("<w:r>", f"<w:r {NS}>", 1))
        first.runs[0]._element.getparent().replace(first.runs[0]._element, run)

    document = open_document(changed(box))
    (mark,) = document.of("issuer_mark")
    assert mark.source.place == "textbox"
    assert document.of("title")[0].bare == "演示县人民政府办公室"


def test_hidden_words_do_not_move_the_positions():
    def hide(document):
        run = body(document).add_run("内部掌握")
        run.font.hidden = True
        body(document).add_run("红字").font.color.rgb = docx.shared.RGBColor(255, 0, 0)

    data = changed(hide)
    (one,) = found(data, "PG-04")
    assert one.quote == "红字"
    assert [two.rule for two in found(data, "DX-02")] == ["DX-02"]


@pytest.mark.parametrize("body", ["", "<w:p/>", "<w:p><w:r/></w:p><w:sectPr/>", "<w:tbl/><w:p/>"])
def test_a_document_with_next_to_nothing_in_it_is_read(body):
    document = docx.Document()
    root = document.element.body
    for node in list(root):
        root.remove(node)
    for node in parse_xml(f"<w:body {nsdecls('w')}>{body}</w:body>"):
        root.append(node)
    made = BytesIO()
    document.save(made)
    assert check_format(made.getvalue()) == ()


def test_a_page_number_in_a_text_box_of_the_footer_is_a_page_number():
    box = BOX.format(
        '<w:p><w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE ">'
        '<w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )

    def footer(document):
        run = parse_xml(box.replace("<w:r>", f"<w:r {NS}>", 1))
        document.sections[0].footer.paragraphs[0]._p.append(run)

    data = changed(footer)
    assert found(data, "PN-01") == []
    assert [one.rule for one in found(data, "PN-03")] == ["PN-03"]
    assert open_document(data).of("print_line") == []


def test_a_mark_that_is_squeezed_into_the_line_fits_the_line():
    def squeeze(document):
        look = document.paragraphs[0].runs[0]._element.rPr
        look.append(parse_xml(f'<w:w {nsdecls("w")} w:val="80"/>'))

    wide = [
        one for one in found(changed(lambda document: None), "HD-04") if "排不下" in one.message
    ]
    assert wide
    assert not [one for one in found(changed(squeeze), "HD-04") if "排不下" in one.message]
