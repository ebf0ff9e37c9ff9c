"""命令 `sanban backup`：做一份备份，办公不停。"""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.operations.services import backups
from sanban.operations.services.backups import Made
from sanban.operations.services.telling import Telling


def main(argv: list[str]) -> int:
    """做一份，印出在哪里、停在哪一刻；没做成返回 1。"""
    options = _options(argv)
    try:
        secret = backups.passphrase_of(options.passphrase_file, asks=options.encrypt)
        made = backups.back_up(
            options.output, passphrase=secret, progress=Telling("抄文件，字节"), now=timezone.now()
        )
    except (Refused, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(_told(made))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sanban backup", description="做一份备份：一刻的数据库和全部文件，一个文件；办公不停"
    )
    parser.add_argument("-o", "--output", type=Path, help="写成哪个文件，或放在哪个文件夹")
    parser.add_argument("--passphrase-file", type=Path, help="口令文件；给了就加密")
    parser.add_argument("--encrypt", action="store_true", help="加密，当面问口令")
    return parser.parse_args(argv)


def _told(made: Made) -> str:
    lines = [
        f"备份做好了：{made.place}",
        f"  停在 {shown(made.point_at)}，{made.row_count} 行，{made.file_count} 份文件，"
        f"{made.length / 1e6:.1f} MB，{'加了密' if made.is_encrypted else '没有加密'}",
    ]
    if made.missing:
        lines.append(
            f"  有 {len(made.missing)} 份文件在盘上缺失或残缺，请运行 sanban verify 查看。"
        )
    return "\n".join(lines) + "\n"


def shown(moment: datetime) -> str:
    """时刻怎样印。"""
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M:%S}"
