"""限量运行：先把本进程的内存、时间、文件大小限住，断开网络，再换成要跑的程序。

用法：python limited.py 秒数 程序 参数……
"""

import ctypes
import os
import resource
import sys

MEMORY = 4 * 1024**3
FILE = 256 * 1024**2
NEW_USER, NEW_NET = 0x10000000, 0x40000000


def main() -> None:
    """限量，断网，然后执行。"""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    _cut_off()
    os.execvp(sys.argv[2], sys.argv[2:])


def _cut_off() -> None:
    """换到一个没有网卡的网络里；系统不许的，照旧运行。"""
    if sys.platform == "linux":
        unshare = ctypes.CDLL(None).unshare
        if unshare(NEW_NET) != 0:
            unshare(NEW_USER | NEW_NET)


if __name__ == "__main__":
    main()
