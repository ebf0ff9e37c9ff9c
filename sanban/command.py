"""命令行：一张表，动词对模块；用到哪个，才打开哪个。"""

import sys
from importlib import import_module

VERBS = {
    "init": "sanban.web.init",
    "serve": "sanban.web.serve",
    "extract": "sanban.engine.extract.command",
}


def main() -> int:
    """分派动词；各模块的 `main(argv)` 返回退出码。"""
    verb, *rest = sys.argv[1:] or [""]
    if verb not in VERBS:
        print(f"用法：sanban <{'|'.join(VERBS)}> …")
        return 2
    return int(import_module(VERBS[verb]).main(rest))
