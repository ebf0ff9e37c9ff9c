"""命令 `sanban fonts`：`install` 装自由字体，`list` 列出各种用途会用哪一套。"""

import argparse
import os
import sys
from pathlib import Path

from sanban.core.errors import Refused
from sanban.core.fonts.install import LOOKED_AT, install, present, tell_system, usual_place
from sanban.core.fonts.packages import PACKAGES
from sanban.engine.fonts import ROLES, NoFont, find_fonts

OK, FAILED, MISUSED = 0, 1, 2


def main(argv: list[str]) -> int:
    """装好或列出返回 0；装不成、没有中文字体返回 1；用法不对返回 2。"""
    try:
        options = _options(argv)
    except SystemExit as leaving:
        return MISUSED if leaving.code else OK
    try:
        return VERBS[options.verb](options)
    except Refused as refusal:
        fault = refusal.message
    except NoFont as lacking:
        fault = str(lacking)
    except KeyboardInterrupt:
        fault = "停下了；装好的留着，没装完的不留，再执行一遍接着装。"
    sys.stderr.write(f"{fault}\n")
    return FAILED


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="sanban fonts", description="排公文要用的字体")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="install|list")
    adding = verbs.add_parser("install", help="装自由字体，代替本机没有的公文字体")
    adding.add_argument("--from", dest="given", type=Path, metavar="文件夹",
                        help="不联网：从放着 .deb 软件包的文件夹里装")  # fmt: skip
    adding.add_argument("--to", type=Path, metavar="文件夹",
                        help="装到这个文件夹；不给就装到系统或自己的字体文件夹")  # fmt: skip
    listing = verbs.add_parser("list", help="列出各种用途会用哪一套字体")
    listing.add_argument("--fonts", type=Path, action="append", default=[], metavar="文件夹",
                         help="单位自己的字体文件夹，最优先；可以给几个")  # fmt: skip
    return parser.parse_args(argv)


def _install(options: argparse.Namespace) -> int:
    home = Path.home()
    to = (options.to or usual_place(os.geteuid(), home)).absolute()
    looked = [to] if options.to else [*LOOKED_AT, home / ".local/share/fonts", home / ".fonts", to]
    done = install(PACKAGES, to=to, given=options.given, say=_say, have=present(looked))
    if done and not options.to:
        tell_system(to)
    _say(f"字体已在 {to}。" if done else "字体都在，没有要装的。")
    return OK


def _list(options: argparse.Namespace) -> int:
    found = find_fonts(options.fonts)
    stood_in = {one.role for one in found.substitutions}
    for role in found.chains:
        face = found.face(role)
        kind = "代用" if role in stood_in else "本机"
        wanted = found.office_name(role)
        _say(f"{ROLES[role].label}\t{wanted}\t{face.family}\t{kind}\t{face.path or '随程序带'}")
    for caution in found.cautions:
        _say(caution)
    if stood_in:
        _say("正式的字体放进字体文件夹，就先用正式的；代用的没装全，执行 sanban fonts install。")
    return OK


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


VERBS = {"install": _install, "list": _list}
