"""命令 `python -m demo.load`：往刚建好的办公室里装演示单位；账号表存在数据目录里。"""

import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from demo.accounts import table

ACCOUNTS = "demo-accounts.txt"


def main() -> int:
    """装演示单位；已经装过的不重装，返回 1。"""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
    import_module("django").setup()
    building = import_module("demo.building")
    if building.is_loaded():
        sys.stderr.write("这里已经装过演示单位，不再重装。\n")
        return 1
    started = time.monotonic()
    loaded = building.load(import_module("django.utils.timezone").now())
    settings: Any = import_module("django.conf").settings
    Path(settings.DATA, ACCOUNTS).write_text(table(), encoding="utf-8")
    print(f"演示单位装好了：{loaded}，用了 {time.monotonic() - started:.0f} 秒。")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
