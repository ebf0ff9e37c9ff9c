"""字串的编号：一到四个码的一串拼成一个 64 位整数，一一对应；查表用的是它打散后的散列。"""

import numpy as np
from numpy.typing import NDArray

from sanban.engine.language.folding import BREAK, Codes

ORDER = 4
WIDTH = np.uint64(16)
"""一个码占的位数；四个码正好占满 64 位。"""
Keys = NDArray[np.uint64]
# splitmix64 的三步：移位、乘、再来；可逆，所以不同的串散列必不相同
STEPS = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
SEED = np.uint64(0x9E3779B97F4A7C15)


def windows(codes: Codes, length: int) -> Keys:
    """每 `length` 个相邻的码拼成编号；沿最后一维，这一维缩短 `length - 1`。"""
    width = codes.shape[-1] - length + 1
    keys = np.zeros((*codes.shape[:-1], max(width, 0)), dtype=np.uint64)
    for place in range(length if width > 0 else 0):
        keys = (keys << WIDTH) | codes[..., place : place + width]
    return keys


def countable(codes: Codes, length: int) -> Keys:
    """可以计数的串：分界只许在头或尾，两头都是分界的也不算。"""
    keys = windows(codes, length)
    good = np.ones(len(keys), dtype=np.bool_)
    for place in range(1, length - 1):
        good &= codes[place : place + len(keys)] != BREAK
    if length > 1:
        good &= (codes[: len(keys)] != BREAK) | (codes[length - 1 :] != BREAK)
    return keys[good]


def prefix(keys: Keys) -> Keys:
    """去掉末一个码。"""
    return keys >> WIDTH


def suffix(keys: Keys, length: int) -> Keys:
    """`length` 个码的串去掉头一个码。"""
    return keys & np.uint64((1 << 16 * (length - 1)) - 1)


def scatter(keys: Keys) -> Keys:
    """打散：编号变成均匀的 64 位散列。"""
    mixed = keys + SEED
    for shift, factor in STEPS:
        mixed ^= mixed >> np.uint64(shift)
        mixed *= np.uint64(factor)
    return mixed ^ (mixed >> np.uint64(31))
