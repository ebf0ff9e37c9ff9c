"""少见的排法：红头排在表格、文本框、页眉里，硬折行的文本，令、公告、决定。"""

import shutil
import subprocess

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from sanban.engine.extract import extract
from sanban.engine.read import read
from tests.engine.letters import SAMPLES
from tests.engine.samples import FORMATS, Sample, as_docx, rows, saved

TITLE = "关于开展联合执法检查的通知"


def put(paragraph, text, *, size=16, red=False, align="left"):
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    paragraph.alignment = getattr(ALIGN, align.upper())
    if red:
        run.font.color.rgb = RGBColor(0xFF, 0, 0)


def line(document, text, **look):
    put(document.add_paragraph(), text, **look)


def finish(document, *, signed="云川县水务局"):
    line(document, TITLE, size=22, align="center")
    line(document, "各乡镇人民政府：")
    line(document, "为规范河道采砂秩序，决定开展联合执法检查。请于2026年5月20日前报送自查情况。")
    line(document, signed, align="right")
    line(document, "2026年5月6日", align="right")


def values(data, name="a.docx"):
    return {key: field.value for key, field in extract(read(data, name)).fields.items()}


def test_a_joint_head_set_in_a_table():
    document = docx.Document()
    table = document.add_table(2, 2)
    put(table.cell(0, 0).paragraphs[0], "云川县水务局", size=30, red=True)
    put(table.cell(1, 0).paragraphs[0], "云川县公安局", size=30, red=True)
    put(table.cell(0, 1).merge(table.cell(1, 1)).paragraphs[0], "文件", size=36, red=True)
    line(document, "云水发〔2026〕17号", align="center")
    finish(document)
    found = values(saved(document))
    assert found["sender_org"] == "云川县水务局、云川县公安局"
    assert found["title"] == TITLE
    assert found["sender_number"] == "云水发〔2026〕17号"


def test_number_and_signer_in_cells_of_a_table():
    document = docx.Document()
    line(document, "云川县水务局文件", size=40, red=True, align="center")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "云水发〔2026〕18号"
    table.cell(0, 1).text = "签发人：张水生"
    finish(document)
    found = values(saved(document))
    assert found["signer"] == "张水生"
    assert found["sender_number"] == "云水发〔2026〕18号"
    assert found["sender_org"] == "云川县水务局"


def test_an_imprint_set_in_a_table():
    document = docx.Document()
    line(document, "云川县水务局文件", size=40, red=True, align="center")
    line(document, "云水发〔2026〕19号", align="center")
    finish(document)
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "抄送：县政府办公室，县司法局。"
    table.cell(1, 0).text = "云川县水务局办公室"
    table.cell(1, 1).text = "2026年5月7日印发"
    found = values(saved(document))
    assert found["cc_recipient"] == "县政府办公室，县司法局"
    assert found["issue_date"] == "2026-05-06"


def test_a_red_head_in_a_text_box():
    document = docx.Document()
    line(document, "云水发〔2026〕20号", align="center")
    finish(document)
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent><w:p>'
        '<w:r><w:rPr><w:color w:val="FF0000"/><w:sz w:val="72"/></w:rPr>'
        "<w:t>云川县水务局文件</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    document.paragraphs[0]._p.append(parse_xml(box))
    found = values(saved(document))
    assert (found["sender_org"], found["title"]) == ("云川县水务局", TITLE)


def test_a_red_head_in_the_page_header():
    document = docx.Document()
    put(document.sections[0].header.paragraphs[0], "云川县水务局", size=36, red=True)
    line(document, "云水函〔2026〕21号", align="right")
    finish(document)
    found = values(saved(document))
    assert (found["sender_org"], found["title"]) == ("云川县水务局", TITLE)


def test_a_black_head_printed_without_colour():
    document = docx.Document()
    line(document, "云川县水务局文件", size=40, align="center")
    line(document, "云水发〔2026〕22号", align="center")
    finish(document)
    found = values(saved(document))
    assert (found["sender_org"], found["title"]) == ("云川县水务局", TITLE)


def test_an_order_with_its_number():
    sample = Sample(
        "order",
        rows("""
mark|云川县人民政府令
number|第3号
text|《云川县河道管理办法》已经县人民政府常务会议审议通过，现予公布，自2026年7月1日起施行。
sign|县长　王建国
sign|2026年5月30日
"""),
    )
    for suffix, build in FORMATS.items():
        found = values(build(sample), f"a.{suffix}")
        assert found["doc_kind"] == "令"
        assert found["sender_number"] == "第3号"
        assert found["issue_date"] == "2026-05-30"
        assert found["sender_org"] == "云川县人民政府"


def test_a_public_notice_without_recipients():
    sample = Sample(
        "notice",
        rows("""
title|云川县人民政府关于城区禁止燃放烟花爆竹的通告
text|为保障公共安全，现就城区禁止燃放烟花爆竹有关事项通告如下：
text|一、城区范围内禁止燃放烟花爆竹。
text|特此通告。
sign|云川县人民政府
sign|2026年1月15日
"""),
    )
    for suffix, build in FORMATS.items():
        found = values(build(sample), f"a.{suffix}")
        assert found["title"] == "云川县人民政府关于城区禁止燃放烟花爆竹的通告"
        assert found["sender_org"] == "云川县人民政府"
        assert "main_recipient" not in found
        assert found["doc_kind"] == "通告"


def test_a_decision_with_the_note_of_its_adoption():
    sample = Sample(
        "decision",
        rows("""
title|云川县人民代表大会常务委员会
title|关于批准2026年县级预算调整方案的决议
center|（2026年8月28日云川县第十九届人民代表大会常务委员会第三十次会议通过）
text|云川县第十九届人民代表大会常务委员会第三十次会议听取和审议了有关报告，决定批准预算调整方案。
"""),
    )
    for suffix, build in FORMATS.items():
        found = values(build(sample), f"a.{suffix}")
        assert found["issue_date"] == "2026-08-28"
        assert found["doc_kind"] == "决议"
        assert found["title"].endswith("决议")
        assert found["sender_org"] == "云川县人民代表大会常务委员会"


def test_a_draft_for_comments_keeps_its_kind():
    sample = Sample(
        "draft", rows("title|云川县河道采砂办法（征求意见稿）\ntext|第一条　为了管理。")
    )
    assert values(as_docx(sample))["title"] == "云川县河道采砂办法（征求意见稿）"


def test_a_text_wrapped_by_hand_is_still_read():
    text = (
        "云川县水务局文件\n云水发〔2026〕23号\n\n"
        "                关于开展水利工程质量安全\n                    大检查的通知\n\n"
        "各乡镇人民政府，各水库管理所：\n"
        "    为切实保障水利工程安全运行，经研究决定，在全县开展\n大检查。请各单位于9\n月20日前将"
        "自查情况报送我局。\n    联系人：杨帆，联系电话：0939-8219876\n\n"
        "                          云川县水务局\n                         2026年9月1日\n"
    )
    found = values(text.encode("gb18030"), "a.txt")
    assert found == {
        "sender_org": "云川县水务局",
        "sender_number": "云水发〔2026〕23号",
        "title": "关于开展水利工程质量安全大检查的通知",
        "doc_kind": "通知",
        "issue_date": "2026-09-01",
        "main_recipient": "各乡镇人民政府，各水库管理所",
        "due_on": "2026-09-20",
        "nature": "action_item",
        "contact": "杨帆 0939-8219876",
    }


def test_files_made_by_libreoffice_are_read_alike(tmp_path):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("本机没有 LibreOffice")
    for sample in SAMPLES:
        (tmp_path / f"{sample.name}.docx").write_bytes(as_docx(sample))
    subprocess.run(
        [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{sample.name}.docx") for sample in SAMPLES)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for sample in SAMPLES:
        found = values((tmp_path / f"{sample.name}.pdf").read_bytes(), "a.pdf")
        assert {key: found.get(key) for key in sample.expect} == sample.expect, sample.name
