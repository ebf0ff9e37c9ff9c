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
from sanban.engine.pages.office import convert, is_here
from sanban.engine.read.gongwen import gongwen_from_docx
from sanban.engine.render.docx import to_docx
from tests.engine.gongwen.full import notice
from tests.engine.render.docx.samples import DAY, SAMPLES, picture

MAIN = "word/document.xml"


def back(gongwen, **more):
    return gongwen_from_docx(to_docx(gongwen, **more).data)


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
