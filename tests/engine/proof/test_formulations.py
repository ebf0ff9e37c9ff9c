import importlib.util
from pathlib import Path

import pytest

from sanban.engine.proof import Level, check
from sanban.engine.proof.formulations import deviations, formulations
from sanban.engine.proof.rules.terms.fixed_formulation_off import RULE

ROOT = Path(__file__).resolve().parents[3]
RIGHT = "由直接负责的主管人员和其他直接责任人员承担"


@pytest.mark.parametrize(
    ("wrong", "quote", "suggestion", "level"),
    [
        (RIGHT.replace("和其他", "和其它"), "它", "他", Level.WARNING),
        (RIGHT.replace("主管人员", "主人员"), "主人", "主管人", Level.WARNING),
    ],
)
def test_one_character_off_is_told_with_evidence(wrong, quote, suggestion, level):
    found = check(wrong, rules=[RULE])
    assert (found[0].quote, found[0].suggestions, found[0].level) == (quote, (suggestion,), level)
    assert "次" in found[0].message


@pytest.mark.parametrize("text", [RIGHT, "", "甲", "\ud800" * 20, "。" * 20])
def test_what_is_right_is_left_alone(text):
    assert deviations(text) == []


def test_the_table_is_sorted_and_every_row_is_long_enough():
    table = formulations()
    assert len(table.grams) > 3000
    assert all(len(gram) == 8 for gram in table.grams)


def test_the_same_text_makes_the_same_table():
    spec = importlib.util.spec_from_file_location("made", ROOT / "tools/make_formulations.py")
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    text = "甲乙丙丁戊己庚辛壬癸。\n" * 2000 + "甲乙丙丁子己庚辛壬癸。\n" * 200
    grams = made.fixed(text)
    assert grams == made.fixed(text)
    assert "甲乙丙丁戊己庚辛" not in grams
    assert made.joined({"甲乙丙丁戊己庚辛": 50, "乙丙丁戊己庚辛壬": 40}) == [
        ("甲乙丙丁戊己庚辛壬", 40)
    ]
