"""命令 `sanban restore`：把一份备份恢复到空的地方。"""

import argparse
import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.operations.commands.backup import shown
from sanban.operations.services import backups
from sanban.operations.services.backups import Restored, Restoring
from sanban.operations.services.backups.looking import look_over
from sanban.operations.services.telling import Telling


def main(argv: list[str]) -> int:
    """恢复，印出停在哪一刻、恢复了多少；没恢复成返回 1。"""
    options = _options(argv)
    os.umask(0o077)
    try:
        found = backups.restore(options.file, how=_how(options), now=timezone.now())
        proof = look_over(found) if options.trial else {}
    except (Refused, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(json.dumps(proof) + "\n" if options.trial else _told(found))
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sanban restore", description="把一份备份恢复到空的地方，逐行、逐份核对"
    )
    parser.add_argument("file", type=Path, help="备份文件")
    parser.add_argument("--passphrase-file", type=Path, help="口令文件")
    parser.add_argument(
        "--trial", action="store_true", help="试恢复：文件只核对不写，查一遍库、开几页，印一行 JSON"
    )
    return parser.parse_args(argv)


def _how(options: argparse.Namespace) -> Restoring:
    return Restoring(
        passphrase=backups.passphrase_for(options.file, options.passphrase_file),
        writes_files=not options.trial,
        progress=Telling("核对文件，字节"),
        shown=_announce,
    )


def _announce(head: dict[str, Any]) -> None:
    point = shown(datetime.fromisoformat(head["point_at"]))
    sys.stderr.write(f"{head['office']}，停在 {point}，{head['product']} 版做的。\n")


def _told(found: Restored) -> str:
    lines = [
        f"恢复好了，数据在 {settings.DATA}。",
        f"  停在 {shown(found.point_at)}，{found.row_count} 行，{found.file_count} 份文件，"
        "行和文件的摘要逐一相符。",
        "  登录全部作废，各人重新登录。启动：sanban serve",
    ]
    if found.missing:
        lines.insert(2, f"  备份时就缺的文件 {len(found.missing)} 份，请运行 sanban verify 查看。")
    return "\n".join(lines) + "\n"
