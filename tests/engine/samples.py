"""样文：同一份来文写成几种格式，用来考读、认、提取。全部单位和内容都是虚构的。"""

import io
import json
import zipfile
from dataclasses import dataclass, field
from functools import cache

import docx
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

# fmt: off
#  种类        字号  红    居左中右   缩进（字）
STYLES = {
    "copy":    (16, False, "left",   0),
    "mark":    (36, True,  "center", 0),
    "number":  (16, False, "center", 0),
    "upward":  (16, False, "left",   1),
    "right":   (16, False, "right",  0),
    "title":   (22, False, "center", 0),
    "bold":    (18, False, "center", 0),
    "to":      (16, False, "left",   0),
    "text":    (16, False, "left",   2),
    "center":  (16, False, "center", 0),
    "sign":    (16, False, "right",  0),
    "imprint": (14, False, "left",   1),
    "blank":   (16, False, "left",   0),
}
# fmt: on


@dataclass(frozen=True)
class Sample:
    """一份样文：各行（种类、文字）和应当提取出的值；None 表示不应认出。"""

    name: str
    rows: tuple[tuple[str, str], ...]
    expect: dict[str, str | None] = field(default_factory=dict, hash=False)


def rows(text: str) -> tuple[tuple[str, str], ...]:
    """把“种类|文字”一行一个的写法拆开；文字里的 ⏎ 是段内换行，⇥ 是制表符。"""
    found = []
    for line in text.strip().splitlines():
        kind, _, words = line.strip().partition("|")
        found.append((kind, words.replace("⏎", "\n").replace("⇥", "\t")))
    return tuple(found)


@cache
def as_docx(sample: Sample) -> bytes:
    """写成 DOCX，字号、红色、居中都在。"""
    document = docx.Document()
    for kind, text in sample.rows:
        size, red, align, indent = STYLES[kind]
        paragraph = document.add_paragraph()
        paragraph.alignment = getattr(ALIGN, align.upper())
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(size * indent)
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.name = "仿宋_GB2312"
        run._element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋_GB2312")
        if red:
            run.font.color.rgb = RGBColor(255, 0, 0)
    return saved(document)


def saved(document) -> bytes:
    """DOCX 的字节。"""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def as_txt(sample: Sample) -> bytes:
    """写成纯文本：没有任何样子，只有缩进。"""
    lines = []
    for kind, text in sample.rows:
        pad = "　　" if STYLES[kind][3] == 2 else ""
        lines += [pad + part for part in text.replace("\t", "      ").split("\n")]
    return "\n".join(lines).encode()


@cache
def as_pdf(sample: Sample) -> bytes:
    """用 Typst 写成 PDF。"""
    source = [
        '#set page(paper: "a4", margin: (top: 37mm, left: 28mm, right: 26mm, bottom: 35mm))',
        '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh")',
        "#set par(leading: 10pt, spacing: 12pt)",
    ]
    for kind, text in sample.rows:
        source.append(_typst_row(kind, text))
    return typst.compile("\n".join(source).encode())


def _typst_row(kind: str, text: str) -> str:
    size, red, align, indent = STYLES[kind]
    if not text:
        return "#v(20pt)"
    parts = []
    for line in text.split("\n"):
        cells = [f"#{json.dumps(cell, ensure_ascii=False)}" for cell in line.split("\t")]
        parts.append("#h(1fr)".join(cells))
    fill = ', fill: rgb("#ff0000")' if red else ""
    words = "#linebreak()".join(parts)
    pad = f"#h({indent}em)" if indent else ""
    return f"#align({align})[#text(size: {size}pt{fill})[{pad}{words}]]"


@cache
def as_ofd(sample: Sample, namespace: str = "http://www.ofdspec.org/2016") -> bytes:
    """最小的 OFD：一行一个文字对象，字距写在 DeltaX 里。"""
    pages: list[list[str]] = [[]]
    top = 37.0
    for kind, text in sample.rows:
        size = STYLES[kind][0] * 25.4 / 72
        for left, line in _ofd_lines(kind, text):
            if top + size > 262:
                pages.append([])
                top = 37.0
            pages[-1] += [_ofd_text(kind, part, (left + x, top)) for x, part in _cells(line, size)]
            top += size * 1.8
    return _ofd_package(pages, namespace)


def _cells(line: str, size: float):
    place = 0.0
    for cell in line.split("\t"):
        if cell:
            yield place, cell
        place += (len(cell) + 4) * size


def _ofd_lines(kind: str, text: str):
    _, _, align, indent = STYLES[kind]
    size = STYLES[kind][0] * 25.4 / 72
    per_line = int(156.5 // size)
    for left_over in text.split("\n"):
        pad, rest = indent, left_over
        while True:
            count = fitting(rest, per_line - pad)
            line, rest = rest[:count], rest[count:]
            room = 156 - sum(0.5 if char.isascii() else 1 for char in line) * size
            left = {"left": pad * size, "center": room / 2, "right": room}[align]
            yield 28 + max(left, 0), line
            pad = 0
            if not rest:
                break


def fitting(text: str, cells: int) -> int:
    """几个字排得下；字母数字算半个字宽。"""
    used = 0.0
    for place, char in enumerate(text):
        used += 0.5 if char.isascii() else 1
        if used > cells:
            return place
    return len(text)


def _ofd_text(kind: str, text: str, at: tuple[float, float]) -> str:
    size = STYLES[kind][0] * 25.4 / 72
    widths = [size * (0.5 if char.isascii() else 1) for char in text]
    deltas = " ".join(f"{width:.3f}" for width in widths[:-1])
    if len(set(widths)) == 1 and len(text) > 2:
        deltas = f"g {len(text) - 1} {widths[0]:.3f}"
    color = '<ofd:FillColor Value="255 0 0"/>' if STYLES[kind][1] else ""
    words = text.replace("&", "&amp;").replace("<", "&lt;")
    return (
        f'<ofd:TextObject ID="9" Font="2" Size="{size:.3f}" '
        f'Boundary="{at[0]:.3f} {at[1]:.3f} {sum(widths):.3f} {size:.3f}">{color}'
        f'<ofd:TextCode X="0" Y="{size * 0.88:.3f}" DeltaX="{deltas}">{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def _ofd_package(pages: list[list[str]], namespace: str) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?><ofd:%s xmlns:ofd="{namespace}">%s</ofd:%s>'

    def xml(tag: str, inside: str) -> str:
        return head % (tag, inside, tag)

    listed = "".join(
        f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n in range(len(pages))
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    parts = {
        "OFD.xml": xml(
            "OFD", "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        ),
        "Doc_0/Document.xml": xml(
            "Document",
            f"<ofd:CommonData>{area}<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>",
        ),
        "Doc_0/PublicRes.xml": xml(
            "Res", '<ofd:Fonts><ofd:Font ID="2" FontName="仿宋"/></ofd:Fonts>'
        ),
    }
    for number, objects in enumerate(pages):
        inside = f"<ofd:Content><ofd:Layer>{''.join(objects)}</ofd:Layer></ofd:Content>"
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = xml("Page", inside)
    return zipped(parts)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """把部件装成压缩包。"""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


FORMATS = {"docx": as_docx, "txt": as_txt, "pdf": as_pdf, "ofd": as_ofd}
