"""认字：一页像素变成一行行字；横着、倒着扫的转正，斜的扶正；只在识读的进程里用。"""

import os
from itertools import pairwise
from math import atan2, degrees
from statistics import median
from typing import Any

import cv2
import numpy as np
from rapidocr import RapidOCR

from sanban.engine.scan.ink import Ink, is_blank, is_red, separate
from sanban.engine.scan.page import slanted
from sanban.engine.scan.source import Picture, Pixels

DET_SIDE = 960
"""找行时长边缩到多少像素：documents.md 量过，再大不多认，只多费时间。"""
GOOD = 0.8
LEAST_SURE = 0.55
LONG = 6
TALL = 1.5
MM_PER_PT = 25.4 / 72
BOX_TO_SIZE = 0.74
"""框比字高出一圈：字号约是框高的几成。"""
Line = dict[str, Any]


def new_reader() -> RapidOCR:
    """装好模型；模型在包里，不下载。"""
    threads = max(1, (os.cpu_count() or 2) // 2)
    return RapidOCR(
        params={
            "Global.use_cls": False,
            "Global.log_level": "critical",
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Det.limit_side_len": DET_SIDE,
            "Det.limit_type": "max",
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read_page(reader: RapidOCR, picture: Picture, share: float = 1.0) -> dict[str, Any]:
    """认一页，答可以写成 JSON 的一页；`share` 是只认纸的上面几成。"""
    height = max(1, round(picture.pixels.shape[0] * share))
    found = _upright(reader, picture.pixels[:height], picture.per_mm)
    sheet = picture.pixels.shape[:2]
    tall, wide = sheet if found["turn"] % 180 == 0 else sheet[::-1]
    return {**found, "width": wide / picture.per_mm, "height": tall / picture.per_mm}


def _upright(reader: RapidOCR, pixels: Pixels, per_mm: float) -> dict[str, Any]:
    """照原样认；认不好的，看是横着还是倒着，转过来再认，取认得最好的。"""
    tries = [_tried(reader, pixels, per_mm, 0)]
    for turn in _other_turns(tries[0]):
        tries.append(_tried(reader, pixels, per_mm, turn))
        if tries[-1]["sure"] >= GOOD:
            break
    best = max(tries, key=lambda one: one["sure"])
    return {name: best[name] for name in ("turn", "slant", "lines")}


def _other_turns(first: dict[str, Any]) -> tuple[int, ...]:
    if not first["boxes"] or (first["sure"] >= GOOD and not first["tall"]):
        return ()
    return (90, 270) if first["tall"] else (180,)


def _tried(reader: RapidOCR, pixels: Pixels, per_mm: float, turn: int) -> dict[str, Any]:
    """转一个方向认一遍：各行、斜几度、平均把握、是不是多半竖着。"""
    turned = np.ascontiguousarray(np.rot90(pixels, -turn // 90)) if turn else pixels
    ink = separate(turned, per_mm)
    if is_blank(ink):
        return {"turn": turn, "slant": 0.0, "lines": [], "boxes": 0, "sure": 0.0, "tall": False}
    result: Any = reader(
        cv2.cvtColor(ink.plain, cv2.COLOR_GRAY2BGR),
        return_word_box=True,
        return_single_char_box=True,
    )
    boxes = [] if result.boxes is None else [np.asarray(box) for box in result.boxes]
    slant = _slant(boxes)
    rows = [] if not boxes else list(zip(boxes, result.word_results, strict=True))
    lines = [_line(row, (ink, per_mm, slant)) for row in rows]
    weights = [len(text) for text in result.txts or ()]
    sure = float(np.average(result.scores, weights=weights)) if weights else 0.0
    tall = sum(map(_is_tall, boxes)) * 2 > len(boxes)
    return {
        "turn": turn, "slant": slant, "lines": [one for one in lines if _is_sure(one["chars"])],
        "boxes": len(boxes), "sure": sure * (0.5 if tall else 1), "tall": tall,
    }  # fmt: skip


def _is_sure(chars: list[Any]) -> bool:
    """平均把握不到一半的，是污点、花纹，不是字。"""
    return bool(chars) and sum(sure for *_, sure in chars) >= LEAST_SURE * len(chars)


def _sides(box: Any) -> tuple[float, float]:
    """一行的宽和高。"""
    return float(np.linalg.norm(box[1] - box[0])), float(np.linalg.norm(box[3] - box[0]))


def _is_tall(box: Any) -> bool:
    wide, high = _sides(box)
    return high > wide * TALL


def _slant(boxes: list[Any]) -> float:
    """整页斜几度：长行的中位数。"""
    long = [box for box in boxes if _sides(box)[0] > LONG * _sides(box)[1]]
    angles = [degrees(atan2(*(box[1] - box[0])[::-1])) for box in long]
    return float(median(angles)) if angles else 0.0


def _line(row: tuple[Any, Any], more: tuple[Ink, float, float]) -> Line:
    """一行：各字的左右，行的上下，都按扶正以后算，毫米。"""
    box, words = row
    ink, per_mm, slant = more
    upright = [slanted(x / per_mm, y / per_mm, -slant) for x, y in box.tolist()]
    top, bottom = min(y for _, y in upright), max(y for _, y in upright)
    chars = [_char(word, per_mm, slant) for word in words if word[0].strip()]
    edges = (*box.min(axis=0), *box.max(axis=0))
    left, high, right, low = (int(one) for one in edges)
    return {
        "chars": chars,
        "top": top,
        "bottom": bottom,
        "size": _size(chars, _sides(box)[1] / per_mm),
        "red": is_red(ink, (left, high, right, low)),
    }


def _char(word: Any, per_mm: float, slant: float) -> tuple[str, float, float, float]:
    char, sure, box = word
    xs = [slanted(x / per_mm, y / per_mm, -slant)[0] for x, y in box]
    return char, round(min(xs), 2), round(max(xs), 2), round(float(sure), 3)


def _size(chars: list[Any], height: float) -> float:
    """字号（磅）：汉字一个挨一个，间距就是字宽；字太少的看行高。"""
    middles = [(char, (left + right) / 2) for char, left, right, _ in chars]
    pairs = pairwise(middles)
    steps = [there - here for (a, here), (b, there) in pairs if _is_square(a) and _is_square(b)]
    by_height = height * BOX_TO_SIZE
    pitch = _pitch(steps) if len(steps) >= 3 else by_height
    # 标志的字常常拉开了排
    return round(max(min(pitch, by_height * 1.35), 1) / MM_PER_PT, 1)


def _pitch(steps: list[float]) -> float:
    """平均间距；中间空了一截的不算。"""
    usual = median(steps)
    near = [one for one in steps if 0.6 * usual < one < 1.5 * usual]
    return sum(near) / len(near) if near else usual


def _is_square(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
