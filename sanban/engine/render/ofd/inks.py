"""量字的墨迹：同一个字有几个字形（如普通的 2 和上标的 2）时，靠它认出是哪一个。"""

import ctypes
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO
from typing import Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pypdfium2 import raw

from sanban.engine.render.ofd.affine import SAME, Matrix, apply
from sanban.engine.render.ofd.embedded import EM
from sanban.engine.render.ofd.sheets import Box, Letters


def with_inks(letters: Letters, words: Any, frame: Matrix, asked: frozenset[str]) -> Letters:
    """把 `asked` 里的字的墨迹也量出来；转了的不量。"""
    wanted = {(x, y): n for n, (text, x, y) in enumerate(letters.glyphs) if text in asked}
    if not wanted or letters.turn is not SAME:
        return letters
    inks: dict[int, Box] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(raw.FPDFText_CountChars(words)):
        raw.FPDFText_GetCharOrigin(words, index, x, y)
        place = apply(frame, x.value, y.value)
        if place in wanted:
            inks[wanted[place]] = _ink(words, index, frame, (*place, letters.size))
    return replace(letters, inks=inks)


def _ink(words: Any, index: int, frame: Matrix, here: tuple[float, float, float]) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(words, index, left, right, bottom, top)
    one, other = (apply(frame, x.value, y.value) for x, y in ((left, bottom), (right, top)))
    x, y, size = here
    em = EM / (size or 1.0)
    return (one[0] - x) * em, (y - one[1]) * em, (other[0] - x) * em, (y - other[1]) * em


def nearest(font: bytes, glyphs: Iterable[int], ink: Box) -> int:
    """几个字形里墨迹最像的一个。"""
    with TTFont(BytesIO(font), lazy=True) as found:
        outlines, em = found.getGlyphSet(), found["head"].unitsPerEm

        def gap(glyph: int) -> float:
            pen = BoundsPen(outlines)
            outlines[found.getGlyphName(glyph)].draw(pen)
            box = pen.bounds or (0, 0, 0, 0)
            pairs = zip(box, ink, strict=True)
            return float(sum(abs(mine * EM / em - theirs) for mine, theirs in pairs))

        return min(glyphs, key=gap)
