"""写页：一页上的字、线、图写成 Content.xml（GB/T 33190—2016 第 7、8、11 章）。"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from xml.sax.saxutils import escape

from sanban.engine.render.ofd.affine import SAME, Linear, Matrix, apply, undo
from sanban.engine.render.ofd.sheets import Box, Colour, Image, Letters, Segment, Shape, Sheet
from sanban.engine.render.ofd.typefaces import Typeface

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
OPAQUE = 255
BLACK: Colour = (0, 0, 0, OPAQUE)
LOOSE = 0.006  # 间距写成同一个数时，字的位置最多偏这么多毫米
EM = 1000.0
BLANK = " \u00a0"
BMP = 0xFFFF
CAPS = ("Butt", "Round", "Square")
JOINS = ("Miter", "Round", "Bevel")
SHORTEST = 3


@dataclass
class Pages:
    """写页要用的：字体、图的资源号、发下一个号的函数；`lost` 记写不出来的字形有几个。"""

    faces: Mapping[str, Typeface]
    images: Mapping[bytes, int]
    number: Callable[[], int]
    lost: int = 0
    _known: dict[str, dict[str, "Word"]] = field(default_factory=dict)

    def page(self, sheet: Sheet) -> bytes:
        """一页的 Content.xml。"""
        layer = self.number()
        objects = "\n".join(line for one in sheet.drawn for line in self._object(one))
        box = f"0 0 {mm(sheet.width)} {mm(sheet.height)}"
        return (
            f"{HEAD}<ofd:Page {SPACE}><ofd:Area><ofd:PhysicalBox>{box}</ofd:PhysicalBox></ofd:Area>"
            f'<ofd:Content><ofd:Layer ID="{layer}" Type="Body">\n{objects}\n'
            "</ofd:Layer></ofd:Content></ofd:Page>"
        ).encode()

    def _object(self, one: Letters | Shape | Image) -> Iterator[str]:
        if isinstance(one, Letters):
            yield from self._letters(one)
        elif isinstance(one, Shape):
            yield _shape(one, self.number())
        else:
            yield _image(one, self.number(), self.images[one.data])

    def _letters(self, letters: Letters) -> Iterator[str]:
        face = self.faces[letters.font]
        known = self._known.setdefault(letters.font, {})
        spelt: list[Spelt] = []
        for index, (text, x, y) in enumerate(letters.glyphs):
            word = known.get(text)
            if word is None or index in letters.inks:
                word = known[text] = _word(face, *face.spell(text, letters.inks.get(index)))
            if word.text:
                spelt.append((word, x, y))
            else:
                self.lost += 1
        for piece in _pieces(spelt):
            yield _text(letters, face, piece, self.number())


@dataclass(frozen=True, slots=True)
class Word:
    """一个字形写成什么：文字（写不出来的为空）、要另写的字形号、是否单独成一个文字对象。

    `width` 是合字里每个字平分到的宽，千分之一字高。
    """

    text: str
    glyph: int | None
    is_alone: bool
    width: float


Spelt = tuple[Word, float, float]


def _word(face: Typeface, text: str, glyph: int | None) -> Word:
    """另写字形号的、合字、补充平面的汉字单独成一个文字对象，免得各家数法不同。"""
    alone = glyph is not None or len(text) > 1 or ord(text) > BMP
    width = face.width(glyph) / max(1, len(text))
    return Word(text if is_writable(text) else "", glyph, alone, width)


def is_writable(text: str) -> bool:
    """XML 里写得出来：不是控制符、半个代理对或非字符。"""
    return all(char >= " " and char not in "\ufffe\uffff" and not _half(char) for char in text)


def _half(char: str) -> bool:
    return "\ud800" <= char <= "\udfff"


def _pieces(spelt: list[Spelt]) -> Iterator[list[Spelt]]:
    """一串字分成几个文字对象。"""
    start = 0
    for place, (word, _, _) in enumerate(spelt):
        if word.is_alone:
            yield from _trimmed(spelt[start:place])
            yield [spelt[place]]
            start = place + 1
    yield from _trimmed(spelt[start:])


def _trimmed(piece: list[Spelt]) -> Iterator[list[Spelt]]:
    """去掉两头的空白：有的软件会把它们吃掉，字就错了位。"""
    first, last = 0, len(piece)
    while first < last and piece[first][0].text in BLANK:
        first += 1
    while first < last and piece[last - 1][0].text in BLANK:
        last -= 1
    if first < last:
        yield piece[first:last]


def _text(letters: Letters, face: Typeface, piece: list[Spelt], number: int) -> str:
    """一个文字对象；外框把字的墨迹都包住。"""
    left, top, right, bottom = _box(letters, face.box, piece)
    word, start_x, start_y = piece[0]
    x, y = start_x - left, start_y - top
    upright = letters.turn is SAME
    turned = "" if upright else f' CTM="{_plain((*letters.turn, x, y))}"'
    start = f'X="{mm(x)}" Y="{mm(y)}"' if upright else 'X="0" Y="0"'
    start += _steps(letters, piece)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="{_sides(left, top, right, bottom)}"{turned} '
        f'Font="{face.id}" Size="{mm(letters.size)}"{_inked(letters)}{_chosen(word)}'
        f"<ofd:TextCode {start}>{escape(''.join(one[0].text for one in piece))}</ofd:TextCode>"
        "</ofd:TextObject>"
    )


def _inked(letters: Letters) -> str:
    """字的颜色；加粗的字照 PDF 描边。"""
    words = "" if letters.is_filled else ' Fill="false"'
    colour = "" if letters.colour == BLACK else _colour("FillColor", letters.colour)
    if letters.stroke:
        words += f' Stroke="true" LineWidth="{mm(letters.stroke[1])}"'
        colour += _colour("StrokeColor", letters.stroke[0])
    return f"{words}>{colour}"


def _box(letters: Letters, ink: Box, piece: list[Spelt]) -> Box:
    """字最大到哪里：每个起点加上这个字体的墨迹框，转了的一起转。"""
    left, top, right, bottom = _reach(letters.size / EM, ink, letters.turn)
    xs, ys = [x for _, x, _ in piece], [y for _, _, y in piece]
    edge = letters.stroke[1] / 2 if letters.stroke else 0.0
    return (
        min(xs) + left - edge, min(ys) + top - edge,
        max(xs) + right + edge, max(ys) + bottom + edge,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _reach(em: float, ink: Box, turn: Linear) -> Box:
    """一个字从起点往左、上、右、下最远到哪里，毫米。"""
    a, b, c, d = turn
    corners = [(x * em, -y * em) for x in ink[::2] for y in ink[1::2]]
    xs = [a * x + c * y for x, y in corners]
    ys = [b * x + d * y for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _chosen(word: Word) -> str:
    if word.glyph is None or (len(word.text) == 1 and ord(word.text) > BMP):
        return ""
    return (
        f'<ofd:CGTransform CodePosition="0" CodeCount="{len(word.text)}" GlyphCount="1">'
        f"<ofd:Glyphs>{word.glyph}</ofd:Glyphs></ofd:CGTransform>"
    )


def _steps(letters: Letters, piece: list[Spelt]) -> str:
    """各字的间距；都在一条基线上的只写横向的；合字的几个字平分它的宽。"""
    if len(piece) == 1:
        word = piece[0][0]
        share = [word.width * letters.size / EM * n for n in range(len(word.text))]
        return _deltas("DeltaX", share) if len(share) > 1 else ""
    _, left, top = piece[0]
    places = [(x - left, y - top) for _, x, y in piece]
    if letters.turn is not SAME:
        places = [undo(letters.turn, x, y) for x, y in places]
    words = _deltas("DeltaX", [x for x, _ in places])
    level = all(-LOOSE < y < LOOSE for _, y in places)
    return words if level else words + _deltas("DeltaY", [y for _, y in places])


def _deltas(name: str, places: list[float]) -> str:
    """字与字的间距：连着三个以上相同的写成 g 个数 间距；位置不因取整而积累误差。"""
    words: list[str] = []
    here, step, count = places[0], 0.0, 0
    for there in places[1:]:
        gap = there - here
        if not -LOOSE < gap - step < LOOSE or not count:
            words += _repeated(step, count)
            step, count = round(gap, 3), 0
        count += 1
        here += step
    return f' {name}="{" ".join([*words, *_repeated(step, count)])}"'


def _repeated(step: float, count: int) -> list[str]:
    word = mm(step)
    return ["g", str(count), word] if count >= SHORTEST else [word] * count


def _shape(shape: Shape, number: int) -> str:
    points = [pair for _, numbers in shape.segments for pair in _pairs(numbers)]
    edge = shape.width / 2 if shape.stroke else 0.0
    left, right = min(x for x, _ in points) - edge, max(x for x, _ in points) + edge
    top, bottom = min(y for _, y in points) - edge, max(y for _, y in points) + edge
    colours = _colour("StrokeColor", shape.stroke) if shape.stroke else ""
    colours += _colour("FillColor", shape.fill) if shape.fill else ""
    return (
        f'<ofd:PathObject ID="{number}" Boundary="{_sides(left, top, right, bottom)}"'
        f"{_pen(shape)}{_fill(shape)}>"
        f"{colours}"
        f"<ofd:AbbreviatedData>{' '.join(_drawn(shape.segments, left, top))}</ofd:AbbreviatedData>"
        "</ofd:PathObject>"
    )


def _pen(shape: Shape) -> str:
    if shape.stroke is None:
        return ' Stroke="false"'
    words = f' LineWidth="{mm(shape.width)}"'
    words += f' Cap="{CAPS[shape.cap]}"' if shape.cap in (1, 2) else ""
    words += f' Join="{JOINS[shape.join]}"' if shape.join in (1, 2) else ""
    if shape.dash:
        words += f' DashOffset="{mm(shape.phase)}" DashPattern="{_plain(shape.dash)}"'
    return words


def _fill(shape: Shape) -> str:
    if shape.fill is None:
        return ""
    return ' Fill="true"' + (' Rule="Even-Odd"' if shape.even_odd else "")


def _drawn(segments: Iterable[Segment], left: float, top: float) -> Iterator[str]:
    for op, numbers in segments:
        yield " ".join((op, *(f"{mm(x - left)} {mm(y - top)}" for x, y in _pairs(numbers))))


def _pairs(numbers: tuple[float, ...]) -> Iterator[tuple[float, float]]:
    return zip(numbers[::2], numbers[1::2], strict=True)


def _image(image: Image, number: int, resource: int) -> str:
    """PDF 的图左下角为原点，OFD 的左上角，所以先翻过来。"""
    a, b, c, d, _, _ = image.matrix
    e, f = apply(image.matrix, 0, 1)
    matrix: Matrix = (a, b, -c, -d, e, f)
    corners = [apply(matrix, x, y) for x in (0, 1) for y in (0, 1)]
    left, top = min(x for x, _ in corners), min(y for _, y in corners)
    sides = _sides(left, top, max(x for x, _ in corners), max(y for _, y in corners))
    ctm = _plain((a, b, -c, -d, e - left, f - top))
    return (
        f'<ofd:ImageObject ID="{number}" Boundary="{sides}" CTM="{ctm}" ResourceID="{resource}"/>'
    )


def _colour(name: str, colour: Colour) -> str:
    alpha = "" if colour[3] == OPAQUE else f' Alpha="{colour[3]}"'
    return f'<ofd:{name} Value="{colour[0]} {colour[1]} {colour[2]}"{alpha}/>'


def _sides(left: float, top: float, right: float, bottom: float) -> str:
    return f"{mm(left)} {mm(top)} {mm(right - left)} {mm(bottom - top)}"


def _plain(numbers: Iterable[float]) -> str:
    return " ".join(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers)


@lru_cache(maxsize=4096)
def mm(value: float) -> str:
    """毫米数写成最短的样子，取到千分之一。"""
    words = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if words == "-0" else words
