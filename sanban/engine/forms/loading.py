"""从一份写好的数据（TOML 读出来的样子）装成表单：栏名不认得、写的不是那样东西，逐条说清。"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args, get_type_hints

from sanban.engine.forms import kinds
from sanban.engine.forms.form import EIGHT_DIGITS, LONG_DAY, MOST_ROWS, Form
from sanban.engine.gongwen.notation import long_date
from sanban.engine.gongwen.problems import REFUSE, Problem, Rejected

KEYS = ("表单", "form")
DAYS = {LONG_DAY: long_date, EIGHT_DIGITS: "{:%Y%m%d}".format}

YES_NO = {"是": True, "有": True, "否": False, "无": False}


def _walk() -> Iterator[type[Form]]:
    for found in iter_modules(kinds.__path__):
        yield import_module(f"{kinds.__name__}.{found.name}").FORM


FORMS: dict[str, type[Form]] = {form.about.code: form for form in _walk()}
"""代号 → 表单；kinds/ 里一个文件一种。"""
BY_NAME = {form.about.name: form for form in FORMS.values()}


def load_form(data: Mapping[str, Any]) -> Form:
    """装成一张表；`表单`（或 `form`）说是哪一种，写名称或代号都可以。

    :raises Rejected: 不认得的表单、栏名，写的不是字、太长、有控制符；每个问题都带栏名。
    """
    kind = _kind(data)
    given = {key: value for key, value in data.items() if key not in KEYS}
    problems: list[Problem] = []
    values = _filled(kind, given, "", problems)
    if problems:
        raise Rejected(*problems)
    form = kind(**values)
    refused = tuple(one for one in form.problems() if one.level == REFUSE)
    if refused:
        raise Rejected(*refused)
    return form


def _kind(data: Mapping[str, Any]) -> type[Form]:
    wanted = next((data[key] for key in KEYS if key in data), None)
    kind = {**FORMS, **BY_NAME}.get(wanted) if isinstance(wanted, str) else None
    if kind is None:
        said = f"没有“{wanted}”这种表单" if wanted is not None else "没有写是哪一种表单"
        raise Rejected(Problem("表单", f"{said}，可用的是 {'、'.join(BY_NAME)}。"))
    return kind


def _filled(
    kind: type, given: Mapping[str, Any], where: str, problems: list[Problem]
) -> dict[str, Any]:
    """一层的各栏；问题记在 `problems` 里，`where` 是上层的栏名。"""
    known = {_key(one): one for one in fields(kind)}
    types = get_type_hints(kind)
    problems += [_unknown(key, where, known) for key in given if _find(key, known) is None]
    values = {}
    for key, value in given.items():
        one = _find(key, known)
        if one is not None:
            name = where + _key(one)
            values[one.name] = _value(value, types[one.name], one, (name, problems))
    problems += [
        Problem(where + _key(one), "这一栏必须写。")
        for one in known.values()
        if one.default is MISSING and one.name not in values
    ]
    return values


def _key(one: "Field[Any]") -> str:
    return str(one.metadata["key"])


def _find(key: str, known: Mapping[str, "Field[Any]"]) -> "Field[Any] | None":
    return known.get(key) or next((one for one in known.values() if one.name == key), None)


def _unknown(key: str, where: str, known: Mapping[str, Any]) -> Problem:
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    hint = f"是不是“{near[0]}”？" if near else ""
    return Problem(where + key, f"没有这一栏。{hint}可用的是 {'、'.join(known)}。")


Place = tuple[str, list[Problem]]


def _value(value: Any, wanted: Any, one: "Field[Any]", place: Place) -> Any:
    """照栏目的类型收下一个值；不合的记一个问题，交回空的。"""
    if wanted is bool:
        return _bool(value, place)
    if wanted in (int, float):
        return _number(value, wanted, one, place)
    if wanted is str:
        return _text(value, one, place)
    if isinstance(wanted, type) and is_dataclass(wanted):
        return _nested(value, wanted, place)
    return _rows(value, get_args(wanted)[0], one, place)


def _bool(value: Any, place: Place) -> bool:
    value = YES_NO.get(value, value) if isinstance(value, str) else value
    if not isinstance(value, bool):
        place[1].append(Problem(place[0], "这里写 是 或者 否。"))
    return bool(value)


def _number(value: Any, wanted: type, one: "Field[Any]", place: Place) -> Any:
    most = one.metadata["most"]
    kinds = (int,) if wanted is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= most:
        place[1].append(Problem(place[0], f"这里写 0 到 {most} 的数，不加引号。"))
        return 0
    return wanted(value)


def _text(value: Any, one: "Field[Any]", place: Place) -> str:
    text, most = _as_text(value, one.metadata["day"]), one.metadata["most"]
    if text is None:
        place[1].append(Problem(place[0], "这里写一段字，请加上引号。"))
        return ""
    if len(text) > most:
        said = f"有 {len(text)} 个字，这一栏最多 {most} 个，请删短，或写进附件。"
        place[1].append(Problem(place[0], said))
    bad = next((char for char in text if is_control(char)), "")
    if bad:
        said = f"第 {text.index(bad) + 1} 个字是看不见的控制符 U+{ord(bad):04X}，请删掉。"
        place[1].append(Problem(place[0], said))
    return text


def _as_text(value: Any, day: str) -> str | None:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\t", "　").strip()
    if isinstance(value, datetime):
        return f"{long_date(value.date())}{value:%H:%M}"
    if isinstance(value, date):
        return DAYS[day](value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return f"{value:g}" if is_number and abs(value) < 10**6 else (str(value) if is_number else None)


def is_control(char: str) -> bool:
    """是不是不该出现在表里的控制符（换行除外）。"""
    return unicodedata.category(char) in ("Cc", "Cs") and char != "\n"


def _nested(value: Any, wanted: type, place: Place) -> Any:
    """一层小表；只写一个字符串的，当作它的头一栏。"""
    first = fields(wanted)[0]
    given = {_key(first): value} if isinstance(value, str) else value
    if not isinstance(given, Mapping):
        hint = "、".join(_key(one) for one in fields(wanted))
        place[1].append(Problem(place[0], f"这里写一组栏目：{hint}。"))
        return None
    before = len(place[1])
    values = _filled(wanted, given, place[0] + ".", place[1])
    return wanted(**values) if len(place[1]) == before else None


def _rows(value: Any, wanted: Any, one: "Field[Any]", place: Place) -> tuple[Any, ...]:
    name, problems = place
    if isinstance(value, str) and wanted is str:
        value = [value]
    if not isinstance(value, list | tuple):
        problems.append(Problem(name, "这里写几项，放在方括号里。"))
        return ()
    if len(value) > MOST_ROWS:
        problems.append(Problem(name, f"有 {len(value)} 行，最多 {MOST_ROWS} 行，请分成几份。"))
        return ()
    return tuple(
        _value(item, wanted, one, (f"{name}.第{number}项", problems))
        for number, item in enumerate(value, 1)
    )
