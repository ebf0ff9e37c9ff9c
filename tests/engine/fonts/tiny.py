"""造很小的字体文件：几个方块字形，名字、许可、收字由测试定。"""

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

CHINESE, ENGLISH = 0x0804, 0x0409
LETTERS = "办公室，。“”A1"


def tiny(path, family, *, others=(), letters=LETTERS, allowed=0, weight=400):
    """造一个字体。

    :param others: 另加的名字记录，每条 (名字, 第几号, 平台, 编码, 语言)。
    :param allowed: OS/2 的 fsType。
    """
    shapes = [".notdef", *(f"g{number}" for number in range(len(letters)))]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(shapes)
    builder.setupCharacterMap({ord(c): f"g{n}" for n, c in enumerate(letters)})
    builder.setupGlyf(dict.fromkeys(shapes, box()))
    builder.setupHorizontalMetrics(dict.fromkeys(shapes, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    called = {"familyName": family, "fullName": family, "psName": path.stem}
    builder.setupNameTable({**called, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=880, usWeightClass=weight, fsType=allowed)
    builder.setupPost()
    for name, kind, platform, encoding, language in others:
        builder.font["name"].setName(name, kind, platform, encoding, language)
    builder.save(path)
    return path


def box():
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.lineTo((900, 0))
    pen.lineTo((900, 800))
    pen.closePath()
    return pen.glyph()


def collection(path, parts):
    """把几个字体合成一个字体集（TTC）。"""
    whole = TTCollection()
    whole.fonts = [TTFont(part) for part in parts]
    whole.save(path)
    return path
