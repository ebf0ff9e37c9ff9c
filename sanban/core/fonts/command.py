"""命令 `sanban fonts`：`install` 装自由字体，`list` 列出各种用途会用哪一套。"""

import argparse
import os
import sys
from pathlib import Path

from sanban.core.errors import Refused
from sanban.core.fonts.install import LOOKED_AT, install, present, usual_place
from sanban.core.fonts.packages import PACKAGES

OK, FAILED, MISUSED = 0, 1, 2


def main(argv: list[str]) -> int:
    """装好或列出返回 0；装不成、没有中文字体返回 1；用法不对返回 2。"""
    try:
        options = _options(argv)
    except SystemExit as leaving:
        return MISUSED if leaving.code else OK
    try:
        return _install(options)
    except Refused as refusal:
        sys.stderr.write(f"{refusal.message}\n")
        return FAILED


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban fonts", description="排公文要用的字体")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="install|list")
    adding = verbs.add_parser("install", help="装自由字体，代替本机没有的公文字体")
    adding.add_argument("--from", dest="given", type=Path, metavar="文件夹",
                        help="不联网：从放着 .deb 软件包的文件夹里装")  # fmt: skip
    adding.add_argument("--to", type=Path, metavar="文件夹",
                        help="装到这个文件夹；不给就装到系统或自己的字体文件夹")  # fmt: skip
    verbs.add_parser("list", help="列出各种用途会用哪一套字体")
    return parser.parse_args(argv)


def _install(options: argparse.Namespace) -> int:
    home = Path.home()
    to = (options.to or usual_place(os.geteuid(), home)).absolute()
    looked = [to] if options.to else [*LOOKED_AT, home / ".local/share/fonts", home / ".fonts", to]
    done = install(PACKAGES, to=to, given=options.given, say=_say, have=present(looked))
    _say(f"字体已在 {to}。" if done else "字体都在，没有要装的。")
    return OK


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
