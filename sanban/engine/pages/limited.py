"""限量运行：先把本进程的内存、时间、文件大小限住，再换成要跑的程序。

用法：python limited.py 秒数 程序 参数……
"""

import os
import resource
import sys

MEMORY = 4 * 1024**3
FILE = 256 * 1024**2


def main() -> None:
    """限量，然后执行。"""
    seconds = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE, FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(5)
    os.execvp(sys.argv[2], sys.argv[2:])


if __name__ == "__main__":
    main()
