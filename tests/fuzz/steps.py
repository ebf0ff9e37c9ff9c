"""改法的一步步：改字节，改字里行间（XML、PDF、JSON）。"""

import re
import struct
from collections.abc import Callable
from random import Random

Step = Callable[[bytes, Random], bytes]
MOST = 4 * 1024 * 1024
"""一份至多改到多大。"""
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
NUMBERS = (
    "-1", "0", "1e308", "-1e308", "NaN", "INF", "", " ", "1 2 3", "99999999999999999999",
    "0x10", "２０", "2147483648", "1048577", "a", "../../etc/passwd", "\u202e", "%s%n", "1,5",
)  # fmt: skip
TAG = re.compile(rb"<([A-Za-z_][\w:.-]*)(?:\s[^<>]*)?/?>")
VALUE = re.compile(rb'="([^"<]*)"')
FIGURE = re.compile(rb"-?\d+(?:\.\d+)?")


# —— 字节 ——


def flip(data: bytes, dice: Random) -> bytes:
    """改几个字节。"""
    made = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        made[dice.randrange(len(made))] = dice.randrange(256)
    return bytes(made)


def edge(data: bytes, dice: Random) -> bytes:
    """一个整数改成两头的数。"""
    made, code = bytearray(data), dice.choice(("<H", "<I", ">H", ">I"))
    size = struct.calcsize(code)
    place = dice.randrange(max(len(made) - size, 1))
    made[place : place + size] = struct.pack(code, dice.choice(EDGES) & (256**size - 1))
    return bytes(made)


def cut(data: bytes, dice: Random) -> bytes:
    """截断。"""
    return data[: dice.randrange(len(data))]


def lose(data: bytes, dice: Random) -> bytes:
    """中间少一截。"""
    start = dice.randrange(len(data))
    return data[:start] + data[start + dice.randint(1, 200) :]


def repeat(data: bytes, dice: Random) -> bytes:
    """中间一截重写许多遍。"""
    start, length = dice.randrange(len(data)), dice.randint(1, 400)
    times = min(dice.choice((2, 9, 2000)), MOST // length)
    return data[:start] + data[start : start + length] * times + data[start:]


def stuff(data: bytes, dice: Random) -> bytes:
    """塞进乱字节。"""
    place = dice.randrange(len(data))
    return data[:place] + dice.randbytes(dice.randint(1, 64)) + data[place:]


# —— 字里行间（XML、PDF、JSON） ——


def _pick(pattern: re.Pattern[bytes], data: bytes, dice: Random) -> re.Match[bytes] | None:
    start = dice.randrange(len(data)) if data else 0
    return pattern.search(data, start) or pattern.search(data)


def _swap(pattern: re.Pattern[bytes], data: bytes, dice: Random, new: bytes) -> bytes:
    found = _pick(pattern, data, dice)
    group = found.lastindex or 0 if found else 0
    return data[: found.start(group)] + new + data[found.end(group) :] if found else data


def number(data: bytes, dice: Random) -> bytes:
    """一个数改成离奇的。"""
    return _swap(FIGURE, data, dice, dice.choice(NUMBERS).encode())


def other_number(data: bytes, dice: Random) -> bytes:
    """一个数改成文中别的一个：指来指去，容易成圈。"""
    found = FIGURE.findall(data[:200_000])
    return _swap(FIGURE, data, dice, dice.choice(found)) if found else data


def value(data: bytes, dice: Random) -> bytes:
    """一个属性的值改成离奇的。"""
    return _swap(VALUE, data, dice, dice.choice(NUMBERS).encode())


def other_value(data: bytes, dice: Random) -> bytes:
    """一个属性的值改成文中别的一个。"""
    found = VALUE.findall(data[:200_000])
    return _swap(VALUE, data, dice, dice.choice(found)) if found else data


def huge_value(data: bytes, dice: Random) -> bytes:
    """一个属性的值长到离奇。"""
    return _swap(VALUE, data, dice, b"9" * dice.choice((400, 70_000, 1_000_000)))


def drop_tag(data: bytes, dice: Random) -> bytes:
    """少一个标签。"""
    return _swap(TAG, data, dice, b"")


def many_tags(data: bytes, dice: Random) -> bytes:
    """一个标签重写成千上万遍。"""
    found = _pick(TAG, data, dice)
    if not found:
        return data
    one = found.group().rstrip(b"/>") + b"/>"
    return data[: found.start()] + one * dice.choice((300, 20_000)) + data[found.start() :]


def deep_tags(data: bytes, dice: Random) -> bytes:
    """一个标签套自己几百层。"""
    found = _pick(TAG, data, dice)
    if not found:
        return data
    name, depth = found.group(1), dice.choice((90, 250, 5000))
    inside = b"<" + name + b">"
    whole = inside * depth + (b"</" + name + b">") * depth
    return data[: found.start()] + whole + data[found.start() :]


def entities(data: bytes, dice: Random) -> bytes:
    """夹带实体：外部的、十亿倍的。"""
    billion = b"".join(
        b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10 if n else b"ha") for n in range(9)
    )
    outer = b'<!ENTITY e8 SYSTEM "file:///etc/passwd">'
    head = b"<!DOCTYPE a [" + dice.choice((billion, outer)) + b"]>"
    start = data.find(b"?>") + 2 if data.startswith(b"<?xml") else 0
    return data[:start] + head + data[start:].replace(b"</", b"&e8;</", 1)


def encoding(data: bytes, dice: Random) -> bytes:
    """说的编码和写的不是一种。"""
    name = dice.choice(("utf-16", "utf-32", "utf-7", "gb18030", "ebcdic", "no-such"))
    if dice.random() < 0.5:
        return data.replace(b"UTF-8", name.encode(), 1)
    return data.decode("utf-8", "replace").encode(dice.choice(("utf-16", "gb18030")), "replace")


def odd_character(data: bytes, dice: Random) -> bytes:
    """夹一个存不了、看不见的字符。"""
    odd = (b"\0", b"&#0;", b"&#xD800;", b"&#xFFFF;", b"\xed\xa0\x80", b"\xff", b"\xe2\x80\xae")
    place = data.find(b">", dice.randrange(len(data))) + 1
    return data[:place] + dice.choice(odd) + data[place:]


BYTES: tuple[Step, ...] = (flip, edge, cut, lose, repeat, stuff)
MARKUP: tuple[Step, ...] = (
    number, other_number, value, other_value, huge_value, drop_tag, many_tags, deep_tags,
    entities, encoding, odd_character,
)  # fmt: skip
FIGURES: tuple[Step, ...] = (number, other_number, odd_character)
