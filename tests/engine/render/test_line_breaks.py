from hypothesis import Phase, example, given, settings

from sanban.engine.read import read
from sanban.engine.render.docx import to_docx
from sanban.engine.render.ofd.from_pdf import pdf_to_ofd
from sanban.engine.render.ofd.info import info_of
from sanban.engine.render.pdf import to_pdf
from tests.engine.render.prose import BODIES, END, lines, offences, prose

# 版面的例子缩小起来要几分钟，缩了也不更好懂
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
STRETCHED = ["“一”1，“一”1，“一”1，“一”1，“一”1，“一”1。"]
LONG = "为贯彻落实《演示县人民政府关于加强安全生产工作的意见》（演政发〔2026〕3号），" * 3


def test_the_reader_sees_every_line():
    rows = list(lines(to_pdf(prose([LONG])).data))
    assert "".join(rows) == "通知" + LONG + END
    assert max(map(len, rows)) >= 28


def test_the_check_can_fail():
    assert offences(["，甲"]) and offences(["甲（"]) and offences(["甲—", "—乙"])
    assert offences(["共12", "3件"]) and not offences(["甲（乙）", "丙，"])


@settings(max_examples=12, deadline=None, phases=QUICK)
@given(BODIES)
def test_no_line_begins_or_ends_with_a_forbidden_mark(paragraphs):
    assert offences(lines(to_pdf(prose(paragraphs)).data)) == []


@settings(max_examples=8, deadline=None, phases=QUICK)
@given(BODIES)
@example(STRETCHED)
def test_no_character_is_lost_on_the_page(paragraphs):
    rows = lines(to_pdf(prose(paragraphs)).data)
    assert "".join(rows) == "通知" + "".join(paragraphs) + END


@settings(max_examples=8, deadline=None, phases=QUICK)
@given(BODIES)
def test_ofd_and_docx_carry_the_same_text(paragraphs):
    gongwen = prose(paragraphs)
    pdf = to_pdf(gongwen).data
    ofd = pdf_to_ofd(pdf, info=info_of(gongwen))
    assert read(ofd, "a.ofd").text == read(pdf, "a.pdf").text
    docx = read(to_docx(gongwen).data, "a.docx").text.replace("\n", "")
    assert "通知" + "".join(paragraphs) + END in docx
