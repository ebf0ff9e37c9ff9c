"""命令 `sanban fix`：照格式检查的结果改一份 DOCX；要么整份写好，要么一个字也不写。"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from sanban.engine.fix.fixing import Fixed, NotFixed, Options, fix
from sanban.engine.proof.dictionary import Misspelt
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.office import read_layout
from sanban.engine.proof.rule import Level
from sanban.engine.read import Unreadable, read
from sanban.engine.read.office import as_docx

WRITTEN, REFUSED, UNREADABLE = 0, 1, 2
DOCX = ".docx"
FIXABLE = (DOCX, ".doc", ".wps")
ONLY_DOCX = "只能改 .docx、.doc 和 .wps。请在 Word 或 WPS 里另存为 .docx 再改。"
NOT_WRITTEN = "写不进“{}”：{}。请换个地方或者检查权限。"
SHOWN = 40


def main(argv: list[str]) -> int:
    """写出返回 0；不肯写返回 1，说明会丢什么；读不了、写不进返回 2。"""
    options = _options(argv)
    try:
        done = _fixed(options)
        _write(options.out, done.data)
    except NotFixed as refused:
        return _failed(options.file, refused.message, REFUSED)
    except Unreadable as unreadable:
        return _failed(options.file, unreadable.message, UNREADABLE)
    except Misspelt as misspelt:
        return _failed(options.file, misspelt.message, UNREADABLE)
    except OSError as error:
        message = NOT_WRITTEN.format(options.out, error.strerror or type(error).__name__)
        return _failed(options.file, message, UNREADABLE)
    sys.stdout.write("\n".join(_report(options, done)) + "\n")
    return WRITTEN


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban fix", description="照格式检查的结果改 DOCX")
    parser.add_argument(
        "file", type=Path, metavar="文件", help="要改的 .docx（.doc、.wps 先转成 .docx），原件不动"
    )
    parser.add_argument(
        "-o", "--out", type=Path, required=True, metavar="输出", help="改好的写到哪里"
    )
    parser.add_argument(
        "--class", dest="upto", choices=("A", "B"), default="A",
        help="A 只动版式（默认）；B 连写错的标点、文号、日期也改",
    )  # fmt: skip
    parser.add_argument("--tracked", action="store_true", help="改字写成修订，留人点头")
    parser.add_argument(
        "--office", "--office-rules", dest="office", action="append", type=Path, default=[],
        metavar="规定", help="单位的版面规定（TOML）",
    )  # fmt: skip
    return parser.parse_args(argv)


def _fixed(options: argparse.Namespace) -> Fixed:
    path: Path = options.file
    if path.suffix.lower() not in FIXABLE:
        raise Unreadable(ONLY_DOCX, code="unsupported")
    read(path)  # 名不副实的、加了密码的、带宏的，在这里就拒绝
    asked = Options(options.upto, options.tracked, read_layout(options.office))
    return fix(as_docx(path.read_bytes()), path.name, options=asked)


def _write(path: Path, data: bytes) -> None:
    """先写在旁边，写完整了再换上去。"""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=DOCX)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _failed(file: Path, message: str, code: int) -> int:
    sys.stderr.write(f"{file.name}：{message}\n")
    return code


def _report(options: argparse.Namespace, done: Fixed) -> Iterator[str]:
    if not done.changes:
        yield f"{options.file.name}：没有要改的版式，照原样写到 {options.out}。"
    else:
        yield f"{options.file.name}：改了 {len(done.changes)} 处，写到 {options.out}。"
    told = Counter(done.changes)
    for change, count in list(told.items())[:SHOWN]:
        yield f"  {change}{f'（{count}处）' if count > 1 else ''}"
    if len(told) > SHOWN:
        yield f"  还有 {len(told) - SHOWN} 种没有列出。"
    if done.left:
        yield f"{summary(done.left)}，请用 sanban check 看。"


def summary(findings: tuple[Finding, ...]) -> str:
    """还剩的发现，一句话。"""
    counts = Counter(one.level for one in findings)
    told = "，".join(f"{level.label} {counts[level]} 处" for level in Level if counts[level])
    return f"还有{told}"
