"""OFD 的字都摆在哪里：读 GB/T 33190 文件里每页的文字和直线，位置以毫米计。

只为预览：印章、图片、批注不画。命名空间有新旧两种，一律按本地名找。
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

from sanban.engine.pdfium import BadPage

MAX_PART = 20 * 1024 * 1024
MAX_PAGES = 500
A4 = (0.0, 0.0, 210.0, 297.0)
FACES = (("标宋", "title"), ("黑", "hei"), ("楷", "kai"), ("宋", "song"))
Node = Any


@dataclass(frozen=True)
class Run:
    """一串同字号的字：基线 y、字号、颜色、字体用途，每个字配它的 x。"""

    y: float
    size: float
    colour: str
    face: str
    glyphs: list[tuple[str, float]]


@dataclass(frozen=True)
class Rule:
    """一条直线。"""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float
    colour: str


def placed(data: bytes) -> list[dict[str, Any]]:
    """OFD 每页的宽、高、字（runs）、线（rules）；不是 OFD 或损坏报 BadPage。"""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return list(_pages(package))
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, etree.XMLSyntaxError) as error:
        raise BadPage("这份 OFD 打不开：可能已损坏，请换一份。") from error


def _pages(package: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    root = _text(_part(package, "OFD.xml"), "DocRoot").lstrip("/")
    document = _part(package, root)
    here = dirname(root)
    faces = _faces(package, document, here)
    default = _box(next(_all(document, "PhysicalBox"), None), A4)
    for page in list(_all(document, "Page"))[:MAX_PAGES]:
        content = _part(package, normpath(join(here, page.get("BaseLoc").lstrip("/"))))
        box = _box(next(_all(content, "PhysicalBox"), None), default)
        runs = [run for text in _all(content, "TextObject") for run in _runs(text, faces)]
        rules = [rule for path in _all(content, "PathObject") for rule in _rules(path)]
        yield {
            "width": box[2], "height": box[3],
            "runs": [asdict(run) for run in runs], "rules": [asdict(rule) for rule in rules],
        }  # fmt: skip


def _part(package: zipfile.ZipFile, name: str) -> Node:
    info = package.getinfo(name)
    if info.file_size > MAX_PART:
        raise ValueError(name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(package.read(info), parser)


def _all(node: Node, name: str) -> Iterator[Node]:
    return (part for part in node.iter() if etree.QName(part).localname == name)


def _text(node: Node, name: str) -> str:
    return next((part.text or "" for part in _all(node, name)), "")


def _box(node: Node | None, default: tuple[float, ...]) -> tuple[float, ...]:
    return default if node is None else tuple(float(n) for n in node.text.split())


def _faces(package: zipfile.ZipFile, document: Node, here: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for res in _all(document, "PublicRes"):
        for font in _all(_part(package, normpath(join(here, res.text.lstrip("/")))), "Font"):
            found[font.get("ID")] = _face(font.get("FontName") or "")
    return found


def _face(name: str) -> str:
    if "仿" in name:
        return "fang"
    return next((role for word, role in FACES if word in name), "fang")


def _runs(node: Node, faces: dict[str, str]) -> Iterator[Run]:
    left, top = (float(n) for n in node.get("Boundary").split()[:2])
    face = faces.get(node.get("Font"), "fang")
    colour = _colour(node, "FillColor")
    for code in _all(node, "TextCode"):
        text = code.text or ""
        start = left + float(code.get("X") or 0)
        steps = _deltas(code.get("DeltaX") or "", len(text) - 1)
        y = top + float(code.get("Y") or 0)
        yield Run(y, float(node.get("Size")), colour, face, list(_spread(text, start, steps)))


def _spread(text: str, start: float, steps: list[float]) -> Iterator[tuple[str, float]]:
    x = start
    for index, glyph in enumerate(text):
        yield glyph, round(x, 3)
        x += steps[index] if index < len(steps) else 0.0


def _deltas(written: str, count: int) -> list[float]:
    """展开 DeltaX：“g 3 5.6” 表示 5.6 连用三次；最多展开 count 个。"""
    words = written.split()
    steps: list[float] = []
    while words and len(steps) < count:
        word = words.pop(0)
        times = min(int(words.pop(0)), count) if word == "g" else 1
        steps += [float(words.pop(0) if word == "g" else word)] * times
    return steps


def _rules(node: Node) -> Iterator[Rule]:
    left, top = (float(n) for n in node.get("Boundary").split()[:2])
    width = float(node.get("LineWidth") or 0.35)
    colour = _colour(node, "StrokeColor")
    data = " ".join(part.text or "" for part in _all(node, "AbbreviatedData"))
    x, y = 0.0, 0.0
    for word, a, b in re.findall(r"([ML])\s+(-?[\d.]+)\s+(-?[\d.]+)", data):
        if word == "L":
            yield Rule(left + x, top + y, left + float(a), top + float(b), width, colour)
        x, y = float(a), float(b)


def _colour(node: Node, name: str) -> str:
    value = next((part.get("Value") or "" for part in _all(node, name)), "").split()
    if len(value) != 3:
        return "#000000"
    return "#" + "".join(f"{min(255, max(0, int(part))):02x}" for part in value)
