"""命令 `sanban move-files --to s3|local`：把全部文件抄到另一处，断了再来一遍就是接着抄。"""

import argparse
import sys

from django.conf import settings

from sanban.core.errors import Refused
from sanban.files import services as files
from sanban.operations.services.telling import Telling

SWITCH = """{there} 已有全部 {total} 份（这回抄了 {copied} 份）；原处一份没动。
接下来：
  1. 给每台机器的服务设 SANBAN_STORE={there}，逐台重新启动；启动期间新存的在两处都读得到。
  2. 再运行一遍 sanban move-files --to {there}，把其间存在原处的抄过来。
  3. 运行 sanban verify；全部相符，才可以删去原处的。
"""
DONE = """{there} 正在用，已有全部 {total} 份（这回抄了 {copied} 份）。
请运行 sanban verify；全部相符，才可以删去原处的。
"""


def main(argv: list[str]) -> int:
    """抄一遍，说清接下来怎么换过去。

    :return: 0 抄全了；1 有原处就缺、就坏的；2 没有抄成。
    """
    parser = argparse.ArgumentParser(prog="sanban move-files", description="文件搬家，可以断了再来")
    parser.add_argument("--to", required=True, choices=("local", "s3"), help="搬到哪里")
    target = parser.parse_args(argv).to
    try:
        moved = files.move_files(target, progress=Telling("抄文件"))
    except Refused as refusal:
        sys.stderr.write(refusal.message + "\n")
        return 2
    except OSError as fault:
        said = f"没有抄完（{type(fault).__name__}），抄好的都在。请看两处通不通，再运行一遍。"
        sys.stderr.write(said + "\n")
        return 2
    return _told(moved, target)


def _told(moved: files.Moved, target: str) -> int:
    words = DONE if target == settings.STORE else SWITCH
    total = moved.copied + moved.already
    sys.stdout.write(words.format(there=target, total=total, copied=moved.copied))
    for digest in moved.faults:
        sys.stdout.write(f"  {digest}：原处没有，或者内容不符，没有抄\n")
    return 1 if moved.faults else 0
