"""装自由字体：逐个取软件包，只解出要用的字体文件，写好再改名。

半路断了，留下的只有没写完的临时文件夹，下一次先清掉；装好的文件都是完整的。
临时文件的名字不带字体后缀，排版时不会误认。
"""

import fcntl
import os
import shutil
import subprocess
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sanban.core.errors import Refused
from sanban.core.fonts.packages import Package

PARTIAL = ".partial-"
SECONDS = 1800
EVERYONE = Path("/usr/local/share/fonts/sanban")
MINE = Path(".local/share/fonts/sanban")
LOOKED_AT = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
Say = Callable[[str], None]


def usual_place(user: int, home: Path) -> Path:
    """装到哪里：管理员装给全机，普通用户装给自己。"""
    return EVERYONE if user == 0 else home / MINE


def present(folders: Iterable[Path]) -> set[str]:
    """这些文件夹里已有的字体文件名；没装完的不算。"""
    found = (name for folder in folders for _, _, names in os.walk(folder) for name in names)
    return {name for name in found if name.endswith((".otf", ".ttf", ".ttc"))}


def install(
    packages: Iterable[Package], *, to: Path, given: Path | None, say: Say, have: set[str]
) -> int:
    """把还没有的字体装到 `to`，返回装了几个文件；已经有的不再取。

    :param given: 放着 .deb 软件包的文件夹；不给就用 apt-get 下载。
    :param have: 已有的字体文件名。
    :raises Refused: 取不到、解不开、没有权限，或另有一个正在装。
    """
    done = 0
    with _holding(to) as partial:
        for package in packages:
            lack = [name for name in package.files if name not in have]
            if not lack:
                say(f"{package.purpose}：本机已有，不用装。")
                continue
            say(f"{package.purpose}：正在装 {package.name}（约 {package.megabytes} MB）……")
            archive = _from_folder(package, given) if given else _download(package, partial)
            _unpack(archive, lack, partial=partial, to=to)
            done += len(lack)
            say(f"  装好 {len(lack)} 个字体文件。")
    return done


def tell_system(folder: Path) -> None:
    """让系统里别的程序（如 LibreOffice）也看得到新字体；没有 fontconfig 就不用。"""
    if shutil.which("fc-cache"):
        subprocess.run(["fc-cache", str(folder)], capture_output=True, check=False)


@contextmanager
def _holding(to: Path) -> Iterator[Path]:
    """占住目标文件夹，清掉上次没装完的，给一个临时文件夹。"""
    try:
        to.mkdir(parents=True, exist_ok=True)
        to.chmod(0o755)
        lock = os.open(to, os.O_RDONLY)
    except OSError as error:
        said = f"写不了 {to}，请换有权限的用户，或用 --to 另选一个文件夹。"
        raise Refused(said, code="no-permission") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in to.glob(f"{PARTIAL}*"):
            shutil.rmtree(left)
        with TemporaryDirectory(prefix=PARTIAL, dir=to) as partial:
            yield Path(partial)
    except BlockingIOError as error:
        raise Refused("另有一个安装正在进行，请等它做完。", code="busy") from error
    except OSError as error:
        said = f"装不进 {to}（{error.strerror}），请看看权限和剩余空间，再装一次。"
        raise Refused(said, code="no-room") from error
    finally:
        os.close(lock)


def _from_folder(package: Package, given: Path) -> Path:
    found = sorted(given.glob(f"{package.name}_*.deb"))
    if not found:
        said = f"{given} 里没有 {package.name}_….deb，请把它放进去再装。"
        raise Refused(said, code="no-package")
    return found[-1]


def _download(package: Package, partial: Path) -> Path:
    if not shutil.which("apt-get"):
        raise Refused(_by_hand("本机没有 apt-get", package), code="no-apt")
    if not _fetched(package, partial) and os.geteuid() == 0:
        _run(["apt-get", "update", "-qq"], partial)
    if not _fetched(package, partial):
        raise Refused(_by_hand("软件源连不上，或其中没有这个软件包", package), code="offline")
    return _from_folder(package, partial)


def _fetched(package: Package, partial: Path) -> bool:
    if any(partial.glob(f"{package.name}_*.deb")):
        return True
    return _run(["apt-get", "download", "-q", "-o", "Acquire::Retries=1", package.name], partial)


def _run(command: list[str], folder: Path) -> bool:
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def _by_hand(fault: str, package: Package) -> str:
    return (
        f"取不到 {package.name}：{fault}。请联网后再装；内网机器请在能联网的 Debian 上"
        f"执行 apt-get download {package.name}，把得到的 .deb 拷过来，"
        "再执行 sanban fonts install --from 文件夹。"
    )


def _unpack(archive: Path, names: list[str], *, partial: Path, to: Path) -> None:
    """从软件包里解出这几个文件，写全、落盘，再逐个改成正式的名字。"""
    if not shutil.which("dpkg-deb"):
        said = "本机没有 dpkg-deb，解不开 .deb，请在 Debian 一类的机器上用 --to 解好再拷过来。"
        raise Refused(said, code="no-dpkg")
    found = _extract(archive, set(names), partial)
    if found != set(names):
        lack = "、".join(sorted(set(names) - found))
        said = f"{archive.name} 损坏，或里面没有 {lack}，请重新取一份再装。"
        raise Refused(said, code="bad-package")
    for name in names:
        (partial / f"{name}.half").replace(to / name)


def _extract(archive: Path, names: set[str], partial: Path) -> set[str]:
    command = ["dpkg-deb", "--fsys-tarfile", str(archive)]
    found = set()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as unpacking:
        try:
            with tarfile.open(fileobj=unpacking.stdout, mode="r|") as members:
                for member in members:
                    name = Path(member.name).name
                    if member.isfile() and name in names:
                        _write(members.extractfile(member), partial / f"{name}.half")
                        found.add(name)
        except tarfile.TarError:
            return set()
    return found if unpacking.returncode == 0 else set()


def _write(source: IO[bytes] | None, place: Path) -> None:
    """写全、落盘；谁都能读，不论管理员的默认权限。"""
    with place.open("wb") as out:
        if source is not None:
            shutil.copyfileobj(source, out, 1 << 20)
        out.flush()
        os.fsync(out.fileno())
    place.chmod(0o644)
