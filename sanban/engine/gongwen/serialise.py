"""公文存成 JSON、从 JSON 读回：带版本号，一字不差。"""

import base64
import json
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from sanban.engine.gongwen import blocks, elements
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.problems import Problem, Rejected

VERSION = 1
IS = "is"
CLASSES: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        *get_args(elements.Element), *get_args(blocks.Block),
        blocks.Run, blocks.Cell, blocks.Source, elements.Signatory, Gongwen,
    )
}  # fmt: skip


def to_json(gongwen: Gongwen) -> str:
    """存成 JSON 文字；`version` 是格式的版本。"""
    return json.dumps({"version": VERSION, "gongwen": _out(gongwen)}, ensure_ascii=False)


def from_json(text: str) -> Gongwen:
    """从 JSON 读回；不是本格式、版本更新的报 `Rejected`。"""
    try:
        given = json.loads(text)
        if given["version"] > VERSION:
            raise Rejected(Problem("version", "这份数据是更新的版本写的，请先升级三办。"))
        found = _in(given["gongwen"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Rejected(Problem("JSON", f"不是公文数据，读不了：{error}")) from error
    if not isinstance(found, Gongwen):
        raise Rejected(Problem("JSON", "不是公文数据，读不了。"))
    return found


def _out(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        kept = [(one.name, getattr(value, one.name), one.default) for one in fields(value)]
        plain = {name: _out(each) for name, each, default in kept if each != default}
        return {IS: type(value).__name__, **plain}
    if isinstance(value, tuple):
        return [_out(one) for one in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def _in(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_in(one) for one in value)
    if not isinstance(value, dict):
        return value
    cls = CLASSES[value[IS]]
    given = {name: _in(each) for name, each in value.items() if name != IS}
    typed = {name: _typed(cls, name, each) for name, each in given.items()}
    wrong = [name for name, each in typed.items() if not _fits(each, _hints(cls)[name])]
    if wrong:
        raise TypeError(f"{cls.__name__} 的 {wrong[0]} 写的不是该写的东西")
    return cls(**typed)


def _typed(cls: type, name: str, value: Any) -> Any:
    """JSON 里没有的两种类型：日期和字节。"""
    wanted = _hints(cls)[name]
    if wanted is date:
        return date.fromisoformat(value)
    return base64.b64decode(value) if wanted is bytes else value


def _fits(value: Any, hint: Any) -> bool:
    """值合不合字段的类型；整数可以当小数，是非不当整数。"""
    choices = get_args(hint)
    if get_origin(hint) is tuple:
        return isinstance(value, tuple) and all(_fits(one, choices[0]) for one in value)
    if choices:
        return any(_fits(value, one) for one in choices)
    if isinstance(value, bool) or hint is bool:
        return isinstance(value, bool) and hint is bool
    return isinstance(value, int | float if hint is float else hint)


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
