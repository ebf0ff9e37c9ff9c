"""命令 `sanban verify`：整个查验一遍，只报不改；有不对的退出码为 1。"""

import argparse
import sys

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.operations.services import verifying
from sanban.operations.services.telling import Telling


def main(argv: list[str]) -> int:
    """查验，把结果印出来。

    :return: 0 全部相符；1 有不对的；2 没有查成。
    """
    parser = argparse.ArgumentParser(
        prog="sanban verify", description="逐份重算文件的摘要，逐块重算审计的封存；只报不改"
    )
    parser.parse_args(argv)
    try:
        found = verifying.check_all(now=timezone.now(), progress=Telling("查验文件"))
    except (OSError, Refused) as fault:
        sys.stderr.write(f"没有查成：{fault}。请看存文件的地方通不通，再查一遍。\n")
        return 2
    said = (
        f"文件 {found.files} 份、{found.length / 1e6:.1f} MB，审计 {found.audit_rows} 行：{found}"
    )
    sys.stdout.write("\n".join([said, *(f"  {one}" for one in found.faults)]) + "\n")
    return 1 if found.fault_count else 0
