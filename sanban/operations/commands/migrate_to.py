"""命令 `sanban migrate-to 地址`：把 SQLite 的办公室搬到 PostgreSQL，不用停下来。"""

import argparse
import sys
from collections.abc import Callable
from typing import Any

from sanban.core.errors import Refused
from sanban.operations.services.telling import Telling

NO_DRIVER = "没有装 PostgreSQL 的驱动。请执行 pip install 'sanban[pg]'，再来一次。"
NOT_SEARCHABLE = "搜索的索引没有做成；请设好 SANBAN_DATABASE 后运行 sanban reindex。"
FIRST = """搬好了：{tables} 张表，{rows} 行，逐表对过行数和摘要，用了 {seconds:.0f} 秒。
搬的时候又办了的，停下服务（systemctl stop sanban）再运行一次这个命令，只补改过的，很快。
然后把 SANBAN_DATABASE 设成这个地址，再启动。文件、密钥仍在数据文件夹，不用动；旧库留着，不再用。
"""
AGAIN = """补好了：{tables} 张表，{rows} 行，逐表对过；改了 {written} 行，用了 {seconds:.0f} 秒。
服务是停着的，就把 SANBAN_DATABASE 设成这个地址，再启动。没有停的，停下来再补一次。
"""


def main(argv: list[str], *, entries: Callable[..., Any]) -> int:
    """搬一次，说清结果；办不成返回 1。

    :param entries: `services.moving.move`，用到才打开，因为驱动不一定装了。
    """
    options = _options(argv)
    try:
        moved = entries(options.address, say=_saying(), batch=options.batch)
    except ImportError as fault:
        if fault.name != "psycopg":
            raise
        return _refused(NO_DRIVER)
    except Refused as refusal:
        return _refused(refusal.message, *getattr(refusal, "faults", ()))
    said = AGAIN if moved.is_again else FIRST
    told = {name: getattr(moved, name) for name in moved.__slots__}
    sys.stdout.write(said.format(**told))
    return 0 if moved.is_searchable else _refused(NOT_SEARCHABLE)


def _saying() -> Callable[[str, int, int], None]:
    telling = Telling("")

    def say(doing: str, done: int, total: int) -> None:
        telling.what = doing
        telling(done, total)

    return say


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sanban migrate-to", description="把 SQLite 的办公室搬到 PostgreSQL"
    )
    parser.add_argument("address", help="postgresql://用户:密码@主机:端口/库名，库要先建好、是空的")
    parser.add_argument("--batch", type=int, default=2000, help="一批几行，缺省 2000")
    return parser.parse_args(argv)


def _refused(*lines: str) -> int:
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    return 1
