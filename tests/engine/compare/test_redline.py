"""修订稿：接受全部修订就是新稿，拒绝全部修订就是旧稿，别的部件一个字节也不动。"""

import io
import re
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.compare.redline.plain import plain_docx
from sanban.engine.compare.revisions import accept_all, reject_all
from sanban.engine.pages.office import convert
from sanban.engine.read import read
from tests.engine.compare.papers import Para, Table, docx_of, edited, paper, wrap

LONG = "各乡镇、各部门要严格落实安全生产责任制，层层传导压力。"
OTHER = "请于每季度末将工作情况书面报送县政府办公室。"


def para(text, look="", shape=""):
    return Para(((text, look),), shape)


def revise(old, new, **more):
    return redline(old, new, pen=Pen("三办比对"), **more).data


def seen(data):
    return [(one.text, one.look, one.cell) for one in read(data, "稿.docx").paragraphs]


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body(data):
    return parts(data)["word/document.xml"].decode()


def proven(old, new):
    made = revise(old, new)
    assert seen(accept_all(made)) == seen(new)
    assert seen(reject_all(made)) == seen(old)
    return made


@given(st.integers(0, 10**9))
@settings(max_examples=60, deadline=None)
def test_accepting_gives_the_new_and_rejecting_the_old(seed):
    chance = Random(seed)
    old = paper(chance)
    proven(docx_of(old), docx_of(edited(old, chance)))


@given(st.integers(0, 10**9))
@settings(max_examples=20, deadline=None)
def test_even_two_papers_with_nothing_in_common(seed):
    chance = Random(seed)
    proven(docx_of(paper(chance)), docx_of(paper(chance), height=15000))


def test_the_same_paper_is_copied_byte_for_byte():
    old = docx_of((para(LONG),))
    assert revise(old, old) == old


def test_every_other_part_stays_byte_for_byte():
    old = docx_of((para(LONG),))
    made = revise(old, docx_of((para(OTHER),)))
    there, here = parts(old), parts(made)
    assert {name for name in there if there[name] != here[name]} == {"word/document.xml"}
    assert list(there) == list(here)


def test_a_replaced_phrase_is_one_deletion_and_one_insertion():
    made = body(proven(docx_of((para("要高度重视工作"),)), docx_of((para("要提高站位工作"),))))
    assert re.findall(r"<w:delText[^>]*>([^<]*)", made) == ["高度重视"]
    assert made.count("<w:ins ") == 1


def test_bold_is_a_change_of_look_only():
    made = body(proven(docx_of((para(LONG),)), docx_of((para(LONG, "<w:b/>"),))))
    assert "<w:rPrChange " in made
    assert "<w:ins " not in made


def test_alignment_is_a_change_of_paragraph_only():
    centred = docx_of((para(LONG, "", '<w:jc w:val="center"/>'),))
    made = body(proven(docx_of((para(LONG),)), centred))
    assert "<w:pPrChange " in made
    assert "<w:ins " not in made


def test_a_moved_paragraph_is_a_move():
    old = (para(LONG), para(OTHER), para("开头" + OTHER), para("完"))
    made = body(proven(docx_of(old), docx_of((*old[1:3], old[0], old[3]))))
    assert made.count("<w:moveFromRangeStart ") == made.count("<w:moveToRangeStart ") == 1
    assert 'w:name="move1"' in made


def test_a_row_added_is_a_row_added():
    rows = ((para("甲"), para("乙")),)
    old = docx_of((Table(rows), para("完")))
    made = body(proven(old, docx_of((Table((*rows, *rows)), para("完")))))
    assert re.search(r"<w:trPr><w:ins [^>]*/></w:trPr>", made)


def test_a_paragraph_added_at_the_very_end_leaves_no_empty_one():
    proven(docx_of((para(LONG),)), docx_of((para(LONG), para(OTHER))))
    proven(docx_of((para(LONG), para(OTHER))), docx_of((para(LONG),)))


def test_a_table_added_before_a_new_last_paragraph():
    table = Table(((para("甲"),),))
    proven(docx_of((para(LONG),)), docx_of((para(LONG), table, para(OTHER))))
    proven(docx_of((para(LONG), table, para(OTHER))), docx_of((para(LONG),)))


def test_the_author_is_named_and_no_date_is_made_up():
    made = body(revise(docx_of((para(LONG),)), docx_of((para(OTHER),))))
    assert 'w:author="三办比对"' in made
    assert "w:date" not in made


def test_a_date_given_is_written():
    pen = Pen("张三", datetime(2026, 3, 5, 17, 0, 0, 99, timezone(timedelta(hours=8))))
    made = redline(docx_of((para(LONG),)), docx_of((para(OTHER),)), pen=pen).data
    assert 'w:date="2026-03-05T09:00:00Z"' in body(made)


def test_a_date_of_nowhere_is_not_written():
    with pytest.raises(ValueError, match="时区"):
        Pen("张三", datetime(2026, 3, 5, 17, tzinfo=UTC).replace(tzinfo=None))


def test_revision_numbers_are_never_used_twice():
    made = body(revise(docx_of((para(LONG), para("甲"))), docx_of((para(OTHER), para("乙")))))
    found = re.findall(r'<w:(?:ins|del|\w+Change) w:id="(\d+)"', made)
    assert len(found) == len(set(found)) > 1


def test_an_old_draft_with_revisions_is_refused():
    tracked = wrap('<w:p><w:ins w:id="1" w:author="李"><w:r><w:t>甲</w:t></w:r></w:ins></w:p>')
    with pytest.raises(CannotRevise, match="先在旧稿里全部接受"):
        revise(tracked, docx_of((para(LONG),)))


def test_a_new_draft_with_revisions_is_taken_as_accepted():
    tracked = wrap(
        "<w:p><w:r><w:t>甲</w:t></w:r>"
        '<w:ins w:id="1" w:author="李"><w:r><w:t>乙</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="李"><w:r><w:delText>丙</w:delText></w:r></w:del></w:p>'
    )
    made = revise(docx_of((para("甲"),)), tracked)
    assert seen(accept_all(made)) == seen(docx_of((para("甲乙"),)))


def test_a_plain_text_becomes_a_plain_paper_with_revisions():
    old, new = plain_docx([LONG, "甲\t乙"]), plain_docx([LONG, OTHER])
    made = redline(old, new, pen=Pen("三办比对", plain_new=True), plain_old=True).data
    assert [text for text, _, _ in seen(accept_all(made))] == [LONG, OTHER]
    assert [text for text, _, _ in seen(reject_all(made))] == [LONG, "甲\t乙"]


def test_new_plain_words_look_like_the_old_ones_beside_them():
    old = docx_of((para(LONG, '<w:sz w:val="32"/>'),))
    pen = Pen("三办比对", plain_new=True)
    made = redline(old, plain_docx([LONG, OTHER]), pen=pen).data
    assert [look.size for _, look, _ in seen(accept_all(made))] == [16, 16]


@pytest.mark.slow
def test_libreoffice_opens_the_revised_paper():
    chance = Random(7)
    old = (*paper(chance), para(LONG))
    made = revise(docx_of(old), docx_of((*edited(old, chance), para(OTHER))))
    assert convert(made, source="docx", target="pdf").startswith(b"%PDF-")
