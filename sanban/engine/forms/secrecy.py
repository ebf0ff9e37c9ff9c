"""密级：命令行里可以有，但要提醒一句；网页系统一律拒收。"""

from collections.abc import Iterator

from sanban.engine.gongwen.problems import WARN, Problem

LEVELS = ("绝密", "机密", "秘密")


def secrecy_caution(*marks: str) -> Iterator[Problem]:
    """各栏里写了密级的，提醒一句（不管几处，只说一次）。"""
    if any(level in mark for mark in marks for level in LEVELS):
        said = "写了密级：请只在涉密计算机上处理，三办网页系统一律拒收。"
        yield Problem("密级", said, clause="保守国家秘密法", level=WARN)
