from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sanban.engine.gongwen.blocks import (
    Cell,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
)
from sanban.engine.gongwen.markdown.body import read_blocks, read_body
from sanban.engine.gongwen.markdown.inline import runs_of
from sanban.engine.gongwen.markdown.reading import Reading

HAN = "工作检查督办一二三十年月日，。；：、（）《》“”——…"
TYPED = "abc012 *^~#|`_<>&\\[]{}!+-.$=/\t" + HAN


def blocks(text, folder=Path()):
    reading = Reading(folder)
    return read_blocks(text.split("\n"), 1, reading), [str(one) for one in reading.problems]


def only(text):
    (found,), problems = blocks(text)
    assert problems == []
    return found


def png(size=(20, 10)):
    buffer = BytesIO()
    Image.new("L", size, 200).save(buffer, "PNG")
    return buffer.getvalue()


def test_each_line_is_a_paragraph():
    found, _ = blocks("　　第一段。\n第二段。\n\n第三段。")
    assert [one.text for one in found] == ["第一段。", "第二段。", "第三段。"]
    assert [one.source.line for one in found] == [1, 2, 4]


@pytest.mark.parametrize(
    "text, level, lead",
    [
        ("一、总体要求", 1, 0),
        ("十二、附则。本办法自印发之日起施行。", 1, 6),
        ("（一）压实责任。各乡镇要抓好落实。", 2, 8),
        ("（一）加强领导。", 2, 0),
        ("（一）选派专业技术人员，于2026年8月下旬到我县开展隐患点现场勘查。逐一评估。", 0, 0),
        ("（一）是否安装报警装置；", 0, 0),
        ("1.建立台账", 3, 0),
        ("（1）逐项登记", 4, 0),
        ("(1)逐项登记", 4, 0),
        ("3.5亿元资金已经到位。", 0, 0),
        ("2026年工作。要点如下。", 0, 0),
        ("一是抓学习。二是抓落实。", 0, 0),
        ("**一、总体要求**", 1, 0),
    ],
)
def test_the_typed_sequence_tells_the_level(text, level, lead):
    found = only(text)
    assert (found.level, found.lead) == (level, lead)
    assert found.text == text.replace("*", "")


def test_a_heading_without_a_number_is_given_the_next_one():
    found, _ = blocks("# 要求\n## 责任\n## 台账\n# 任务\n## 甲\n### 乙\n#### 丙\n三、保障\n# 附则")
    assert [one.text for one in found] == [
        "一、要求", "（一）责任", "（二）台账", "二、任务", "（一）甲", "1.乙", "（1）丙",
        "三、保障", "四、附则",
    ]  # fmt: skip


def test_a_heading_with_a_number_keeps_it():
    assert only("# 三、保障措施").text == "三、保障措施"


def levels(text):
    found, _ = blocks(text)
    return [one.level for one in found]


def test_items_of_one_list_look_alike():
    long = "县人力资源和社会保障局负责岗位募集、人员推荐和补贴审核，按季公布进展。"
    text = f"一、要求\n（一）{long}\n（二）县教育局负责信息衔接。\n二、保障\n（一）领导。落实。"
    assert levels(text) == [1, 0, 0, 1, 2]
    assert levels(f"（一）{long}\n## 县教育局") == [0, 2]


def test_a_line_without_a_stop_is_a_heading_however_long():
    assert levels("一、关于" + "演示县城乡供水一体化工程" * 3 + "建设\n二、保障") == [1, 1]


def test_a_marked_heading_may_be_long():
    long = "于2026年8月下旬到我县开展隐患点现场勘查并逐一作出危险性评估的有关事项"
    assert only(f"## {long}").level == 2


def test_a_fifth_level_is_refused_with_the_line():
    _, problems = blocks("正文\n##### 过深")
    assert problems == [
        "不能成文：第 2 行 正文：写了 5 级标题，公文的层次最多四级，请并入上一级。"
        "（GB/T 9704-2012 7.3.3）"
    ]


def test_emphasis_and_scripts_are_runs():
    assert runs_of("面积300m^2^，**必须“检查”H~2~O**。") == (
        Run("面积300m"), Run("2", script="super"), Run("，"), Run("必须“检查”H", True),
        Run("2", True, "sub"), Run("O", True), Run("。"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text", ["10~15人，3~5天", "2^10，3^2", "**", "a*b*c", "1~2~", "^^", "**x*"]
)
def test_marks_that_close_nothing_are_characters(text):
    if text != "1~2~":
        assert runs_of(text) == (Run(text),)
    assert "".join(run.text for run in runs_of("**未完")) == "**未完"


def test_what_markdown_would_rewrite_stays():
    text = "1. 第一&amp;\\*甲\\* <b>乙</b> `丙` [丁](x) http://a.b"
    assert only(text).text == text


@given(st.text(TYPED, max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_typed_character_is_lost(text):
    line = "起" + text + "止"
    found = only(line)
    assert isinstance(found, Paragraph)
    left = list(line)
    for char in found.text:
        while left.pop(0) != char:
            pass
    kept = [char for char in line if char not in "*^~"]
    assert [char for char in found.text if char not in "*^~"] == kept


@given(st.lists(st.text(HAN + "12ab. ", min_size=1), min_size=1, max_size=6))
@settings(max_examples=100, deadline=None)
def test_the_lines_come_out_in_order_and_whole(lines):
    found, _ = blocks("\n".join(lines))
    assert [one.text for one in found] == [one.strip() for one in lines if one.strip()]


def test_a_table_with_its_caption():
    found = only(
        "表：任务分工表 {列宽=1:2 横排}\n单位：万元\n\n| 序号 | 任务 |\n|:-:|--:|\n| 1 | 检查 |"
    )
    assert found == Table(
        ((Cell("序号"), Cell("任务")), (Cell("1", align="center"), Cell("检查", align="right"))),
        1, (1.0, 2.0), "任务分工表", "单位：万元", True,
    )  # fmt: skip


def test_cells_are_joined_upwards_and_leftwards():
    found = only("|甲|乙|丙|\n|-|-|-|\n|一|<<|x|\n|二|三|^^|")
    assert found.rows[1:] == (
        (Cell("一", columns=2), Cell("x", rows=2)),
        (Cell("二"), Cell("三")),
    )


def test_a_cell_may_hold_a_bar():
    assert only("|甲|乙|\n|-|-|\n|a\\|b|c|").rows[1] == (Cell("a|b"), Cell("c"))


def test_a_row_with_too_many_cells_is_refused_not_cut():
    _, problems = blocks("|甲|乙|\n|-|-|\n|1|2|\n|1|2|3|")
    assert problems == ["不能成文：第 4 行 表：这一行的格数比表头多，请补齐表头或删去多的格子。"]


def test_a_row_of_bars_is_no_table():
    _, problems = blocks("|" * 500 + "\n" + "|-" * 250 + "|")
    assert "不像一张表" in problems[0]
    _, problems = blocks("|甲|乙|\n|-|-|-|\n|1|2|3|")
    assert "第二行有 3 栏，表头有 2 栏" in problems[0]


def test_a_short_row_is_filled_with_empty_cells():
    assert only("甲|乙\n-|-\n1|").rows[1] == (Cell("1"), Cell())


def test_a_caption_without_a_table_is_a_paragraph():
    found, _ = blocks("表：见后\n单位：万元\n完。")
    assert [one.text for one in found] == ["表：见后", "单位：万元", "完。"]


def test_an_unknown_option_of_a_table_is_refused():
    _, problems = blocks("表：甲 {竖排}\n|甲|乙|\n|-|-|\n|1|2|")
    assert "不认得“竖排”" in problems[0]


def test_page_breaks_and_formulas():
    found, _ = blocks("甲\n---\n\\newpage\n$$a＝b$$\n$$\nc＝d\n$$")
    kinds = [type(one) for one in found]
    assert kinds == [Paragraph, PageBreak, PageBreak, Formula, Formula]
    assert [found[3].text, found[4].text] == ["a＝b", "c＝d"]


def test_a_formula_that_does_not_close_is_refused():
    _, problems = blocks("甲\n$$\n乙")
    assert problems == ["不能成文：第 2 行 公式：只有开头的 $$，没有收尾的 $$。"]


def test_a_line_may_be_centred_or_set_right():
    found, _ = blocks("甲 {居中}\n一、乙{居右}\n丙{顶格}\n{居中}")
    assert [(one.text, one.align, one.level) for one in found] == [
        ("甲", "center", 0), ("一、乙", "right", 0), ("丙", "left", 0), ("{居中}", "", 0),
    ]  # fmt: skip


def test_attachments_follow_the_body():
    main, sections = read_body("正文。\n# 附件2：清单\n# 甲\n# 附件：名单\n乙", 10, Reading(Path()))
    assert [one.text for one in main] == ["正文。"]
    assert [(one.number, one.title, one.line) for one in sections] == [
        (2, "清单", 11),
        (0, "名单", 13),
    ]
    assert sections[0].blocks[0].text == "一、甲"


def test_a_picture_is_read_from_beside_the_file(tmp_path):
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "a.png").write_bytes(png())
    (found,), problems = blocks("![示意图](图/a.png){宽=80mm}", tmp_path)
    assert problems == []
    assert found == Picture(png(), "图/a.png", 80, "示意图")


@pytest.mark.parametrize(
    "name, said",
    [
        ("没有.png", "没有找到"),
        ("../外面.png", "文件夹外面"),
        ("/etc/passwd", "文件夹外面"),
        ("https://a.b/c.png", "是网址"),
        ("//a/c.png", "是网址"),
        ("坏.png", "打不开"),
        ("文.gif", "不是 PNG 或 JPEG"),
        ("a\0b.png", "没有找到"),
        ("链接.png", "文件夹外面"),
    ],
)
def test_a_picture_elsewhere_or_broken_is_refused(tmp_path, name, said):
    home = tmp_path / "家"
    home.mkdir()
    (tmp_path / "外面.png").write_bytes(png())
    (home / "链接.png").symlink_to(tmp_path / "外面.png")
    (home / "坏.png").write_bytes(png()[:40])
    (home / "文.gif").write_bytes(b"GIF89a")
    found, problems = blocks(f"甲\n![]({name})", home)
    assert len(found) == 1
    assert "第 2 行" in problems[0] and said in problems[0]


def test_a_picture_of_monstrous_size_is_refused_unopened(tmp_path):
    (tmp_path / "大.png").write_bytes(png((9000, 9000)))
    _, problems = blocks("![](大.png)", tmp_path)
    assert "9000×9000" in problems[0]
    _, problems = blocks("![](大.png){高=3}", tmp_path)
    assert "不认得“高=3”" in problems[0]
