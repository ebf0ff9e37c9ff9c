"""命令 `sanban check`：校对文件，像细心的同事那样一处一处说清。"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sanban.engine.language import Unusable, load
from sanban.engine.proof.dictionary import Book, Misspelt, read_book
from sanban.engine.proof.dictionary_rules import fixed_rules, settings_of
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.office import USUAL, Layout, read_layout
from sanban.engine.proof.places import Placer, numbered, paged
from sanban.engine.proof.register import read_register, register_rule
from sanban.engine.proof.report import report
from sanban.engine.proof.rule import Level
from sanban.engine.proof.running import Settings, check
from sanban.engine.read import Physical, Unreadable, read_text, read_whole
from sanban.engine.text import Span, Text

CLEAN, FAULTY, UNREADABLE = 0, 1, 2
STDIN, STDIN_NAME = "-", "原文.txt"
PLAIN = (".txt", ".md")
LAID_OUT = (".docx", ".doc", ".wps", ".pdf", ".ofd")


@dataclass(frozen=True, slots=True)
class Checked:
    """一个文件校完的结果；`error` 有字就是没读成。"""

    file: str
    raw: str = ""
    findings: tuple[Finding, ...] = ()
    error: str = ""
    code: str = ""

    @property
    def exit_code(self) -> int:
        """0 没有错误，1 有错误级的发现，2 没读成。"""
        if self.error:
            return UNREADABLE
        return FAULTY if any(one.level is Level.ERROR for one in self.findings) else CLEAN

    def as_json(self) -> dict[str, Any]:
        """写成 JSON 的样子；没读成的多两项 `error`、`code`。"""
        failed = {"error": self.error, "code": self.code} if self.error else {}
        findings = [one.as_json() for one in self.findings]
        return {"file": self.file, "chars": len(self.raw), "findings": findings, **failed}


Found = tuple[Finding, ...]
Join = Callable[[bytes, str, Found, Layout], Found]
"""文件的字节、文件名、文字规则的发现和版面规定，变成连格式在内的全部发现。"""


@dataclass(frozen=True, slots=True)
class Plan:
    """这一回怎样校：设置，本单位学的模型，和格式检查。"""

    settings: Settings
    learnt: Path | None
    layout: Layout = USUAL
    join: Join | None = None


def main(argv: list[str], *, entries: Join | None = None) -> int:
    """校各个文件；返回最坏的退出码，一个读不了，别的照校；`entries` 是格式检查。"""
    options = _options(argv)
    try:
        plan = replace(_plan(options), join=entries)
    except (Misspelt, Unusable) as error:
        _say(error.message)
        return UNREADABLE
    rows = [_checked(name, plan) for name in options.files]
    if options.json:
        _say(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=1))
    elif options.text:
        _say("\n".join(_failure(row) if row.error else row.raw for row in rows))
    else:
        _say("\n".join(_report(row) for row in rows))
    return max(row.exit_code for row in rows)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban check", description="校对文稿")
    parser.add_argument(
        "files",
        nargs="+",
        metavar="文件",
        help="docx doc wps pdf ofd txt md png jpg tif bmp；- 是标准输入",
    )
    parser.add_argument("--json", action="store_true", help="按 JSON 列表输出")
    parser.add_argument("--text", action="store_true", help="输出位置所指的全文")
    parser.add_argument("--rules-only", action="store_true", help="只用规则，不用语言模型")
    parser.add_argument(
        "--office",
        "--office-rules",
        dest="office",
        action="append",
        type=Path,
        default=[],
        metavar="规定",
        help="单位的规定，可以给几份：词典（.toml 或 .xlsx）、版面规定（.toml）",
    )
    parser.add_argument(
        "--pages", action="store_true", help="把 DOCX 排出来，连版面一起看（要 LibreOffice，慢）"
    )
    parser.add_argument(
        "--against", type=Path, metavar="登记表", help="文件登记表 .xlsx，对照标题、文号"
    )
    parser.add_argument("--model", type=Path, metavar="模型", help="sanban learn 学成的语言模型")
    return parser.parse_args(argv)


def _plan(options: argparse.Namespace) -> Plan:
    """词典、模型先读好，写得不对、读不了的先说，不等到校了一半。"""
    if options.model:
        load(options.model)
    fixed = fixed_rules() if options.office else {}
    book = Book()
    for path in options.office:
        book += read_book(path, fixed)
    layout = Layout(read_layout(options.office), options.pages)
    settings = settings_of(book, rules_only=options.rules_only)
    if options.against:
        registered = register_rule(read_register(options.against))
        settings = replace(settings, extra=(*settings.extra, registered))
    return Plan(settings, options.model, layout)


def _checked(name: str, plan: Plan) -> Checked:
    try:
        text, place = _opened(name)
        text = replace(text, learnt=plan.learnt)
        found = check(text, settings=plan.settings, place=place)
        if plan.join and Path(name).suffix.lower() in LAID_OUT:
            found = plan.join(Path(name).read_bytes(), name, found, plan.layout)
    except Unreadable as error:
        return Checked(name, error=error.message, code=error.code)
    return Checked(name, text.raw, found)


def _opened(name: str) -> tuple[Text, Placer]:
    if name == STDIN:
        text = Text(read_text(sys.stdin.buffer.read(), STDIN_NAME))
        return text, numbered(text)
    path = Path(name)
    if path.suffix.lower() in PLAIN:
        text = Text(read_text(path))
        return text, numbered(text)
    physical = read_whole(path)
    return Text(physical.text, _cells(physical)), paged(physical)


def _cells(physical: Physical) -> tuple[Span, ...]:
    return tuple(Span(one.start, one.end) for one in physical.paragraphs if one.cell)


def _report(row: Checked) -> str:
    return _failure(row) if row.error else report(row.file, row.raw, row.findings)


def _failure(row: Checked) -> str:
    return f"{row.file}：没有读成。{row.error}\n"


def _say(text: str) -> None:
    # 文件名、原文里可能有写不成 UTF-8 的半个字
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
