"""命令 `sanban render` 的参数；用法和出错的话都用中文说。"""

import argparse
import re
from pathlib import Path
from typing import Any, NoReturn

from sanban.engine.gongwen.profiles import PROFILES

PROGRAM = "sanban render"
WHAT = "把一份公文或办公表单排成 PDF、DOCX、OFD 或页面图片"
MISUSED = 2
USUAL = "pdf"
LEAST_DPI, MOST_DPI = 36, 600
# argparse 的说法 → 中文
SAID = (
    (r"the following arguments are required: (.*)", r"还要写：\1。"),
    (r"argument (\S+): invalid choice: (.+?) \(choose from (.*)\)", r"\1 不能是 \2，可选 \3。"),
    (r"argument (\S+): expected one argument", r"\1 后面要写一个值。"),
    (r"argument (\S+): invalid \S+ value: (.*)", r"\1 不能是 \2。"),
    (r"argument (\S+): (.*)", r"\1：\2"),
    (r"unrecognized arguments: (.*)", r"不认得 \1。"),
    (r"ambiguous option: (\S+) .*", r"\1 不够清楚，请写全。"),
)


class Usage(argparse.HelpFormatter):
    """用法开头用中文。"""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        """写用法一行。"""
        super().add_usage(usage, actions, groups, prefix or "用法：")


class Parser(argparse.ArgumentParser):
    """出错时用中文说。"""

    def error(self, message: str) -> NoReturn:
        """说清错在哪，退出码 2。"""
        for pattern, chinese in SAID:
            if re.fullmatch(pattern, message):
                message = re.sub(pattern, chinese, message)
                break
        self.exit(MISUSED, f"{self.format_usage()}{message}\n")


def options_of(argv: list[str], targets: list[str]) -> argparse.Namespace:
    """认参数；写错的以退出码 2 离开。"""
    parser = Parser(prog=PROGRAM, description=WHAT, formatter_class=Usage, add_help=False)
    given = parser.add_argument_group("参数")
    given.add_argument("file", type=Path, metavar="文件", help=".md、.toml 或公文数据 .json")
    more = parser.add_argument_group("选项")
    more.add_argument("--to", choices=targets, metavar="载体",
                      help=f"{'、'.join(targets)}；不写看 -o 的后缀，再没有就是 pdf")  # fmt: skip
    more.add_argument("-o", "--out", type=Path, metavar="写到",
                      help="不写就在文件旁边换个后缀；几页图片写成 名字-1、名字-2")  # fmt: skip
    more.add_argument("--profile", choices=list(PROFILES), metavar="页面",
                      help="measured 按纸上量，nominal 按对话框里填")  # fmt: skip
    more.add_argument("--office-rules", type=Path, metavar="规定.toml", help="单位的版面规定")
    more.add_argument("--fonts", type=Path, action="append", default=[], metavar="文件夹",
                      help="单位自己的字体文件夹，最优先；可以给几个")  # fmt: skip
    more.add_argument("--dpi", type=_dpi, default=0, metavar="点数", help="png 每英寸几点")
    more.add_argument("--json-report", action="store_true", help="结果按 JSON 输出")
    more.add_argument("-h", "--help", action="help", help="看这份说明")
    options = parser.parse_args(argv)
    named = options.out.suffix.lower().lstrip(".") if options.out else ""
    if options.to and named in targets and named != options.to:
        parser.error(f"--to 是 {options.to}，-o 的后缀是 .{named}，请改成一样的。")
    options.to = options.to or (named if named in targets else USUAL)
    return options


def _dpi(text: str) -> int:
    if not text.isdecimal() or not LEAST_DPI <= int(text) <= MOST_DPI:
        raise argparse.ArgumentTypeError(f"要写 {LEAST_DPI} 到 {MOST_DPI} 的整数。")
    return int(text)
