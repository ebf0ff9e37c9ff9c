"""试排：落款不单独成页，首页有正文，调了什么都说出来。"""

import pytest

from sanban.engine.gongwen.blocks import Cell, Table, plain
from sanban.engine.gongwen.elements import (
    UNSEALED,
    Annotation,
    Body,
    IssuerMark,
    MainRecipients,
    Signatory,
    SignOff,
    Title,
)
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.render.pdf import to_pdf
from tests.engine.render import samples
from tests.engine.render.measure import pages

DAY = "2026年9月11日"


def body_lines(page):
    return [row for row in page.lines if row[0].char == "国"]


@pytest.mark.parametrize("lines", range(1, 34))
def test_the_sign_off_is_never_alone_on_a_page(lines):
    rendered = to_pdf(samples.general(text=samples.filled(lines)))
    found = next(page for page in pages(rendered.data) if DAY in page.text)
    assert body_lines(found)
    assert rendered.passes <= 4


def test_nothing_is_lost_when_two_lines_are_carried_over():
    carried = [to_pdf(samples.general(text=samples.filled(lines))) for lines in range(5, 10)]
    whole = ["".join(page.text for page in pages(one.data)).count("国") for one in carried]
    assert whole == [28 * lines - 2 for lines in range(5, 10)]
    assert any(one.passes > 1 for one in carried)


def test_two_lines_are_carried_and_the_user_is_told():
    rendered = next(
        one
        for one in (to_pdf(samples.general(text=samples.filled(n))) for n in range(5, 12))
        if "带到了下一面" in str(one.notes)
    )
    first, second = pages(rendered.data)[:2]
    assert len(body_lines(second)) == 2
    assert {len(row) for row in body_lines(first)} <= {26, 28}


def test_the_pitch_is_tightened_when_that_is_enough():
    rules = load_rules("[measure]\nseal = 34\n")
    rendered = to_pdf(samples.general(text=samples.filled(3)), rules=rules)
    assert "行距收紧了一点" in str(rendered.notes)
    assert DAY in pages(rendered.data)[0].text


def test_a_one_line_document_gets_a_shorter_title():
    names = MainRecipients(
        "各乡镇人民政府，县政府各部门、各直属机构，各有关企业、事业单位，各民主党派"
    )
    rendered = to_pdf(samples.general(text=samples.filled(1), replaces=(names,)))
    assert "标题少排了一行" in str(rendered.notes)
    assert DAY in pages(rendered.data)[0].text


def test_a_closing_phrase_takes_a_line_of_the_paragraph_before_it():
    blocks = (plain("国" * (28 * 5 - 2)), plain("特此通知。"))
    for more in range(4):
        text = Body((plain("国" * (28 * (2 + more) - 2)), *blocks))
        found = next(
            page for page in pages(to_pdf(samples.general(text=text)).data) if DAY in page.text
        )
        assert "国" in found.text
        assert "特此通知" in found.text


def test_six_organs_still_leave_text_on_the_first_page():
    organs = tuple(f"演示县第{number}个局" for number in "一二三四五六")
    rendered = to_pdf(
        samples.general(replaces=(
            IssuerMark(organs, "文件"), Title(samples.LONG_NAME * 2),
            SignOff(tuple(map(Signatory, organs)), samples.DAY, UNSEALED),
        ))
    )  # fmt: skip
    assert "各乡镇各部门要" in pages(rendered.data)[0].text
    assert any(note.element == "发文机关标志" for note in rendered.notes)


def test_a_long_list_of_recipients_moves_to_the_imprint():
    names = "，".join(f"演示县第{number}乡镇人民政府" for number in range(1, 60))
    rendered = to_pdf(samples.general(samples.CC, samples.PRINT, replaces=(MainRecipients(names),)))
    first, *_, last = pages(rendered.data)
    assert "岗位" in first.text
    assert "主送：演示县第1乡镇" in last.text
    assert last.text.index("主送：") < last.text.index("抄送：")
    assert any(note.clause.endswith("7.3.2") for note in rendered.notes)


def test_what_cannot_be_mended_is_said():
    rendered = to_pdf(samples.general(replaces=(Title("关于" + "很长很长的事情" * 60 + "的通知"),)))
    assert any("首页没有正文" in note.message for note in rendered.notes)


@pytest.mark.parametrize("lines", range(1, 30, 2))
def test_the_annotation_stays_with_the_date(lines):
    sign_off = SignOff((Signatory(samples.OFFICE),), samples.DAY, UNSEALED)
    rendered = to_pdf(
        samples.general(
            Annotation("此件公开发布"), text=samples.filled(lines), replaces=(sign_off,)
        )
    )
    found = next(page for page in pages(rendered.data) if DAY in page.text)
    assert "此件公开发布" in found.text


def test_a_title_of_one_line_is_not_said_to_be_shortened():
    text = Body((plain("正文。"), Table(((Cell("甲"),),) * 9)))
    rendered = to_pdf(samples.general(replaces=(Title("关于值班的通知"),), text=text))
    assert "落款单独成页" in str(rendered.notes)
    assert "少排了一行" not in str(rendered.notes)
