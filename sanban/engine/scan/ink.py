"""墨色：把纸底抹白，把红头和印章从黑字里分出来；只在识读的进程里用。"""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from sanban.engine.scan.source import Pixels

SMALL = 8
"""估纸底时缩小几倍。"""
RED_OVER, RED_LEAST = 50, 90
SEAL_MM = (25.0, 62.0)
SQUARE = 1.35
JOIN_MM = 2.5
SEAL_WHITE = 150
"""印章底下，红的一路亮过这个数的就是红泥，当白纸。"""
DARK = 140
NOT_PAPER, PALEST, SPECKS = 215, 140, 40
"""比这暗的才是墨；墨再淡也不过这么亮；少于这么多点的是白纸，不拉。"""


@dataclass(frozen=True, slots=True)
class Ink:
    """一页的墨：`plain` 是抹掉印章的灰度图，`red` 是红墨在哪里，`seals` 是几枚印章的框（像素）。"""

    plain: Pixels
    red: Any
    seals: tuple[tuple[int, int, int, int], ...]


def separate(pixels: Pixels, per_mm: float) -> Ink:
    """分墨：红绿蓝（高、宽、三色）变成灰度，红头照留，印章抹去而不伤它盖住的黑字。"""
    white = _whitened(pixels)
    red = _red(white)
    seals = _seals(red, per_mm)
    # 红字在绿的一路里是黑的，黑字三路都黑
    plain = white[:, :, 1].copy()
    for left, top, width, height in seals:
        here = np.s_[top : top + height, left : left + width]
        plain[here] = _without_seal(white[here])
    return Ink(plain, red, seals)


def _whitened(pixels: Pixels) -> Pixels:
    """除以纸底的颜色，再把最黑的拉到黑：发黄、发灰、有阴影、太淡的都成白纸黑字。"""
    height, width = pixels.shape[:2]
    small = cv2.resize(pixels, (max(1, width // SMALL), max(1, height // SMALL)), interpolation=3)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    paper = cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR)
    flat = cv2.divide(pixels, np.maximum(paper, 40), scale=255)
    black = _blackest(flat)
    levels = (np.arange(256) - black) * (255 / max(255 - black, 40))
    return np.asarray(cv2.LUT(flat, np.clip(levels, 0, 255).astype(np.uint8)), np.uint8)


def _blackest(flat: Any) -> float:
    """墨最黑的有多亮；四点一平均，免得把纸上的噪点当墨。"""
    half = cv2.resize(flat, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA).min(axis=2)
    dark = half[half < NOT_PAPER]
    return min(float(np.percentile(dark, 3)), PALEST) if dark.size > SPECKS else 0.0


def _red(white: Pixels) -> Any:
    """红墨：红的一路比绿、蓝亮得多。"""
    red, green, blue = (white[:, :, n] for n in range(3))
    over = cv2.subtract(red, cv2.max(green, blue))
    return ((over > RED_OVER) & (red > RED_LEAST)).astype(np.uint8)


def _seals(red: Any, per_mm: float) -> tuple[tuple[int, int, int, int], ...]:
    """印章：连成一片、方方正正、大小像印章的红墨。"""
    share = 1 / SMALL
    small = cv2.resize(red * 255, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    reach = max(1, round(JOIN_MM * per_mm * share))
    joined = cv2.dilate((small > 40).astype(np.uint8), np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    least, most = (one * per_mm * share for one in SEAL_MM)
    found = []
    for left, top, width, height, _ in stats[1:count]:
        ratio = max(width, height) / max(1, min(width, height))
        if least <= min(width, height) and max(width, height) <= most and ratio < SQUARE:
            found.append(tuple(int(one) * SMALL for one in (left, top, width, height)))
    return tuple((a, b, c, d) for a, b, c, d in found)


def _without_seal(part: Pixels) -> Any:
    """红的一路里印泥是亮的：亮的当白纸，余下的拉开。"""
    lit = part[:, :, 0].astype(np.float32)
    return np.clip(lit * (255 / SEAL_WHITE), 0, 255).astype(np.uint8)


def is_blank(ink: Ink) -> bool:
    """一个字也不会有：墨点太少。"""
    return int((ink.plain < DARK).sum()) < SPECKS


def is_red(ink: Ink, box: tuple[int, int, int, int]) -> bool:
    """框（左、上、右、下，像素）里的字是不是红的。"""
    left, top, right, bottom = (max(0, one) for one in box)
    dark = ink.plain[top:bottom, left:right] < DARK
    total = int(dark.sum())
    return total > 0 and int((ink.red[top:bottom, left:right] > 0)[dark].sum()) * 2 > total
