"""TOML 的文字：汉字作名称不用加引号，一行的值也可以不加引号；记下每一项在第几行。

TOML 规定名称只能是西文字母，值要用西文引号；办公室的人照中文输入法打，
所以先补上引号（不增减行）再交给标准库去读，读不懂的翻成中文说。
"""

import json
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

KEY = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\W][\w-]*)"""
# 依次：多行文字、注释、表头、名称和等号、普通文字、裸的字；没收尾的引号也吃到头，免得反复回头找
TOKEN = re.compile(
    rf'''
    (?P<long>"""[^"\\]*(?:(?:\\[\s\S]|"{{1,2}}(?!"))[^"\\]*)*(?:"{{3,5}}|\\?\Z)
           | \'\'\'[^']*(?:'{{1,2}}(?!')[^']*)*(?:'{{3,5}}|\Z))
  | (?P<comment>\#[^\n]*)
  | ^(?P<indent>[ \t]*)(?P<open>\[\[?)[ \t]*(?P<head>{KEY})[ \t]*(?P<close>\]\]?)[ \t]*(?=\#|$)
  | ^(?P<before>[ \t]*)(?P<key>{KEY})[ \t]*[=＝][ \t]*
      (?P<bare>(?!["'\[{{])[^\n\#]*[^\x00-\x7f\n][^\n]*|0\d+(?=[ \t]*$))?
  | (?P<text>"(?:\\.|[^"\\\n])*"?|'[^'\n]*'?)
  | (?P<name>[\w-]+)
    ''',
    re.VERBOSE | re.MULTILINE,
)
COMMENT = re.compile(r"\s+#.*$")
PLACE = re.compile(r"at line (\d+)")
# 标准库的说法里的一截 → 中文
SAID = (
    ("Cannot overwrite", "这一项写了两次，请留一个。"),
    ("Cannot declare", "这一项写了两次，请留一个。"),
    ("Expected '='", "名称后面要有等号。"),
    ("Illegal character", "引号没有配成对，或者有不该有的控制字符。"),
    ('Expected "', "引号没有配成对。"),
    ("Unterminated", "引号没有配成对。"),
    ("Unclosed", "方括号没有配成对。"),
    ("Expected newline", "一行只写一项，行尾有多余的字；文字要用引号括起来。"),
    ("Invalid value", "等号后面的值写得不对；文字要用引号括起来。"),
    ("Unescaped", "西文双引号里的反斜杠要写两个，或者改用西文单引号。"),
    ("Invalid date", "没有这个日期。"),
    ("Invalid initial", "这一行看不懂，应当是“名称 = 值”。"),
    ("Invalid statement", "这一行看不懂，应当是“名称 = 值”。"),
)
UNKNOWN = "这里写得不对，应当是“名称 = 值”。"
# 在哪张表、第几张、叫什么 → 第几行
Place = tuple[str, int, str]


class BadToml(Exception):
    """读不懂；`line` 是第几行（从 1 起）。"""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(slots=True)
class Lines:
    """每一项在第几行；`longs` 是多行文字第一行的行号。"""

    places: dict[Place, int] = field(default_factory=dict)
    table: str = ""
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def enter(self, table: str) -> None:
        """进到一张表。"""
        self.table = table
        self.counts[table] += 1
        self.places[table, self.counts[table] - 1, ""] = 0

    def note(self, key: str, line: int) -> None:
        """记下当前表里的一项。"""
        place = max(self.counts[self.table] - 1, 0)
        self.places[self.table, place, key] = line


def read_toml(text: str) -> tuple[dict[str, Any], dict[Place, int]]:
    """读 TOML，并给出每一项在第几行。

    :raises BadToml: 读不懂；带行号。
    """
    lines = Lines()
    quoted = TOKEN.sub(_Quoting(text, lines), text)
    try:
        return tomllib.loads(quoted), lines.places
    except tomllib.TOMLDecodeError as error:
        raise BadToml(_said(str(error)), _line(str(error), text)) from error
    except (RecursionError, ValueError) as error:
        raise BadToml(UNKNOWN, 1) from error


@dataclass(slots=True)
class _Quoting:
    """给裸的名称和值补引号，顺手数行。"""

    text: str
    lines: Lines
    seen: int = 0
    row: int = 1

    def __call__(self, match: re.Match[str]) -> str:
        self.row += self.text.count("\n", self.seen, match.start())
        self.seen = match.start()
        if match["head"]:
            return self._head(match)
        if match["key"]:
            return self._key(match)
        name = match["name"]
        return match[0] if not name or name.isascii() else _quote(name)

    def _head(self, match: re.Match[str]) -> str:
        name = _unquoted(match["head"])
        self.lines.enter(name)
        self.lines.places[name, self.lines.counts[name] - 1, ""] = self.row
        return f"{match['indent']}{match['open']}{_quote(name)}{match['close']}"

    def _key(self, match: re.Match[str]) -> str:
        name = _unquoted(match["key"])
        self.lines.note(name, self.row)
        value = _quote(_bare(match["bare"])) if match["bare"] else ""
        return f"{match['before']}{_quote(name)} = {value}"


def _bare(text: str) -> str:
    """没有引号的值：到行尾为止，行尾的注释不算；整个套着中文引号的去掉引号。"""
    value = COMMENT.sub("", text).strip()
    inner = value[1:-1]
    wrapped = value[:1] == "“" and value[-1:] == "”" and not set("“”") & set(inner)
    return inner if wrapped else value


def _unquoted(name: str) -> str:
    return name[1:-1] if name[:1] in "\"'" else name


def _quote(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _said(message: str) -> str:
    return next((said for part, said in SAID if part in message), UNKNOWN)


def _line(message: str, text: str) -> int:
    found = PLACE.search(message)
    return int(found[1]) if found else text.count("\n") + 1
