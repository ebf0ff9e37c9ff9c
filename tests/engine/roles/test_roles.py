"""认要素：红头不会当成标题，多行的接起来，次序不对的不认。"""

import pytest

from sanban.engine.read import Physical, read
from sanban.engine.read.physical import Look, Paragraph, place_all
from sanban.engine.roles import recognise
from tests.engine.letters import SAMPLES
from tests.engine.samples import FORMATS, Sample, as_docx, as_txt, rows

BY_NAME = {sample.name: sample for sample in SAMPLES}


def roles_of(sample, suffix="docx"):
    page = read(FORMATS[suffix](sample), f"a.{suffix}")
    return [(element.role, element.text) for element in recognise(page)]


def texts(sample, role, suffix="docx"):
    return [text for name, text in roles_of(sample, suffix) if name == role]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
def test_a_red_head_is_never_the_title(sample, suffix):
    red = {text for kind, text in sample.rows if kind == "mark"}
    for title in texts(sample, "title", suffix):
        assert not red & set(title.split("\n"))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_whole_standard_notice_is_recognised_in_order(suffix):
    found = [role for role, _ in roles_of(BY_NAME["standard_notice"], suffix)]
    assert found == [
        "copy_no", "urgency", "issuer_mark", "doc_number", "title", "main_recipient", "body",
        "attachment_note", "issuer_signature", "issue_date", "annotation", "cc_recipient",
        "print_org", "print_date",
    ]  # fmt: skip


def test_lines_of_a_title_are_one_element():
    assert texts(BY_NAME["letter_layout"], "title") == [
        "云川县自然资源局关于商请提供\n林地数据的函"
    ]


def test_marks_of_a_joint_issue_are_one_element():
    assert texts(BY_NAME["joint_issue"], "issuer_mark") == [
        "中共云川县委办公室\n云川县人民政府办公室文件"
    ]


def test_number_and_signer_on_one_line_are_two_elements():
    sample = BY_NAME["upward_request"]
    assert texts(sample, "doc_number") == ["白政发〔2026〕12号"]
    assert texts(sample, "signer_name") == ["签发人：周正国"]


def test_a_number_quoted_in_the_text_is_no_document_number():
    assert texts(BY_NAME["reply"], "doc_number") == ["陇政函〔2026〕56号"]


def test_the_attached_plan_is_not_a_second_title():
    sample = BY_NAME["web_copy_number_below_title"]
    assert len(texts(sample, "title")) == 1


def test_the_attachment_begins_at_its_label():
    found = texts(BY_NAME["circular_with_attachments"], "attachment")
    assert found[0].startswith("附件\n2026年上半年")


def test_every_element_stands_where_it_says():
    page = read(as_docx(SAMPLES[0]), "a.docx")
    for element in recognise(page):
        assert page.text[element.start : element.end] == element.text
        assert 0 < element.confidence <= 1


@pytest.mark.parametrize("text", ["", "\n\n", "今天天气很好。", "——————", "1", "a" * 5000])
def test_anything_at_all_can_be_given(text):
    lines = place_all(Paragraph(line) for line in text.split("\n"))
    found = recognise(Physical("a.txt", "txt", lines, text))
    assert all(element.role != "doc_number" for element in found)


def test_a_plain_essay_is_body_and_nothing_else_is_invented():
    essay = "\n".join(["text|春天来了，山上的雪化了，河水涨了起来。"] * 30)
    found = {role for role, _ in roles_of(Sample("essay", rows(essay)), "txt")}
    assert found <= {"body", "title", "attachment"}


def test_a_long_text_is_recognised_in_reasonable_time():
    many = "\n".join(
        f"text|第{n}条　各单位应当报送{'、'.join(['材料'] * 40)}。" for n in range(2000)
    )
    page = read(as_txt(Sample("long", rows(many))), "a.txt")
    assert len(recognise(page)) >= 1


@pytest.mark.parametrize("rows_attached", [5, 60])
def test_a_long_attachment_does_not_hide_the_date(rows_attached):
    attached = [f"{n}.各乡镇要压实责任，逐项销号，确保落实到位。" for n in range(rows_attached)]
    lines = [
        "演示县水利局文件", "演水发〔2026〕3号", "关于做好防汛工作的通知", "各乡镇人民政府：",
        "请抓好落实。", "附件：任务清单", "演示县水利局", "2026年9月4日", "（联系人：李明）",
        "附件", "任务清单", *attached,
        "抄送：县委办公室。", "演示县水利局办公室　　2026年9月5日印发",
    ]  # fmt: skip
    page = Physical("a", "txt", place_all(map(Paragraph, lines)), "\n".join(lines))
    found = {element.role: element.text for element in recognise(page)}
    assert found["issuer_signature"] == "演示县水利局"
    assert found["issue_date"] == "2026年9月4日"
    assert found["cc_recipient"].startswith("抄送")


def test_a_head_scanned_grey_is_still_the_head():
    look = {"演示县水利局令": Look(54, align="center"), "第7号": Look(18, align="center")}
    lines = [
        "演示县水利局令",
        "第7号",
        "现公布本办法，请遵照执行。",
        "县长　李明远",
        "2026年5月8日",
    ]
    rows = [Paragraph(line, look.get(line, Look(16))) for line in lines]
    page = Physical("a", "pdf", place_all(rows), "\n".join(lines))
    found = {element.role: element.text for element in recognise(page)}
    assert (found["issuer_mark"], found["doc_number"]) == ("演示县水利局令", "第7号")


@pytest.mark.parametrize(
    "first",
    ["会议议定以下事项：", "现将有关要求通知如下：", "会议要求：", "现就有关工作提出以下意见："],
)
def test_words_that_announce_what_follows_address_nobody(first):
    lines = [
        "演示县人民政府常务会议纪要",
        "第58次",
        "演示县人民政府办公室　2026年9月21日",
        first,
        "一、原则同意该方案，由县水利局修改后印发。",
        "二、由县财政局按程序落实资金。",
    ]
    page = Physical("a", "txt", place_all(map(Paragraph, lines)), "\n".join(lines))
    assert "main_recipient" not in {element.role for element in recognise(page)}
