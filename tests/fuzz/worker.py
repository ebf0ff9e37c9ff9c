"""读的进程：限内存、断网、不许写文件，一份一份地读，答读得怎样。

标准输入：一行“读的人 字节数”，后面是字节；标准输出：一行 JSON {"kind", "said"}。
kind：read 读出来了，refused 照说好的拒绝了，别的都是毛病。
"""

import ctypes
import json
import logging
import os
import resource
import sys
import traceback
import warnings

from tests.fuzz.readers import READERS

MEMORY = 2 * 1024**3
NEW_USER, NEW_NET = 0x10000000, 0x40000000
OUTSIDE = ("socket.connect", "socket.getaddrinfo", "socket.bind", "os.system", "shutil.rmtree")
HAN = range(0x4E00, 0x9FFF)


def limit(is_slow: bool) -> None:
    """限住这个进程；要另起 LibreOffice 的，由产品自己限。"""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    unshare = ctypes.CDLL(None).unshare
    if unshare(NEW_NET) != 0:
        unshare(NEW_USER | NEW_NET)
    if not is_slow:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class Watch:
    """记下读的时候要写的文件、要连的地方。"""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.writes = True
        sys.addaudithook(self.hook)

    def hook(self, event: str, given: tuple[object, ...]) -> None:
        """一件事。"""
        if event == "open" and not self.writes and _is_writing(given):
            self.seen.append(f"写文件 {given[0]}")
        elif event in OUTSIDE and not self.writes:
            self.seen.append(f"{event} {given[1:]}")


def _is_writing(given: tuple[object, ...]) -> bool:
    flags = given[2] if isinstance(given[2], int) else 0
    # 子进程的管道用编号打开，不是文件
    is_file = isinstance(given[0], str | bytes) and given[0] != os.devnull
    return is_file and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def judged(reader: object, data: bytes, watch: Watch) -> tuple[str, str]:
    """读一份，说读得怎样。"""
    watch.seen.clear()
    watch.writes = reader.writes
    try:
        reader.run(data)
    except reader.refusals as refusal:
        said = str(refusal)
        is_told = any(ord(one) in HAN for one in said) or hasattr(refusal, "code") or not said
        found = ("refused", said) if is_told else ("untold", said)
    except BaseException as fault:
        found = ("fault", _where(fault))
    else:
        found = ("read", "")
    finally:
        watch.writes = True
    return ("outside", watch.seen[0]) if watch.seen else found


def _where(fault: BaseException) -> str:
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [one for one in frames if "/sanban/" in one.filename] or frames
    place = ours[-1]
    return f"{type(fault).__name__} {place.filename.rsplit('/sanban/', 1)[-1]}:{place.lineno}"


def main() -> None:
    """一直读到没有。"""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    watch = Watch()
    limit(is_slow=sys.argv[1:] == ["slow"])
    while line := sys.stdin.buffer.readline():
        name, size = line.split()
        kind, said = judged(READERS[name.decode()], sys.stdin.buffer.read(int(size)), watch)
        answers.write(json.dumps({"kind": kind, "said": said}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
