"""在办公软件里改过的、弄坏了的公文：改了什么就读出什么，读不出的用中文说清。"""

import zipfile
from io import BytesIO

import pytest

from sanban.engine.gongwen.blocks import (
    PageBreak,
    plain,
)
from sanban.engine.gongwen.elements import (
    Body,
    Title,
)
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.read.gongwen import gongwen_from_docx
from sanban.engine.render.docx import to_docx
from tests.engine.gongwen.full import notice
from tests.engine.read.test_gongwen_docx import MAIN, back
from tests.engine.render.docx.samples import SAMPLES, joint, letter, minutes, pieces


def edited(data, old, new, name=MAIN):
    """像人在 Word 里那样，改一处。"""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for each in source.namelist():
            content = source.read(each)
            if each == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            target.writestr(each, content)
    return made.getvalue()


def without(data, *names):
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for each in source.namelist():
            if each not in names:
                target.writestr(each, source.read(each))
    return made.getvalue()


def test_what_a_clerk_changes_in_word_is_what_is_read():
    data = edited(to_docx(notice()).data, "特此通知。", "请遵照执行。")
    body = gongwen_from_docx(data).first(Body)
    assert body.blocks[-1] == plain("请遵照执行。")


def test_the_old_words_are_nowhere_in_the_file_after_an_edit():
    data = edited(to_docx(notice()).data, "特此通知。", "")
    package = zipfile.ZipFile(BytesIO(data))
    assert not any("特此通知" in package.read(name).decode() for name in package.namelist())


def test_a_title_break_moved_by_hand_is_kept():
    title = notice().first(Title).text
    first = back(notice()).first(Title)
    assert first.breaks == ()
    moved = edited(to_docx(notice()).data, "<w:br/>", "")
    assert gongwen_from_docx(moved).first(Title) == Title(title)


def test_a_paragraph_typed_without_a_style_is_body():
    extra = "<w:p><w:r><w:t>补一段。</w:t></w:r></w:p><w:sectPr>"
    data = edited(to_docx(minutes()).data, "<w:sectPr>", extra)
    assert gongwen_from_docx(data).first(Body).blocks[-1] == plain("补一段。")


def test_revisions_read_as_accepted():
    new = (
        "<w:del><w:r><w:delText>特此</w:delText></w:r></w:del><w:ins><w:r><w:t>此致。</w:t></w:r></w:ins>"
        '<w:r><w:t xml:space="preserve"></w:t></w:r>'
    )
    old = '<w:r><w:t xml:space="preserve">特此通知。</w:t></w:r>'
    data = edited(to_docx(notice()).data, old, new)
    assert gongwen_from_docx(data).first(Body).blocks[-1] == plain("此致。")


def test_a_page_break_typed_by_hand_is_a_page_break():
    old = '<w:t xml:space="preserve">特此通知。</w:t>'
    data = edited(to_docx(notice()).data, old, old + '<w:br w:type="page"/>')
    assert gongwen_from_docx(data).first(Body).blocks[-1] == PageBreak()


def test_without_the_properties_the_kind_comes_from_the_title():
    data = without(to_docx(joint(up=True)).data, "docProps/custom.xml")
    found = gongwen_from_docx(data)
    assert (found.kind, found.format, found.direction) == ("notice", "general", "上行")
    assert (
        gongwen_from_docx(without(to_docx(letter()).data, "docProps/custom.xml")).format == LETTER
    )


def test_without_properties_and_title_the_kind_is_asked_for():
    data = without(to_docx(SAMPLES["order"]).data, "docProps/custom.xml")
    with pytest.raises(Rejected, match="认不出是哪个文种"):
        gongwen_from_docx(data)


@pytest.mark.parametrize(
    "old, new, words",
    [
        ("2026年9月11日", "2026年 月 日", "成文日期"),
        ("2026年9月11日", "2026年13月1日", "完整的日期"),
        ("2026年9月12日印发", "近日", "印发日期"),
        ("000001", "一号", "份号"),
        ("2026年9月11日", "", "没有日期"),
    ],
)
def test_a_field_that_cannot_be_understood_says_which(old, new, words):
    with pytest.raises(Rejected, match=words):
        gongwen_from_docx(edited(to_docx(notice()).data, old, new))


def test_a_foreign_document_is_sent_to_recognition():
    made = edited(
        to_docx(notice()).data, 'w:name w:val="公文', 'w:name w:val="别的', "word/styles.xml"
    )
    with pytest.raises(Rejected, match="这不是三办排的公文"):
        gongwen_from_docx(made)


BAD = {
    "empty": b"",
    "text": "不是文件".encode(),
    "cut": to_docx(notice()).data[:4000],
    "entity": edited(to_docx(notice()).data, "<w:body>", "<!DOCTYPE x><w:body>"),
    "not xml": edited(to_docx(notice()).data, "<w:body>", "<w:bodyy>"),
    "no main part": without(to_docx(notice()).data, MAIN),
    "a column too far": edited(
        to_docx(pieces()).data, '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="很多"/>'
    ),
    "a bad page number": edited(to_docx(minutes()).data, 'w:start="5"', 'w:start="五"'),
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD)
def test_a_damaged_or_dangerous_file_is_refused_in_chinese(data):
    with pytest.raises(Rejected) as caught:
        gongwen_from_docx(data)
    assert all("。" in one.message for one in caught.value.problems)


def test_cutting_the_file_anywhere_never_gives_a_traceback():
    whole = to_docx(joint()).data
    for at in range(0, len(whole), 997):
        with pytest.raises(Rejected):
            gongwen_from_docx(whole[:at])
