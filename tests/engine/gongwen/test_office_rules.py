import pytest

from sanban.engine.gongwen.office_rules import STANDARD, load_rules
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.gongwen.profiles import NOMINAL

OFFICE = """
name = "演示县人民政府办公室"
profile = "nominal"
[fonts]
title = "方正小标宋_GBK"
[style.heading2]
bold = true
[measure]
rule_gap = 5
"""


def test_an_office_layer_lies_on_the_standard():
    rules = load_rules(OFFICE)
    assert rules.profile is NOMINAL
    assert rules.styles["heading2"].bold
    assert rules.mm("rule_gap") == 5
    assert rules.styles["body"] == STANDARD.styles["body"]


def test_every_deviation_is_told_with_its_clause():
    told = [str(one) for one in load_rules(OFFICE).deviations]
    assert told == [
        "公文二级标题的版式：GB/T 9704-2012 7.3.3 是 不加粗，单位规定是 加粗",
        "红色分隔线在发文字号之下：GB/T 9704-2012 7.2.7 是 4 毫米，单位规定是 5 毫米",
    ]


def test_every_kind_of_style_change_is_told_in_chinese():
    changes = 'face = "hei"\npt = 18\nalign = "center"\nindent = 0\nred = true\nlatin = true'
    told = [one.office for one in load_rules(f"[style.body]\n{changes}").deviations]
    assert told == ["字体黑体", "字号 18", "对齐居中", "首行左空字数 0", "用红色", "换西文字体"]


def test_an_empty_layer_is_the_standard():
    assert load_rules("").deviations == ()


@pytest.mark.parametrize(
    "text, field",
    [
        ("colour = 1", "colour"),
        ("profile = 'wide'", "profile"),
        ("[style.nothing]\npt = 1", "style.nothing"),
        ("[style.body]\npt = 0", "style.body.pt"),
        ("[style.body]\npt = true", "style.body.pt"),
        ("[style.body]\nface = 'comic'", "style.body.face"),
        ("[measure]\nseal = -1", "measure.seal"),
        ("[measure]\nseal = 'big'", "measure.seal"),
        ("[fonts]\nbody = 'x'", "fonts.body"),
        ("fonts = 3", "fonts.fonts"),
        ("style = 3", "style.style"),
        ("= 3", "单位规定"),
    ],
)
def test_a_wrong_layer_is_refused_with_the_field(text, field):
    with pytest.raises(Rejected) as caught:
        load_rules(text)
    assert caught.value.problems[0].element == field
