"""命令 `sanban compare`：比两份文件，写成单子、网页或带修订的 DOCX。"""

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sanban.engine.compare.changes import Comparison
from sanban.engine.compare.comparing import compare
from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.opened import Opened, docx_of, opened
from sanban.engine.compare.page import page
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.compare.summary import notes, summary, totals
from sanban.engine.read import Unreadable
from sanban.engine.render.options import Parser, Usage
from sanban.engine.render.output import NotWritten, write_all

WRITTEN, REFUSED, UNREADABLE = 0, 1, 2
AUTHOR = "三办比对"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
STOPPED = "停下了，什么也没有写。"
BROKEN = "没有比成，什么也没有写：程序出了意料之外的问题（{}），请把文件和这句话交给维护人员。"
OVERWRITE = "写到的正是要比的文件，会盖掉它。请换一个名字。"
NOT_DOCX = "不是 Word 文件，修订稿里只有文字，没有原来的版式；页眉页脚不比。"


@dataclass(frozen=True, slots=True)
class _Job:
    """一次比对要写的东西。"""

    options: argparse.Namespace
    old: Opened
    new: Opened
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class _Written:
    """写成的字节，和要让人知道的话。"""

    data: bytes
    notes: tuple[str, ...] = ()


def main(argv: list[str]) -> int:
    """比好写出（没有不同也算）返回 0；写不成修订返回 1；读不了、写不进、用法不对返回 2。"""
    try:
        options = _options(argv)
    except SystemExit as leaving:
        return UNREADABLE if leaving.code else WRITTEN
    try:
        return _run(options)
    except CannotRevise as error:
        return _failed(str(error), REFUSED)
    except NotWritten as error:
        return _failed(str(error), UNREADABLE)
    except KeyboardInterrupt:
        return _failed(STOPPED, UNREADABLE)
    except Exception as error:  # 最后一道：用户看到的总是一句话
        return _failed(BROKEN.format(type(error).__name__), UNREADABLE)


def _options(argv: list[str]) -> argparse.Namespace:
    parser = Parser(prog="sanban compare", formatter_class=Usage, add_help=False,
                    description="比两份文件，找出每一处不同")  # fmt: skip
    given = parser.add_argument_group("参数")
    given.add_argument("old", type=Path, metavar="旧稿", help="docx doc wps pdf ofd txt md")
    given.add_argument("new", type=Path, metavar="新稿", help="格式可以和旧稿不一样")
    more = parser.add_argument_group("选项")
    more.add_argument("--to", default="txt", choices=list(TARGETS), metavar="样式",
                      help="txt 单子、html 两边并排、docx 带修订；不写是 txt")  # fmt: skip
    more.add_argument("-o", "--out", type=Path, metavar="写到",
                      help="不写：单子印在屏幕上，别的写在新稿旁边")  # fmt: skip
    more.add_argument("--author", default=AUTHOR, type=_author, metavar="署名", help="修订署谁的名")
    more.add_argument("--date", default=None, type=_moment, metavar="时间",
                      help="修订的时间，如 2026-03-05T09:00:00Z；不写就不记")  # fmt: skip
    more.add_argument("-h", "--help", action="help", help="看这份说明")
    return parser.parse_args(argv)


def _author(text: str) -> str:
    if not text.strip() or not text.isprintable():
        raise argparse.ArgumentTypeError("要写一个看得见的名字。")
    return text


def _moment(text: str) -> datetime:
    try:
        if not MOMENT.fullmatch(text):
            raise ValueError
        return datetime.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError("要写成 2026-03-05T09:00:00Z 的样子。") from fault


def _run(options: argparse.Namespace) -> int:
    out = _out(options)
    if out and out.resolve() in {options.old.resolve(), options.new.resolve()}:
        return _failed(OVERWRITE, UNREADABLE)
    both = []
    for path in (options.old, options.new):
        try:
            both.append(opened(path))
        except Unreadable as error:
            return _failed(f"{path.name}：没有读成。{error.message}", UNREADABLE)
    job = _Job(options, both[0], both[1], compare(both[0].physical, both[1].physical))
    written = TARGETS[options.to](job)
    for note in written.notes:
        sys.stderr.write(f"{note}\n")
    if out is None:
        _say(written.data.decode())
        return WRITTEN
    write_all([written.data], [out])
    _say(f"{out}\n{totals(job.comparison)}\n")
    return WRITTEN


def _out(options: argparse.Namespace) -> Path | None:
    if options.out is not None or options.to == "txt":
        found: Path | None = options.out
        return found
    return Path(options.new.with_name(f"{options.new.stem}-比对.{options.to}"))


def _list(job: _Job) -> _Written:
    return _Written(summary(job.comparison).encode("utf-8", "replace"))


def _page(job: _Job) -> _Written:
    return _Written(page(job.comparison).encode("utf-8", "replace"))


def _docx(job: _Job) -> _Written:
    pen = Pen(job.options.author, job.options.date, plain_new=job.new.plain)
    made = redline(docx_of(job.old), docx_of(job.new), pen=pen, plain_old=job.old.plain)
    told = [f"{one.physical.name} {NOT_DOCX}" for one in (job.old, job.new) if one.plain]
    return _Written(made.data, (*told, *made.notes, *notes(job.comparison)[:-1]))


TARGETS: dict[str, Callable[[_Job], _Written]] = {"txt": _list, "html": _page, "docx": _docx}


def _say(text: str) -> None:
    # 文件名里可能有写不成 UTF-8 的半个字
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode())


def _failed(message: str, code: int) -> int:
    sys.stderr.write(message.encode("utf-8", "backslashreplace").decode() + "\n")
    return code
