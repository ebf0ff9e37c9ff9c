"""单位的版面规定：一份 TOML，盖在国家标准上面，改了哪里一一说明。

name = "演示县人民政府办公室"
profile = "nominal"

[fonts]
title = "方正小标宋_GBK"

[style.heading2]
bold = true

[measure]
rule_weight = 0.5
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.gongwen.profiles import MEASURED, PROFILES, Profile
from sanban.engine.gongwen.styles import HABIT, MEASURES, STYLES, Measure, Style

FACES = {"fang": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体", "title": "小标宋"}
ALIGNS = ("left", "center", "right", "justify")
FIXED = ("name", "clause")
TOP = ("name", "profile", "fonts", "style", "measure")
WORDS = {
    "face": "字体", "pt": "字号", "align": "对齐", "indent": "首行左空字数", "left": "左空字数",
    "right": "右空字数", "before": "上空行数", "red": "用红色", "bold": "加粗",
    "latin": "换西文字体",
}  # fmt: skip
VALUES = {
    "left": "左", "center": "居中", "right": "右", "justify": "两端对齐",
} | FACES  # fmt: skip
BIGGEST_PT, BIGGEST_MM, MOST_CHARS = 200.0, 420.0, 28.0


@dataclass(frozen=True, slots=True)
class Deviation:
    """一处与国家标准不同：`what` 是什么，`standard` 标准的数，`office` 单位的数，`clause` 条文。"""

    what: str
    standard: str
    office: str
    clause: str

    def __str__(self) -> str:
        kind = "惯例" if self.clause == HABIT else f"GB/T 9704-2012 {self.clause} "
        return f"{self.what}：{kind}是 {self.standard}，单位规定是 {self.office}"


@dataclass(frozen=True, slots=True)
class Rules:
    """一次成文用的全部规定；默认就是国家标准。

    `fonts` 是用途 → 单位指定的字体名；`deviations` 是单位规定与标准不同的地方。
    """

    profile: Profile = MEASURED
    styles: Mapping[str, Style] = field(default_factory=lambda: STYLES)
    measures: Mapping[str, Measure] = field(default_factory=lambda: MEASURES)
    fonts: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    deviations: tuple[Deviation, ...] = ()

    def mm(self, name: str) -> float:
        """一个长度，毫米。"""
        return self.measures[name].mm


STANDARD = Rules()


def load_rules(source: Path | str, *, profile: str = "", usual: str = MEASURED.name) -> Rules:
    """读单位规定（路径或 TOML 文字）；`profile` 给了就盖过文件里的，`usual` 是都没写时用的。

    :raises Rejected: 读不了、写了不认得的项、数不合理；问题里有字段名。
    """
    try:
        text = source.read_text("utf-8") if isinstance(source, Path) else source
        given = tomllib.loads(text)
    except (OSError, ValueError) as error:
        raise Rejected(Problem("单位规定", f"读不了，请检查文件：{error}")) from error
    return rules_of(given, profile=profile, usual=usual)


def rules_of(given: dict[str, Any], *, profile: str = "", usual: str = MEASURED.name) -> Rules:
    """读成了表的单位规定，同 `load_rules`。

    :raises Rejected: 写了不认得的项、数不合理。
    """
    problems = tuple(_problems(given))
    if problems:
        raise Rejected(*problems)
    return _apply(given, profile or given.get("profile", usual))


def _apply(given: dict[str, Any], profile: str) -> Rules:
    new_styles = {code: replace(STYLES[code], **new) for code, new in _table(given, "style")}
    new_measures = {code: replace(MEASURES[code], mm=mm) for code, mm in _table(given, "measure")}
    return Rules(
        PROFILES[profile],
        {**STYLES, **new_styles},
        {**MEASURES, **new_measures},
        given.get("fonts", {}),
        given.get("name", ""),
        tuple(_deviations(new_styles, new_measures)),
    )


def _table(given: dict[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    found = given.get(name, {})
    yield from found.items() if isinstance(found, dict) else [(name, found)]


def _deviations(styles: dict[str, Style], measures: dict[str, Measure]) -> Iterator[Deviation]:
    for code, style in styles.items():
        old = STYLES[code]
        for one in fields(style):
            pair = getattr(old, one.name), getattr(style, one.name)
            if pair[0] != pair[1]:
                before, after = (_said(one.name, value) for value in pair)
                yield Deviation(f"{old.name}的版式", before, after, old.clause)
    for code, measure in measures.items():
        old_mm = MEASURES[code].mm
        if measure.mm != old_mm:
            pair_mm = f"{old_mm:g} 毫米", f"{measure.mm:g} 毫米"
            yield Deviation(measure.what, *pair_mm, MEASURES[code].clause)


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return WORDS[name] if value else f"不{WORDS[name]}"
    return WORDS[name] + (VALUES[value] if isinstance(value, str) else f" {value:g}")


def _problems(given: dict[str, Any]) -> Iterator[Problem]:
    for name in given:
        if name not in TOP:
            yield Problem(name, f"不认得这一项，可用的是 {'、'.join(TOP)}。")
    if given.get("profile", MEASURED.name) not in PROFILES:
        yield Problem("profile", f"只能是 {'、'.join(PROFILES)}。")
    yield from _font_problems(given)
    for code, new in _table(given, "style"):
        yield from _style_problems(code, new)
    for code, mm in _table(given, "measure"):
        if code not in MEASURES or not _is_number(mm, BIGGEST_MM):
            yield Problem(f"measure.{code}", "没有这个长度，或者不是 0 到 420 的毫米数。")


def _font_problems(given: dict[str, Any]) -> Iterator[Problem]:
    for role, font in _table(given, "fonts"):
        if role not in FACES or not isinstance(font, str):
            yield Problem(f"fonts.{role}", f"用途只能是 {'、'.join(FACES)}，后面写字体名。")


def _style_problems(code: str, new: Any) -> Iterator[Problem]:
    if code not in STYLES or not isinstance(new, dict):
        yield Problem(f"style.{code}", f"没有这种样式，可用的是 {'、'.join(STYLES)}。")
        return
    for name, value in new.items():
        known = {one.name for one in fields(Style)}.difference(FIXED)
        if name not in known or not _fits(name, value):
            yield Problem(f"style.{code}.{name}", "没有这一项，或者写的不是合理的数。")


def _fits(name: str, value: Any) -> bool:
    choices = {"face": tuple(FACES), "align": ALIGNS}
    if name in choices:
        return value in choices[name]
    if name in ("red", "bold", "latin"):
        return isinstance(value, bool)
    return _is_number(value, BIGGEST_PT if name == "pt" else MOST_CHARS) and (name != "pt" or value)


def _is_number(value: Any, most: float) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
