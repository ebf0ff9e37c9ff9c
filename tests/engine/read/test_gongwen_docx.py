"""三办画的 DOCX 读回来还是同一份公文；人改过的，以版面为准。"""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.gongwen.blocks import (
    SUB,
    SUPER,
    Cell,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
)
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SIGNATURE,
    Attachment,
    AttachmentNote,
    Body,
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    Signatory,
    Signers,
    SignOff,
    Title,
)
from sanban.engine.gongwen.kinds import DOC_KINDS, LETTER
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.office_rules import load_rules
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.pages.office import convert, is_here
from sanban.engine.read.gongwen import gongwen_from_docx
from sanban.engine.render.docx import to_docx
from tests.engine.gongwen.full import notice
from tests.engine.render.docx.samples import DAY, SAMPLES, joint, letter, minutes, picture, pieces

MAIN = "word/document.xml"


def back(gongwen, **more):
    return gongwen_from_docx(to_docx(gongwen, **more).data)


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


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_reads_back_the_same(name):
    assert back(SAMPLES[name]) == SAMPLES[name]


@pytest.mark.parametrize("kind", DOC_KINDS)
def test_every_kind_of_document_reads_back_the_same(kind):
    given_kind = DOC_KINDS[kind]
    gongwen = replace(
        notice(1), kind=kind, format=given_kind.format, direction=given_kind.directions[-1]
    )
    elements = tuple(one for one in gongwen.elements if type(one).__name__ != "PrintLine")
    gongwen = replace(gongwen, elements=elements)
    assert back(gongwen) == gongwen


@pytest.mark.parametrize("name", ["notice", "letter"])
def test_an_office_with_its_own_rules_reads_back_the_same(name):
    rules = load_rules("profile = 'nominal'\n[style.heading2]\nbold = true")
    assert back(SAMPLES[name], rules=rules) == SAMPLES[name]


EXAMPLES = sorted(
    path for path in (Path(__file__).parents[3] / "examples").glob("*.*")
    if path.suffix in (".md", ".toml") and not path.name.startswith("表单")
)  # fmt: skip


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_reads_back_the_same(path):
    gongwen = gongwen_of(load_typed(path), path)
    assert back(gongwen) == gongwen


@pytest.mark.parametrize("width", [0, 25.4, 26.4583, 200 / 3])
def test_the_width_of_a_picture_is_kept(width):
    body = Body((Picture(picture(100, 50), "图.png", width),))
    assert back(Gongwen("notice", (body,))).first(Body).blocks[0].width == round(width, 4)


ODD = {
    "an odd number": DocNumber(text="演政办发〔2026〕012号"),
    "a number in words": DocNumber(text="令第三号"),
    "a mark with four words": IssuerMark(("演示县",), "办公室通报"),
    "given breaks": Title("演示县人民政府关于印发办法的通知", (7,)),
    "no breaks wanted": Title("短标题的通知"),
    "one attachment": AttachmentNote(("1.名称像序号",)),
    "many attachments": AttachmentNote(tuple(f"第{n}个" for n in range(12))),
    "a seventh digit": CopyNo(1234567),
    "a wide space in a name": Signers(("张　三", "李四")),
    "a date only": SignOff((), DAY),
    "a signature with a post": SignOff((Signatory("县政府", "县长", "张三"),), DAY, SIGNATURE),
    "two signatures": SignOff(
        (Signatory("县政府", "县长", "张三"), Signatory("", "局长", "")), DAY, SIGNATURE
    ),
    "a signature without a post": SignOff((Signatory("县长"),), DAY, SIGNATURE),
    "a seal with a post": SignOff((Signatory("县政府", "县长", "张三"),), DAY),
    "recipients with marks": MainRecipients("各乡镇：各部门"),
}


@pytest.mark.parametrize("element", ODD.values(), ids=ODD)
def test_odd_elements_read_back_the_same(element):
    kept = (element, Body((plain("正文。"),)))
    gongwen = Gongwen("notice", tuple(sorted(kept, key=lambda one: isinstance(one, Body))))
    found = back(gongwen)
    assert found.first(type(element)) == element


def test_a_letter_of_two_organs_shows_the_host_and_remembers_the_other():
    organs = IssuerMark(("演示县人民政府", "演示县财政局"))
    gongwen = Gongwen("letter", (organs, Body((plain("函达。"),))), LETTER)
    assert "财政局" not in zipfile.ZipFile(BytesIO(to_docx(gongwen).data)).read(MAIN).decode()
    assert back(gongwen) == gongwen


@pytest.mark.slow
@pytest.mark.skipif(not is_here(), reason="本机没有 LibreOffice")
@pytest.mark.parametrize("name", ["notice", "joint-up", "letter", "order", "minutes", "crowded"])
def test_saved_again_by_libreoffice_it_is_still_the_same(name):
    saved = convert(to_docx(SAMPLES[name]).data, source="docx", target="docx")
    assert gongwen_from_docx(saved) == SAMPLES[name]


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


WORDS = (
    st.text("甲乙丙一二（）“”——，。abc 12%\t", min_size=1, max_size=24).map(str.strip).filter(bool)
)
RUN = st.builds(Run, WORDS, st.booleans(), st.sampled_from(("", SUB, SUPER)))
ALIGNS = st.sampled_from(("", "left", "center", "right"))


@st.composite
def paragraphs(draw):
    merged = Paragraph(tuple(_joined(draw(st.lists(RUN, max_size=4)))))
    level = draw(st.integers(0, 4))
    lead = draw(st.integers(0, len(merged.text))) if level else 0
    return replace(merged, level=level, lead=lead, align=draw(ALIGNS))


def _joined(runs):
    """相邻的样子相同的并成一段。"""
    kept = []
    for run in runs:
        same = kept and (kept[-1].strong, kept[-1].script) == (run.strong, run.script)
        before = kept.pop().text if same else ""
        kept.append(Run(before + run.text, run.strong, run.script))
    return kept


@st.composite
def tables(draw):
    columns = draw(st.integers(1, 5))
    cell = st.builds(Cell, WORDS, align=ALIGNS)
    row = st.lists(cell, min_size=columns, max_size=columns).map(tuple)
    rows = tuple(draw(st.lists(row, min_size=1, max_size=4)))
    share = st.integers(1, 9)
    widths = tuple(draw(st.one_of(
        st.just(()), st.lists(share, min_size=columns, max_size=columns)
    )))  # fmt: skip
    return Table(
        rows, draw(st.integers(0, len(rows))), widths,
        draw(st.sampled_from(("", "表题"))), draw(st.sampled_from(("", "单位：万元"))),
        draw(st.booleans()),
    )  # fmt: skip


BLOCKS = st.lists(
    st.one_of(paragraphs(), tables(), st.builds(Formula, WORDS), st.just(PageBreak())),
    min_size=1, max_size=6,
).map(tuple)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(BLOCKS, BLOCKS)
def test_any_blocks_read_back_the_same(body, attached):
    gongwen = Gongwen(
        "notice",
        (
            Title("关于若干块的通知"),
            Body(body),
            AttachmentNote(("附表",)),
            SignOff((Signatory("演示县"),), date(2026, 1, 2)),
            Attachment("附表", attached),
            PageNumbers(3),
        ),
    )
    assert back(gongwen) == gongwen
