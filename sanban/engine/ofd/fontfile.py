"""嵌在 OFD 里的字体：每个字多宽。"""

from collections.abc import Mapping
from io import BytesIO

from fontTools.ttLib import TTFont

MAX_FONT = 32 * 1024 * 1024


def widths(data: bytes) -> Mapping[str, float]:
    """字 → 字宽，单位字高；字体坏了、没有字符表的答空。"""
    if not 0 < len(data) <= MAX_FONT:
        return {}
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            em = font["head"].unitsPerEm or 1
            # 字形名用不着：先给上号，省得去读轮廓
            font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
            advances = font["hmtx"].metrics
            codes = font.getBestCmap() or {}
            return {chr(code): advances[name][0] / em for code, name in codes.items()}
    except Exception:  # 别家嵌的字体坏法没有穷尽，坏了就当没有嵌
        return {}
