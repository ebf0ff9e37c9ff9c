"""按全文的位置改公文：改了哪里，全文就变在哪里，别处一个字不动。"""

import random
from pathlib import Path

import pytest

from sanban.engine.gongwen.blocks import Paragraph, Run
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.editing import Edit, can_edit, edited
from sanban.engine.gongwen.elements import Body, DocNumber, MainRecipients, Title
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.gongwen.writing import lines_of, plain_text

EXAMPLES = sorted(Path("examples").glob("*.md"))
SMALL = Gongwen(
    "notice",
    (
        DocNumber("演政发", 2026, 1),
        Title("关于防火的通知", (2,)),
        MainRecipients("各乡镇"),
        Body((Paragraph((Run("一、做好防火。"), Run("不得推委", strong=True)), 1, 7),)),
    ),
)


def edit(old, new, gongwen=SMALL):
    start = plain_text(gongwen).index(old)
    return Edit(start, start + len(old), new)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_only_the_place_edited_changes(path):
    gongwen = gongwen_of(load_typed(path), path)
    text, chance = plain_text(gongwen), random.Random(path.stem)
    for _ in range(60):
        start = chance.randrange(len(text))
        one = Edit(start, min(start + chance.randrange(1, 4), len(text)), "甲乙")
        changed, count = edited(gongwen, [one])
        wanted = text[: one.start] + one.new + text[one.end :] if count else text
        assert plain_text(changed) == wanted


def test_a_word_in_a_run_keeps_its_look():
    changed, count = edited(SMALL, [edit("委", "诿")])
    assert count == 1
    assert changed.first(Body).blocks[0].runs[1] == Run("不得推诿", strong=True)


def test_the_heading_keeps_its_length():
    changed, _ = edited(SMALL, [edit("防火。", "森林防火。")])
    block = changed.first(Body).blocks[0]
    assert block.text[: block.lead] == "一、做好森林防火。"


def test_an_edit_across_two_runs_goes_to_the_first():
    changed, _ = edited(SMALL, [edit("火。不", "火，不")])
    assert [run.text for run in changed.first(Body).blocks[0].runs] == [
        "一、做好防火，不",
        "得推委",
    ]


def test_a_changed_title_forgets_its_breaks():
    changed, _ = edited(SMALL, [edit("关于防火", "关于森林防火")])
    assert changed.first(Title) == Title("关于森林防火的通知")


@pytest.mark.parametrize("old", ["演政发", "各乡镇：", "通知\n各"])
def test_what_the_system_writes_and_what_spans_lines_is_left(old):
    one = edit(old, "改")
    assert not can_edit(lines_of(SMALL), SMALL, one)
    assert edited(SMALL, [one]) == (SMALL, 0)


def test_of_two_overlapping_edits_one_is_made():
    text = plain_text(SMALL)
    at = text.index("推委")
    changed, count = edited(SMALL, [Edit(at, at + 2, "推诿"), Edit(at + 1, at + 2, "诿")])
    assert (count, plain_text(changed)) == (1, text.replace("推委", "推诿"))
