"""写出文件：先写成临时名字，全部写好再改名，不留半个文件。"""

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

WHY = {
    errno.ENOENT: "没有这个文件夹",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.ENAMETOOLONG: "文件名太长",
}


class NotWritten(Exception):
    """写不出去；`str()` 是给人看的一句话。"""


def names_of(out: Path, count: int) -> tuple[Path, ...]:
    """几个部分各写到哪：一个就是 `out`，几个就是 out-1.png、out-2.png。"""
    if count == 1:
        return (out,)
    return tuple(
        out.with_name(f"{out.stem}-{number}{out.suffix}") for number in range(1, count + 1)
    )


def spare(names: Iterable[Path], sources: Iterable[Path | None]) -> None:
    """写出的不能盖掉读进来的。

    :raises NotWritten: 有一个就是读进来的文件。
    """
    kept = {source.resolve() for source in sources if source}
    for name in names:
        if name.resolve() in kept:
            raise NotWritten(f"{name} 是要读的文件，写上去就没有了，请换一个名字。")


def write_all(parts: Sequence[bytes], names: Sequence[Path]) -> None:
    """全部写好再一起改名；中途写不下去，一个也不留。

    :raises NotWritten: 没有这个文件夹、没有权限、磁盘满了。
    """
    waiting = [name.with_name(f".{name.name}.{os.getpid()}.part") for name in names]
    try:
        blocked = next((name for name in names if name.is_dir()), None)
        if blocked:
            raise NotWritten(f"{blocked} 是一个文件夹，不能写成文件。")
        for path, part in zip(waiting, parts, strict=True):
            path.write_bytes(part)
        for path, name in zip(waiting, names, strict=True):
            path.replace(name)
    except OSError as error:
        why = WHY.get(error.errno or 0, error.strerror)
        raise NotWritten(f"{names[0]} 写不进去：{why}。请检查文件夹、权限和磁盘。") from error
    finally:
        for path in waiting:
            with suppress(OSError):
                path.unlink()
