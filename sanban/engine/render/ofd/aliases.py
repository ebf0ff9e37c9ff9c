"""两个字共一个字形（如仿宋的·和•）：PDF 里只记了其中一个，到原字体里查出另一个。"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from fontTools.ttLib import TTFont, TTLibError

from sanban.engine.fonts import Face
from sanban.engine.render.ofd.embedded import Embedded


def with_aliases(source: Embedded, face: Face | None, texts: Iterable[str]) -> Embedded:
    """补上 PDF 没有记的字；原字体找不到的照旧。"""
    missing = [text for text in texts if len(text) == 1 and text not in source.codes]
    if not missing or face is None or not face.path:
        return source
    glyphs = _glyphs(face.path, face.index)
    known = {glyphs.get(key): several[0][0] for key, several in source.codes.items()}
    found = {
        text: ((known[glyphs[text]], text),)
        for text in missing
        if text in glyphs and glyphs[text] in known
    }
    return replace(source, codes={**source.codes, **found})


@lru_cache(maxsize=8)
def _glyphs(path: str, index: int) -> Mapping[str, str]:
    """原字体的字符表：字 → 字形名。"""
    try:
        with TTFont(path, fontNumber=index, lazy=True) as font:
            return {chr(code): name for code, name in (font.getBestCmap() or {}).items()}
    except (OSError, TTLibError):
        return {}
