"""量搬到 PostgreSQL 有多快：python -m bench.moving [件数]，要在 tools/with-postgres 里执行。

在 SANBAN_DATA 指的空文件夹里灌一个办公室，搬一遍，改几行，再搬一遍。
"""

import os
import sys
import time
from pathlib import Path

ADDRESS = os.environ.pop("SANBAN_DATABASE", "")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.office import fill  # noqa: E402
from sanban.matters.models import Matter  # noqa: E402
from sanban.operations.services import moving  # noqa: E402

COUNT, CHANGED = 100_000, 200


def _quiet(doing: str, done: int, total: int) -> None:
    pass


def _move(name: str) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    moved = moving._moved(Path(settings.DATABASES["default"]["NAME"]), ADDRESS, _quiet, 2000)
    spent, used = time.perf_counter() - start, time.process_time() - cpu
    speed = moved.rows / spent
    print(
        f"{name}　{moved.tables} 张表 {moved.rows} 行，写 {moved.written} 行，"
        f"{spent:.1f} 秒（CPU {used:.1f}），{speed:,.0f} 行/秒"
    )


def main() -> None:
    """灌、搬、改、再搬。"""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    start = time.perf_counter()
    fill(count, now=timezone.now())
    size = Path(settings.DATABASES["default"]["NAME"]).stat().st_size
    print(f"灌好 {count} 件，{size / 1e6:.0f} MB，{time.perf_counter() - start:.0f} 秒")
    _move("头一回搬")
    step = count // CHANGED
    Matter.objects.filter(pk__in=range(1, count, step)).update(title="改过的题目")
    _move("改了二百件再搬")
    _move("没有改再搬")


if __name__ == "__main__":
    main()
