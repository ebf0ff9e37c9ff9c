"""命令 `sanban upgrade`：把数据库升级到程序的样子。"""

import argparse
import json
import sys
from pathlib import Path

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.operations.services import backups, upgrading
from sanban.operations.services.backups import Way
from sanban.operations.services.telling import Telling


def main(argv: list[str]) -> int:
    """升级，或者只试一遍；没成返回 1，原来的库不动。"""
    options = _options(argv)
    if options.on_copy:
        told = upgrading.migrate_copy(opens_pages=not options.quietly)
        sys.stdout.write(json.dumps(told, ensure_ascii=False) + "\n")
        return 0
    try:
        return _act(options)
    except (Refused, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


def _act(options: argparse.Namespace) -> int:
    waiting = upgrading.pending()
    if not waiting:
        _say("数据库已经是最新的，不用升级。")
        return 0
    _say(f"要做的迁移 {len(waiting)} 项：{'、'.join(waiting[:5])}{'……' * (len(waiting) > 5)}")
    if options.dry_run:
        upgrading.rehearse(say=_say, now=timezone.now())
        _say("只是试一遍，原来的库没有动。真的升级：停下 sanban serve，运行 sanban upgrade。")
        return 0
    way = Way(backups.passphrase_of(options.passphrase_file), progress=Telling("抄文件，字节"))
    upgrading.upgrade(way=way, say=_say, now=timezone.now())
    _say("升级好了。启动：sanban serve")
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sanban upgrade", description="升级数据库：先在副本上做一遍，再备份，再做真的"
    )
    parser.add_argument("--dry-run", action="store_true", help="只在副本上试一遍，办公不停")
    parser.add_argument("--passphrase-file", type=Path, help="升级前的备份用的口令文件")
    parser.add_argument("--on-copy", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--quietly", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args(argv)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
