"""字体：在本机的字体里给每种用途挑一组，代用了什么、缺哪些字都说出来。"""

from sanban.engine.fonts.face import Face
from sanban.engine.fonts.finding import find_fonts, named_face, picture_face, substitutes
from sanban.engine.fonts.fontset import FontSet, NoFont, Substitution
from sanban.engine.fonts.roles import ROLES

__all__ = [
    "ROLES",
    "Face",
    "FontSet",
    "NoFont",
    "Substitution",
    "find_fonts",
    "named_face",
    "picture_face",
    "substitutes",
]
