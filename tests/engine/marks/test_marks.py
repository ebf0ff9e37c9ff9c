"""密级标志：真标志都要认出来，行文里提到“秘密”的一个也不能冤枉。"""

import docx
import pytest

from sanban.engine.marks import classification_mark, name_mark
from sanban.engine.read import Look, Paragraph, Physical, read
from sanban.engine.read.physical import place_all
from tests.engine.samples import FORMATS, Sample, rows, saved

TITLE = "云川县人民政府办公室关于做好汛期工作的通知"
HEADS = (
    "机密★10年",
    "秘密★1年",
    "绝密★长期",
    "机 密 ★ 5 年",
    "机　密★５年",
    "秘密☆3个月",
    "秘密*1年",
    "秘密",
    "机密",
    "绝密",
    "秘　密",
    "（秘密）",
    "【机密】",
    "秘密 特急",
    "机密　加急",
    "特急 秘密",
    "000012 秘密",
    "密级：机密",
    "密级: 秘密★1年",
    "秘密1年",
    "机密级",
    "机密级★10年",
    "【秘密】关于做好防汛工作的通知",
)
HARMLESS = (
    "要严守商业秘密，不得对外泄露。",
    "保守国家秘密，人人有责。",
    "严守工作秘密，维护国家安全。",
    "国家秘密载体的销毁应当履行清点、登记手续。",
    "保密★工作",
    "机密文件由机要室统一管理。",
    "秘密级、机密级、绝密级国家秘密应当分级管理。",
    "第十四条　国家秘密的密级分为绝密、机密、秘密三级。",
    "个人信息和商业秘密",
    "当事人可以申请不公开涉及商业秘密",
    "绝密级档案应当单独保管",
    "企业的技术秘密",
    "国家秘密标志形式为密级★保密期限",
    "文件应当标注“秘密★1年”。",
    "本文不涉及国家秘密",
    "一、不属于国家秘密的，不应当做出国家秘密标志",
    "不涉密",
    "密级：秘密、机密、绝密三级。",
    "秘密调查取证",
    "秘密战线上的英雄",
)
SAFE_TITLES = (
    "关于进一步加强保密工作的通知",
    "关于学习贯彻《中华人民共和国保守国家秘密法》的通知",
    "云川县保守国家秘密实施办法",
    "关于印发《商业秘密保护指引》的通知",
    "关于开展国家秘密载体清理的通知（试行）",
)


def physical(*texts, name="来文.docx", **look):
    paragraphs = place_all(Paragraph(text, Look(**look)) for text in texts)
    return Physical(name, "docx", paragraphs, "\n".join(p.text for p in paragraphs))


@pytest.mark.parametrize("mark", HEADS)
def test_a_mark_at_the_head_is_found(mark):
    found = classification_mark(physical(mark, "云川县人民政府文件", TITLE, "正文。"))
    assert found is not None
    assert found.where == "第1页左上角"
    assert "保守国家秘密法" in found.rule


@pytest.mark.parametrize("text", HARMLESS)
def test_words_in_running_text_are_no_mark(text):
    long = physical("云川县人民政府文件", TITLE, "各乡镇人民政府：", text, *["正文。"] * 20, text)
    assert classification_mark(long) is None


@pytest.mark.parametrize("title", SAFE_TITLES)
def test_a_title_about_secrecy_is_no_mark(title):
    assert classification_mark(physical(title, "各乡镇：", "正文。", name=f"{title}.docx")) is None


@pytest.mark.parametrize("title", [f"{TITLE}（秘密）", f"{TITLE}(机密)", f"{TITLE}（秘密★1年）"])
def test_a_mark_in_brackets_after_the_title_is_found(title):
    found = classification_mark(physical(title, "各乡镇：", "正文。"))
    assert found is not None
    assert found.where == "标题" or "★" in found.quote


def test_a_starred_mark_is_found_anywhere():
    found = classification_mark(physical(TITLE, *["正文内容。"] * 40, "附件2　机密★20年"))
    assert found is not None
    assert found.quote == "机密★20年"


def test_the_quote_stands_where_it_says():
    page = physical("000012", "  机密★10年", "云川县人民政府文件")
    found = classification_mark(page)
    assert page.text[found.start : found.end] == found.quote == "机密★10年"


def test_secret_as_a_table_entry_deep_in_the_text_is_no_mark():
    texts = [Paragraph("登记表", Look())] * 20 + [Paragraph("秘密", Look(), "table")]
    paragraphs = place_all(texts)
    page = Physical("表.docx", "docx", paragraphs, "\n".join(p.text for p in paragraphs))
    assert classification_mark(page) is None


@pytest.mark.parametrize(
    "name", ["机密★5年.docx", "（秘密）关于x的通知.pdf", "机密 通知.docx", "通知_绝密.doc"]
)
def test_a_mark_in_the_file_name_is_found(name):
    assert name_mark(name).where == "文件名"


@pytest.mark.parametrize("name", ["关于商业秘密的通知.docx", "保守国家秘密法.pdf", "秘密战线.txt"])
def test_a_file_name_about_secrecy_is_no_mark(name):
    assert name_mark(name) is None


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_mark_is_found_in_every_format(suffix):
    sample = Sample(
        "secret",
        rows(f"""
copy|000003
copy|机密★10年
copy|特急
mark|云川县人民政府文件
number|云政发〔2026〕1号
title|{TITLE}
text|正文。
"""),
    )
    found = classification_mark(read(FORMATS[suffix](sample), f"来文.{suffix}"))
    assert found is not None
    assert found.quote == "机密★10年"
    assert "第1页" in found.where


def test_a_mark_in_the_page_header_is_found():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "秘密"
    document.add_paragraph(TITLE)
    assert classification_mark(read(saved(document), "a.docx")).where == "页眉"


def test_a_watermark_shape_is_found():
    document = docx.Document()
    document.add_paragraph(TITLE)
    shape = (
        '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape>'
        '<v:textpath string="机密"/></v:shape></w:pict></w:r></w:p>'
    )
    document.element.body.insert(0, docx.oxml.parse_xml(shape))
    assert classification_mark(read(saved(document), "a.docx")).where == "水印"


def test_an_ofd_of_the_older_name_space_is_read():
    sample = Sample("old", rows("copy|秘密★1年\nmark|云川县人民政府文件\ntext|正文。"))
    data = FORMATS["ofd"](sample, namespace="http://www.ofdspec.org")
    assert classification_mark(read(data, "a.ofd")).quote == "秘密★1年"
