"""把 PDF 里的字体程序包成完整的 OpenType 字体：补上字符表、名字、度量（ISO/IEC 14496-22）。

轮廓一个字节也不动；没有轮廓以外的东西，所以很快（每个字体约一毫秒）。
"""

import struct
from array import array
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from sanban.engine.render.ofd.cff import measure
from sanban.engine.render.ofd.embedded import EM, Embedded

CFF, TRUETYPE = b"OTTO", b"\0\1\0\0"
BMP, UNICODE = 0xFFFF, 0x10FFFF
MADE = 3_566_073_600  # 字体里的造成时间，固定不变：自 1904 年起的秒数
MAGIC, CHECK, LONG = 0x5F0F3CF5, 0xB1B0AFBA, 0xFFFFFFFF
REGULAR, BOLD = 400, 700
NAMES = (1, 2, 3, 4, 6)
BY_NUMBER, MOST_BY_NUMBER = 0xF0000, 0xFFFE
"""私用区里的字符，加上字形号，就是那个字形。"""
Tables = dict[bytes, bytes]


def opentype(font: Embedded, *, permission: int = 0) -> bytes:
    """完整的字体文件；`permission` 是原字体的嵌入许可（OS/2 的 fsType），照抄。

    :raises ValueError: 字体程序坏了。
    """
    try:
        program, em = (_cff if font.is_cff else _truetype)(font)
    except (TTLibError, struct.error, AssertionError, KeyError, IndexError) as error:
        raise ValueError(f"{font.name} 的字体程序读不懂。") from error
    tables = {**_common(font, em, permission), **program}
    return _file(CFF if font.is_cff else TRUETYPE, tables)


def renamed(data: bytes, name: str) -> bytes:
    """换一个名字的字体文件，轮廓不动；每个字形另给一个按号找的字符（`BY_NUMBER` 加字形号）。

    :raises ValueError: 字体读不懂。
    """
    try:
        with TTFont(BytesIO(data), lazy=True) as found:
            reader = found.reader
            tables = {tag.encode("latin-1"): reader[tag] for tag in reader.keys()}  # noqa: SIM118
            count = found["maxp"].numGlyphs
            # 字形名用不着：先给上号，省得去读轮廓
            found.setGlyphOrder([str(number) for number in range(count)])
            names = found.getBestCmap() if "cmap" in found else {}
            codes = {code: int(glyph) for code, glyph in (names or {}).items()}
    except (TTLibError, struct.error, AssertionError, KeyError, IndexError) as error:
        raise ValueError(f"{name} 读不懂。") from error
    codes |= {BY_NUMBER + glyph: glyph for glyph in range(min(count, MOST_BY_NUMBER))}
    tables |= {b"name": _name(name), b"cmap": _cmap(codes)}
    tables.pop(b"DSIG", None)
    return _file(CFF if b"CFF " in tables else TRUETYPE, tables)


def _cff(font: Embedded) -> tuple[Tables, float]:
    count, em = measure(font.program)
    widths = [round(font.widths.get(glyph, 0) * em / EM) for glyph in range(count)]
    tables = {
        b"CFF ": font.program,
        b"head": _head(font, em),
        b"hhea": _hhea(font, em, widths),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in widths),
        b"maxp": struct.pack(">IH", 0x5000, count),
    }
    return tables, em


def _truetype(font: Embedded) -> tuple[Tables, float]:
    """照抄各表，只换本来就没有或残缺的。"""
    with TTFont(BytesIO(font.program), lazy=True) as found:
        reader = found.reader
        tables = {tag.encode("latin-1"): reader[tag] for tag in reader.keys()}  # noqa: SIM118
    for tag in (b"cmap", b"name", b"OS/2", b"post", b"DSIG"):
        tables.pop(tag, None)
    (em,) = struct.unpack_from(">H", tables[b"head"], 18)
    return tables, em


def _common(font: Embedded, em: float, permission: int) -> Tables:
    return {
        b"OS/2": _os2(font, em, permission),
        b"cmap": _cmap(characters(font)),
        b"name": _name(font.name),
        b"post": struct.pack(">IIhhI16x", 0x30000, 0, round(-em / 10), round(em / 20), 0),
    }


def characters(font: Embedded) -> dict[int, int]:
    """单个字 → 字形；一个字有几个字形的取第一个，其余的要另写字形号。"""
    return {ord(key): found[0][0] for key, found in font.codes.items() if _single(key, found)}


def _single(key: str, found: tuple[tuple[int, str], ...]) -> bool:
    return len(key) == 1 and found[0][1] == key


def _scaled(font: Embedded, em: float) -> tuple[int, ...]:
    return tuple(round(value * em / EM) for value in (*font.box, font.ascent, font.descent))


def _head(font: Embedded, em: float) -> bytes:
    left, bottom, right, top, *_ = _scaled(font, em)
    numbers = (0x10000, 0x10000, 0, MAGIC, 3, round(em))
    head = struct.pack(">IIIIHHQQ", *numbers, MADE, MADE)
    return head + struct.pack(">hhhhHHhhh", left, bottom, right, top, _bold(font), 8, 2, 0, 0)


def _bold(font: Embedded) -> int:
    return int("bold" in font.name.lower())


def _hhea(font: Embedded, em: float, widths: list[int]) -> bytes:
    left, _, right, _, ascent, descent = _scaled(font, em)
    return struct.pack(
        ">IhhhHhhhhhh8xhH", 0x10000, ascent, descent, 0, max(widths), left, 0, right, 1, 0, 0,
        0, len(widths),
    )  # fmt: skip


def _os2(font: Embedded, em: float, permission: int) -> bytes:
    _, bottom, _, top, ascent, descent = _scaled(font, em)
    codes = sorted(min(code, BMP) for code in characters(font)) or [0]
    weight, style = (BOLD, 0x20) if _bold(font) else (REGULAR, 0x40)
    tenth = round(em / 10)
    sizes = (6 * tenth, 6 * tenth, 0, tenth, 6 * tenth, 6 * tenth, 0, 4 * tenth, tenth, 3 * tenth)
    return (
        struct.pack(">HhHHH", 3, round(em), weight, 5, permission)
        + struct.pack(">10hh10x16x", *sizes, 0)
        + b"NONE"
        + struct.pack(">HHHhhhHH", style, codes[0], codes[-1], ascent, descent, 0,
                      max(top, ascent, 0), max(-bottom, -descent, 0))
        + struct.pack(">8xhhHHH", 0, 0, 0, 32, 1)
    )  # fmt: skip


def _name(name: str) -> bytes:
    words = {1: name, 2: "Regular", 3: name, 4: name, 6: name}
    rows, body = b"", b""
    for number in NAMES:
        text = words[number].encode("utf-16-be")
        rows += struct.pack(">6H", 3, 1, 0x409, number, len(text), len(body))
        body += text
    return struct.pack(">3H", 0, len(NAMES), 6 + len(rows)) + rows + body


def _cmap(codes: Mapping[int, int]) -> bytes:
    """字符表：格式 4 给基本平面，格式 12 给全部。"""
    runs = list(_runs(sorted(codes.items())))
    short, full = _format4([run for run in runs if run[1] < BMP]), _format12(runs)
    start = 4 + 2 * 8
    head = struct.pack(">HHHHIHHI", 0, 2, 3, 1, start, 3, 10, start + len(short))
    return head + short + full


def _runs(codes: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """连续的字配连续的字形，并成一段：首字、末字、首字的字形。"""
    held: tuple[int, int, int] | None = None
    for code, glyph in codes:
        if held and code == held[1] + 1 and glyph == held[2] + code - held[0] and code != BMP + 1:
            held = (held[0], code, held[2])
            continue
        if held:
            yield held
        held = (code, code, glyph)
    if held:
        yield held


def _format4(runs: list[tuple[int, int, int]]) -> bytes:
    runs = [*runs, (BMP, BMP, 0)]
    count = len(runs)
    power = 1 << (count.bit_length() - 1)
    ends = [last for _, last, _ in runs]
    starts = [first for first, _, _ in runs]
    shifts = [(glyph - first) & BMP for first, _, glyph in runs]
    words = (*ends, 0, *starts, *shifts, *[0] * count)
    body = struct.pack(f">{len(words)}H", *words)
    entry = power.bit_length() - 1
    head = (4, 14 + len(body), 0, 2 * count, 2 * power, entry, 2 * (count - power))
    return struct.pack(">7H", *head) + body


def _format12(runs: list[tuple[int, int, int]]) -> bytes:
    body = b"".join(struct.pack(">III", *run) for run in runs)
    return struct.pack(">HHIII", 12, 0, 16 + len(body), 0, len(runs)) + body


def _file(kind: bytes, tables: Tables) -> bytes:
    """装成文件：表按名字排，四字节对齐，写好校验和。"""
    head = bytearray(tables[b"head"])
    head[8:12] = b"\0\0\0\0"
    tables = {**tables, b"head": bytes(head)}
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    entry = power.bit_length() - 1
    start = struct.pack(">HHHH", count, 16 * power, entry, 16 * (count - power))
    rows, body, place, total = b"", b"", 12 + 16 * count, 0
    for tag, table in sorted(tables.items()):
        check = _sum(table)
        rows += struct.pack(">4sIII", tag, check, place + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
        total += check
    top = kind + start + rows
    whole = bytearray(top + body)
    at = whole.index(bytes(head), place)
    whole[at + 8 : at + 12] = struct.pack(">I", (CHECK - total - _sum(top)) & LONG)
    return bytes(whole)


def _sum(data: bytes) -> int:
    words = array("I", data + b"\0" * (-len(data) % 4))
    words.byteswap()
    return sum(words) & LONG
