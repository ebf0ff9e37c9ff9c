"""比对页和单子：一份文件、没有脚本、尖括号写不坏它，数字排在前面。"""

import re

import pytest

from sanban.engine.compare import compare
from sanban.engine.compare.page import STYLE, page
from sanban.engine.compare.summary import summary
from sanban.engine.read import read
from tests.engine.compare.papers import Para, Table, docx_of

LONG = "各乡镇、各部门要严格落实安全生产责任制，层层传导压力。"


def compared(old, new):
    return compare(read(old.encode(), "旧.txt"), read(new.encode(), "新.txt"))


def test_the_page_has_no_script_and_loads_nothing():
    made = page(compared("甲", "乙"))
    assert not re.search(r"<script|\son\w+=|javascript:|src=|href=|url\(|@import|style=", made)
    assert "default-src 'none'" in made


def test_markup_in_the_text_is_shown_and_not_obeyed():
    made = page(compared("甲<b>乙</b>", "甲<script>alert(1)</script>&乙"))
    assert "<script" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made


def test_markup_in_a_file_name_is_shown_too():
    comparison = compare(read("甲".encode(), "<i>.txt"), read("乙".encode(), "b.txt"))
    assert "<i>" not in page(comparison)


@pytest.mark.parametrize("word", [":has", ":is(", "inset:", "aspect-ratio", "color-mix", "dvh"])
def test_the_style_stays_within_chromium_86(word):
    assert word not in STYLE


def test_long_runs_of_the_same_are_folded():
    old = "\n".join(f"第{one}条　{LONG}" for one in range(30))
    made = page(compared(old, old.replace("第20条", "第廿条")))
    assert made.count("<details>") == 2
    assert "中间 18 行相同" in made


def test_a_table_is_drawn_once():
    rows = tuple((Para(((f"格{one}", ""),)), Para((("乙", ""),))) for one in range(4))
    other = (*rows[:2], (Para((("新", ""),)), Para((("行", ""),))), *rows[2:])
    end = Para((("完", ""),))
    files = [read(docx_of((Table(one), end)), "稿.docx") for one in (rows, other)]
    assert page(compare(*files)).count('class="cells"') == 2


def test_the_list_puts_numbers_first():
    told = summary(compared("高度重视，于3月5日前报送。", "提高站位，于3月8日前报送。"))
    assert told.index("一、数字、日期、金额、文号") < told.index("二、文字")
    assert "第1段：日期由“3月5日”改为“3月8日”（前文“，于”，后文“前报送。”）。" in told


def test_no_difference_is_said_plainly():
    assert "没有不同。" in summary(compared(LONG, LONG))
    assert "没有不同。" in page(compared(LONG, LONG))


def test_a_very_long_change_is_clipped_in_the_list():
    told = summary(compared("甲", "甲\n" + LONG * 50))
    assert "……" in told
    assert len(told) < 400
