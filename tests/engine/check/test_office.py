"""单位的版面规定：成文照它排的，检查就照它查；照单位规定查出来的，分量是单位。"""

import json
import subprocess
import sys
from dataclasses import fields

import pytest

from bench.conforming import papers
from sanban.engine.check import check_format
from sanban.engine.fix import fix
from sanban.engine.fix.fixing import Options
from sanban.engine.gongwen.kinds import GENERAL, LETTER
from sanban.engine.gongwen.office_rules import rules_of
from sanban.engine.gongwen.styles import MEASURES, STYLES
from sanban.engine.proof.dictionary import Misspelt
from sanban.engine.proof.office import layout_part, read_layout
from sanban.engine.proof.rule import Level, Strength
from sanban.engine.render.docx import to_docx

MADE = [made for _, made, _ in papers(45, seed=11)]
PAPERS = [
    next(made for made in MADE if made.format == form and made.direction == way)
    for form, way in ((GENERAL, "下行"), (GENERAL, "上行"), (LETTER, "平行"))
]
FEWER = 17
OTHER_ALIGN = {"left": "center", "justify": "left", "center": "left", "right": "center"}
# 成文不照这几项排的：附件说明的左空写死了；红头不红，信函的红头就认不出是红头
NOT_DRAWN = {("attachment_note", "left"), ("issuer_mark", "red")}


def other(name, value):
    """一项换成别的值。"""
    if name == "face":
        return "song" if value == "kai" else "kai"
    if name == "align":
        return OTHER_ALIGN[value]
    if isinstance(value, bool):
        return not value
    return value - 2 if name == "pt" else value + 1


def deviations():
    for code, style in STYLES.items():
        for one in fields(style):
            if one.name not in ("name", "clause") and (code, one.name) not in NOT_DRAWN:
                yield {"style": {code: {one.name: other(one.name, getattr(style, one.name))}}}
    for code, measure in MEASURES.items():
        yield {"measure": {code: round(measure.mm * 1.15, 2)}}


@pytest.mark.parametrize("number", range(len(PAPERS)))
def test_what_render_accepts_check_accepts(number):
    """单位规定能改的三百多项，挑着试。"""
    for given in list(deviations())[number::FEWER]:
        rules = rules_of(given)
        found = check_format(to_docx(PAPERS[number], rules=rules).parts[0], rules=rules)
        assert [one for one in found if one.level is not Level.HINT] == [], given


def test_what_only_the_office_wants_is_the_offices():
    rules = rules_of({"name": "某县", "style": {"title": {"before": 4}}})
    data = to_docx(PAPERS[0]).parts[0]
    found = [one for one in check_format(data, rules=rules) if one.rule == "TI-01"]
    assert [(one.strength, one.basis) for one in found] == [(Strength.OFFICE, "单位规定（某县）")]
    assert fix(data, options=Options(rules=rules)).changes
    again = fix(data, options=Options(rules=rules)).data
    assert [one for one in check_format(again, rules=rules) if one.rule == "TI-01"] == []


def test_what_the_standard_wants_too_is_still_the_standards():
    rules = rules_of({"name": "某县", "style": {"title": {"pt": 26}}})
    data = to_docx(PAPERS[0], rules=rules_of({"style": {"body": {"indent": 0}}})).parts[0]
    found = [one for one in check_format(data, rules=rules) if one.rule == "BD-02"]
    assert found
    assert {one.strength for one in found} == {Strength.STANDARD}


def test_one_option_takes_dictionaries_and_layouts(tmp_path):
    both = tmp_path / "单位.toml"
    both.write_text(
        'name = "某县"\naccept = ["史志"]\n[style.title]\npt = 26\n[rules]\nC26 = "不用"\n', "utf-8"
    )
    assert layout_part(both) == {"name": "某县", "style": {"title": {"pt": 26}}}
    assert read_layout([both]).styles["title"].pt == 26
    path = tmp_path / "通知.docx"
    path.write_bytes(to_docx(PAPERS[0], rules=read_layout([both])).parts[0])
    command = [sys.executable, "-m", "sanban.command", "check", "--rules-only", "--json", path]
    rows = [
        json.loads(subprocess.run([*command, *more], capture_output=True, check=False).stdout)[0]
        for more in ([], ["--office", both])
    ]
    titles = [[one for one in row["findings"] if one["rule"] == "TI-01"] for row in rows]
    assert titles[0]
    assert titles[1] == []


def test_two_layouts_or_a_wrong_one_are_refused(tmp_path):
    one, two, wrong = (tmp_path / name for name in ("一.toml", "二.toml", "错.toml"))
    one.write_text('profile = "nominal"\n', "utf-8")
    two.write_text("[measure]\nmark_top = 40\n", "utf-8")
    wrong.write_text("[style.nothing]\npt = 3\n", "utf-8")
    with pytest.raises(Misspelt, match="两份"):
        read_layout([one, two])
    with pytest.raises(Misspelt, match="没有这种样式"):
        read_layout([wrong])
