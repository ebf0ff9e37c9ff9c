"""公文画成 DOCX：样式有名，次序合规，字节可重复。"""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest

from sanban.engine.gongwen.blocks import Cell, Picture, Table, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Attachment, AttachmentNote, Body, Signers
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.gongwen.styles import STYLES
from sanban.engine.render.docx import to_docx
from tests.engine.gongwen.full import notice
from tests.engine.render.docx.samples import SAMPLES, crowded, joint, letter, order, pieces
from tests.engine.render.samples import joint_down, joint_up

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# 架构（ECMA-376 第一部分）里各种属性的次序
SCHEMA = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect "
    "bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW "
    "jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal pPr rPr tblPr trPr tcPr tblStylePr",
    "tcBorders": "top start left bottom end right insideH insideV",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
}
GOLDEN = """\
公文份号|000001
公文紧急程度|特急
公文机关标志|演示县人民政府办公室文件
公文字号|演政办发〔2026〕12号
公文标题|演示县人民政府办公室/关于做好2026年秋季安全生产/隐患排查整治工作的通知
公文主送|各乡镇人民政府，县政府各部门、各直属机构：
公文正文|为做好秋季安全生产工作，现将有关事项通知如下。
公文一级标题|一、总体要求
公文三级标题|1.建立台账
公文四级标题|（1）逐项登记，对账销号
公文正文|建筑面积 300 m2以上的，必须检查。
公文公式|隐患整改率＝已整改数÷排查总数×100%
公文表题|任务分工表
公文正文|特此通知。
公文附件说明|附件：1.>安全生产隐患排查整治任务清单
公文附件说明|2.>联系人名单
公文署名|演示县人民政府办公室
公文成文日期|2026年9月11日
公文附注|（此件公开发布）
公文附件标签|附件1
公文附件标题|安全生产隐患排查整治任务清单
公文正文|清单如下。
公文表题|任务分工表
公文正文|完。
公文附件标签|附件2
公文附件标题|联系人名单
公文正文|张三，12345。"""


def opened(gongwen, **more):
    return docx.Document(BytesIO(to_docx(gongwen, **more).data))


def part(gongwen, name="word/document.xml", **more):
    with zipfile.ZipFile(BytesIO(to_docx(gongwen, **more).data)) as package:
        return package.read(name).decode()


def paragraph_xml(gongwen, text, **more):
    found = [one for one in opened(gongwen, **more).paragraphs if text in one.text]
    return found[0]._p.xml


def test_the_main_paragraphs_of_a_notice():
    lines = (
        f"{one.style.name}|{one.text}".replace("\n", "/").replace("\t", ">")
        for one in opened(notice(0)).paragraphs
        if one.text and "压实责任" not in one.text
    )
    assert "\n".join(lines) == GOLDEN


@pytest.mark.parametrize("name", SAMPLES)
def test_python_docx_opens_it_with_our_style_names(name):
    document = opened(SAMPLES[name])
    assert {style.name for style in STYLES.values()} <= {style.name for style in document.styles}
    assert {one.style.name for one in document.paragraphs} - {"Normal"}


@pytest.mark.parametrize("name", SAMPLES)
def test_properties_stand_in_the_order_of_the_schema(name):
    document = opened(SAMPLES[name])
    for root in (document.element, document.styles.element):
        for tag, names in SCHEMA.items():
            places = {W + name: place for place, name in enumerate(names.split())}
            for node in root.iter(W + tag):
                found = [places[child.tag] for child in node]
                assert found == sorted(found)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_document_gives_the_same_bytes(name):
    assert to_docx(SAMPLES[name]).data == to_docx(SAMPLES[name]).data


@pytest.mark.parametrize("name", SAMPLES)
def test_there_is_no_vml_and_no_red_seal(name):
    xml = part(SAMPLES[name])
    assert "urn:schemas-microsoft-com" not in xml
    for seal in re.findall(r"<a:prstGeom prst=\"ellipse\">.*?</wps:spPr>", xml):
        assert "A6A6A6" in seal and "dash" in seal and "E60012" not in seal


def test_quotes_and_dashes_ask_for_the_chinese_font():
    xml = paragraph_xml(joint(), "“从严”要求——")
    assert 'w:hint="eastAsia"' in xml


def test_the_office_fonts_are_named_for_every_script():
    xml = part(notice(), "word/styles.xml")
    assert 'w:ascii="方正小标宋简体" w:hAnsi="方正小标宋简体" w:eastAsia="方正小标宋简体"' in xml


def test_an_office_rule_changes_the_style():
    rules = load_rules("profile='nominal'\n[fonts]\ntitle='文星标宋'\n[style.heading2]\nbold=true")
    styles = part(notice(), "word/styles.xml", rules=rules)
    assert "文星标宋" in styles
    heading = re.search(r'w:styleId="heading2">.*?</w:style>', styles)
    assert heading and "<w:b/>" in heading[0]
    assert 'w:linePitch="579"' in part(notice(), rules=rules)


def test_the_red_line_is_the_border_of_the_number():
    style = re.search(r'w:styleId="doc_number">.*?</w:style>', part(notice(), "word/styles.xml"))
    assert style and '<w:pBdr><w:bottom w:val="single" w:sz="16" w:space="8"' in style[0]


def test_a_lead_sentence_is_a_character_style_in_the_body():
    lead = opened(notice()).paragraphs
    found = next(one for one in lead if "压实责任" in one.text)
    assert found.style.name == "公文正文"
    assert found.runs[0].style.name == "公文二级标题字"


def test_odd_and_even_footers_differ():
    document = opened(notice())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    assert section.footer.paragraphs[0].style.name == "公文页码"
    assert section.even_page_footer.paragraphs[0].style.name == "公文双页页码"


def test_the_first_page_of_a_letter_has_no_number():
    section = opened(letter()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_footer._element.xml.replace("PAGE_", "")
    assert section.first_page_header.paragraphs[0].style.name == "公文机关标志"


def test_the_imprint_floats_at_the_foot_of_the_last_page():
    assert "w:vAnchor" not in part(order())
    xml = part(notice())
    assert 'w:vertAnchor="margin"' in xml and 'w:tblYSpec="bottom"'.replace("tbl", "tblp") in xml


def test_an_imprint_on_an_odd_page_moves_to_the_next_even_page():
    rest = tuple(
        one for one in notice(0).elements if not isinstance(one, Attachment | AttachmentNote)
    )
    short = replace(notice(0), elements=rest)
    assert 'w:val="evenPage"' not in part(short)
    one_page = Gongwen("notice", tuple(
        replace(one, blocks=(plain("通知。"),)) if isinstance(one, Body) else one
        for one in short.elements
    ))  # fmt: skip
    assert 'w:val="evenPage"' in part(one_page)
    assert '<w:pStyle w:val="gap"/><w:sectPr>' not in part(one_page)


def test_too_many_recipients_move_to_the_imprint():
    xml = part(crowded())
    assert "主送：演示县第1乡镇人民政府" in xml
    assert not any(one.style.name == "公文主送" for one in opened(crowded()).paragraphs)


def test_what_was_arranged_is_told():
    assert "已移到版记" in str(to_docx(crowded()).notes[0])
    rules = load_rules("[measure]\nrule_gap = 5")
    assert "红色分隔线" in str(to_docx(notice(), rules=rules).notes[0])
    assert to_docx(notice()).notes == ()


def test_a_landscape_table_turns_its_own_section():
    sections = opened(pieces()).sections
    assert [one.page_width > one.page_height for one in sections] == [False, True, False]


def test_two_tables_in_a_row_stay_two_tables():
    table = Table(((Cell("甲"),),))
    xml = part(Gongwen("notice", (Body((table, table)),)))
    assert "</w:tbl><w:tbl>" not in xml


def test_control_characters_do_not_break_the_file():
    gongwen = Gongwen("notice", (Body((plain("a\x00b\x0bc\ud800d\r\ne"),)),))
    assert opened(gongwen).paragraphs[0].text == "abcd\ne"


def test_a_broken_picture_is_refused():
    with pytest.raises(Rejected, match="图读不了"):
        to_docx(Gongwen("notice", (Body((Picture(b"not a picture"),)),)))


def test_an_empty_table_is_left_out():
    assert "<w:tbl>" not in part(Gongwen("notice", (Body((Table(()),)),)))


def test_the_title_and_the_organ_are_in_the_properties():
    properties = opened(notice()).core_properties
    assert properties.author == "演示县人民政府办公室"
    assert properties.subject == "演政办发〔2026〕12号"
    assert properties.keywords == "通知"


def test_only_the_first_row_of_signers_has_blank_lines_above():
    given = joint_up()
    names = Signers(("张三", "李四", "王五", "赵六", "孙七"))
    elements = tuple(names if isinstance(one, Signers) else one for one in given.elements)
    found = docx.Document(BytesIO(to_docx(replace(given, elements=elements)).data)).paragraphs
    rows = [one for one in found if set(one.text) & set("张王孙")][:3]
    assert [one.paragraph_format.space_before for one in rows] == [None, 0, 0]
    assert rows[0].style.paragraph_format.space_before > 0


def test_rows_of_seals_stay_on_one_page():
    tables = docx.Document(BytesIO(to_docx(joint_down(6)).data)).tables
    firsts = [
        paragraph
        for table in tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if paragraph.style.name == STYLES["issuer_signature"].name
    ]
    assert len(firsts) == 6
    assert all(one.paragraph_format.keep_with_next for one in firsts)
