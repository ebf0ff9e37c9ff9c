"""小盘：内存里的一小块盘（tmpfs），装数据库和文件；拿一个大文件塞满，再拿走。"""

import errno
import subprocess
from dataclasses import dataclass
from pathlib import Path

PIECE = b"\0" * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Disk:
    """一块小盘。`is_small` 为假是没有权限装盘，用的是普通文件夹，塞不满。"""

    place: Path
    is_small: bool

    def fill(self) -> None:
        """塞满。"""
        with (self.place / "ballast").open("ab", buffering=0) as out:
            try:
                while True:
                    out.write(PIECE)
            except OSError as fault:
                if fault.errno != errno.ENOSPC:
                    raise

    def free(self) -> None:
        """腾出来。"""
        (self.place / "ballast").unlink(missing_ok=True)

    def take_off(self) -> None:
        """卸下。"""
        if self.is_small:
            subprocess.run(["umount", "-l", str(self.place)], check=False)


def put_on(place: Path, megabytes: int) -> Disk:
    """装一块盘；没有权限就用普通文件夹。"""
    place.mkdir(parents=True)
    words = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    made = subprocess.run(words, capture_output=True, check=False)
    return Disk(place, made.returncode == 0)
