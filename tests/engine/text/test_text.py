import pytest

from sanban.engine.text import Text
from sanban.engine.text.numerals import to_chinese, to_int

PAPER = (
    "\ufeff一、总体要求\r\n　　（一）目标。他说“马上办”。"
    "一是抓好；二是用《办法》\n\n2.时间（上午）。\n"
)


def cut(text, spans):
    return [text.raw[start:end] for start, end in spans]


def test_nothing_is_stripped_and_empty_lines_are_no_paragraphs():
    text = Text(PAPER)
    assert cut(text, text.lines)[0] == "\ufeff一、总体要求"
    assert [one.number for one in text.paragraphs] == [1, 2, 3]
    assert len(text.lines) == 3


def test_a_sentence_takes_its_closing_quote_along():
    text = Text("他说：“马上办。”就走了！好\n下一段")
    assert cut(text, text.sentences) == ["他说：“马上办。”", "就走了！", "好", "下一段"]


def test_a_clause_is_what_stands_between_marks():
    text = Text("会议要求，抓好学习、执行；见效：快。")
    assert cut(text, text.clauses) == ["会议要求", "抓好学习、执行", "见效", "快"]


def test_items_at_the_head_of_lines_are_known():
    text = Text(PAPER)
    assert [(one.kind, one.level, one.number, one.mark) for one in text.items] == [
        ("chinese", 1, 1, "、"), ("in_brackets", 2, 1, ""), ("digits", 3, 2, "."),
    ]  # fmt: skip
    assert text.paragraphs[1].item is text.items[1]


@pytest.mark.parametrize("line", ["一年来，成绩很大", "1.5亿元", "2021.5.3", "3、4天", "（略）"])
def test_a_number_that_counts_nothing_is_no_item(line):
    assert Text(line).items == ()


def test_ordinals_inside_a_paragraph_are_known():
    text = Text("一是抓学习；二要抓执行。唯一是他，三是抓效能")
    assert [(one.number, one.form) for one in text.ordinals] == [
        (1, "是"), (2, "要"), (3, "是"),
    ]  # fmt: skip


def test_marks_are_paired_and_the_odd_one_is_found():
    text = Text("《关于印发〈方案〉的通知》和“同律三是大局，“好”。")
    assert [one.kind for one in text.pairs.pairs] == ["书名号", "单书名号", "引号"]
    assert [(one.start, one.mark) for one in text.pairs.strays] == [(14, "“")]


def test_a_quotation_of_several_paragraphs_is_no_fault():
    assert Text("他说：\n“第一段。\n“第二段。”\n完").pairs.strays == ()
    assert Text("全力做好“办文、办会\n职责”，做到").pairs.strays == ()


def test_a_bracket_of_a_number_is_no_bracket():
    assert Text("1）时间\na）地点\n一）目标").pairs.strays == ()


def test_a_heading_is_short_and_has_no_stop_inside():
    text = Text("一、总体要求。\n一、总体要求。坚持学习，抓好落实。")
    assert [text.is_heading(line) for line in text.lines] == [True, False]


@pytest.mark.parametrize(
    "written, number",
    [("十二", 12), ("一百零三", 103), ("二十", 20), ("二〇二四", 2024), ("12", 12), ("③", 3),
     ("十", 10), ("甲", None), ("", None)],
)  # fmt: skip
def test_numbers_are_read(written, number):
    assert to_int(written) == number


def test_numbers_are_written():
    assert [to_chinese(one) for one in (1, 10, 12, 20, 35)] == [
        "一",
        "十",
        "十二",
        "二十",
        "三十五",
    ]
