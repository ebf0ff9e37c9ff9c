"""比两份读好的文件：增、删、改、移、拆、并，表格，格式。"""

import time
from pathlib import Path

import pytest

from sanban.engine.compare import Category, RowKind, compare
from sanban.engine.gongwen.markdown import gongwen_of, load_typed
from sanban.engine.read import read
from sanban.engine.render.targets import render
from tests.engine.compare.papers import Para, Table, docx_of

LONG = "各乡镇、各部门要严格落实安全生产责任制，层层传导压力。"
OTHER = "请于每季度末将工作情况书面报送县政府办公室，逾期将通报。"


def texts(old, new):
    return compare(read(old.encode(), "旧.txt"), read(new.encode(), "新.txt"))


def papers(old, new):
    return compare(read(docx_of(old), "旧.docx"), read(docx_of(new), "新.docx"))


def told(comparison, category):
    return [str(one) for one in comparison.of(category)]


def para(text, look="", shape=""):
    return Para(((text, look),), shape)


def test_the_same_text_has_no_changes():
    assert texts(LONG, LONG).same


def test_numbers_come_apart_from_wording():
    found = texts("高度重视，于3月5日前报送300万元。", "提高站位，于3月8日前报送300万元。")
    assert told(found, Category.NUMBERS) == ["第1段：日期由“3月5日”改为“3月8日”。"]
    assert told(found, Category.WORDING) == ["第1段：“高度重视”改为“提高站位”。"]


def test_blank_lines_and_indents_are_not_changes():
    assert texts(f"　　{LONG}\n\n{OTHER}", f"{LONG}\n　　{OTHER}\n").same


def test_a_paragraph_added_and_one_removed():
    found = texts(f"{LONG}\n甲方案。", f"{LONG}\n{OTHER}")
    assert told(found, Category.WORDING) == [
        "旧稿第2段：删去一段“甲方案。”。",
        f"第2段：增加一段“{OTHER}”。",
    ]


def test_a_moved_paragraph_is_said_to_be_moved():
    rest = f"{OTHER}\n{OTHER[:9]}。"
    found = texts(f"{LONG}\n{rest}\n特此通知。", f"{rest}\n{LONG}\n特此通知。")
    assert told(found, Category.WORDING) == [f"第3段：由旧稿第1段移来“{LONG}”。"]
    assert [row.kind for row in found.rows if "moved" in row.kind] == [
        RowKind.MOVED_AWAY,
        RowKind.MOVED_HERE,
    ]


def test_a_moved_paragraph_says_what_changed_in_it():
    moved = LONG.replace("严格", "认真")
    found = texts(f"{LONG}\n{OTHER}\n开头{OTHER}", f"{OTHER}\n开头{OTHER}\n{moved}")
    assert "第3段：“严格落实”改为“认真落实”。" in told(found, Category.WORDING)


def test_a_paragraph_split_in_two_is_not_rewritten():
    found = texts(LONG + OTHER, f"{LONG}\n{OTHER}")
    assert told(found, Category.WORDING) == ["第1段到第2段：旧稿第1段分成2段。"]


def test_two_paragraphs_joined():
    found = texts(f"{LONG}\n{OTHER}", LONG + OTHER)
    assert told(found, Category.WORDING) == ["第1段：旧稿第1段到第2段并成一段。"]


def test_a_table_is_compared_cell_by_cell():
    rows = [(para("单位"), para("数量")), (para("白石乡"), para("12人"))]
    changed = [rows[0], (para("青河镇"), para("6人")), (para("白石乡"), para("21人"))]
    found = papers((Table(tuple(rows)), para("完")), (Table(tuple(changed)), para("完")))
    assert told(found, Category.NUMBERS) == ["表1第3行第2列：数字由“12人”改为“21人”。"]
    assert told(found, Category.WORDING) == ["表1第2行：增加一行“青河镇　6人”。"]


def test_a_whole_table_added():
    found = papers((para(LONG),), (Table(((para("甲"),),)), para(LONG)))
    assert told(found, Category.WORDING) == ["表1：增加一张表“甲”。"]


def test_looks_are_told_apart_from_words():
    found = papers(
        (para(LONG), para(OTHER)),
        (
            para(LONG, '<w:sz w:val="32"/><w:rFonts w:eastAsia="楷体"/>', '<w:jc w:val="center"/>'),
            para(OTHER),
        ),
    )
    assert told(found, Category.FORMAT) == [
        "第1段：字体由未定改为楷体，字号由10磅改为三号，对齐由左对齐改为居中。"
    ]
    assert not found.of(Category.WORDING)


def test_neighbours_changed_alike_are_told_once():
    bold = (para(LONG, "<w:b/>"), para(OTHER, "<w:b/>"))
    found = papers((para(LONG), para(OTHER)), bold)
    assert told(found, Category.FORMAT) == ["第1段到第2段：加粗由不加粗改为加粗。"]


def test_text_has_no_looks_to_compare():
    found = compare(
        read(docx_of((para(LONG, "<w:b/>"),)), "旧.docx"), read(LONG.encode(), "新.txt")
    )
    assert found.same


@pytest.mark.slow
def test_twenty_thousand_changed_lines_do_not_hang():
    old = "\n".join(f"第{one}条　各单位要于{one % 12 + 1}月底前报送。" for one in range(20_000))
    start = time.monotonic()
    assert len(texts(old, old.replace("各单位", "各部门")).changes) == 20_000
    assert time.monotonic() - start < 120


@pytest.mark.parametrize("to", ["pdf", "ofd"])
def test_the_same_paper_printed_has_no_changes(to):
    source = Path("examples/通报.md")
    typed = gongwen_of(load_typed(source), source)
    printed, word = render(typed, to).parts[0], render(typed, "docx").parts[0]
    assert compare(read(word, "稿.docx"), read(printed, f"稿.{to}")).same
