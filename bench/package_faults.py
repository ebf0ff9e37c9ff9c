"""弄坏 DOCX 的别处：属性、链接、宏、主题字体、编号、嵌入的对象，和要加节点的几种毛病。"""

import zipfile
from collections.abc import Callable, Mapping
from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any

from lxml import etree

from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Edit
from sanban.engine.fix.fixing import packed
from sanban.engine.fix.properties import apply
from sanban.engine.fix.words import Swap, possible, replace_text
from sanban.engine.gongwen.kinds import LETTER
from sanban.engine.read.docx_styles import W

WHOLE = -1
Fault = tuple[bytes, int]
"""弄坏了的文件，坏在第几段（整份文件的事是 WHOLE）。"""
Packaged = Callable[[Document, Random], Fault | None]
RELS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument"
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="x">'
    '<a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface=""/>'
    '<a:ea typeface="仿宋"/></a:majorFont><a:minorFont><a:latin typeface=""/>'
    '<a:ea typeface="仿宋"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0">'
    '<w:start w:val="{}"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="7">'
    '<w:abstractNumId w:val="7"/></w:num></w:numbering>'
)
OBJECT = (
    f'<w:r xmlns:w="{WORD}"><w:object><o:OLEObject '
    'xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r>'
)
CHINESE = "一二三四五六七八九"


def repacked(data: bytes, changes: Mapping[str, Callable[[str], str]]) -> bytes:
    """换掉、加上几个部件；没有的部件从空的开始。"""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            before = old.read(name) if name in old.namelist() else b""
            given = changes.get(name)
            new.writestr(name, given(before.decode()) if given else before)
    return made.getvalue()


def _whole(document: Document) -> bytes:
    return packed(document, frozenset(document.traced.roots))


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def _parts(*choices: Mapping[str, Callable[[str], str]]) -> Packaged:
    """只动部件，坏的是整份文件。"""
    return lambda document, chance: (repacked(_whole(document), chance.choice(choices)), WHOLE)


def _relation(kind: str, target: str, *, outside: bool = False) -> Callable[[str], str]:
    mode = ' TargetMode="External"' if outside else ""
    made = f'<Relationship Id="rIdMore" Type="{NS}/{kind}" Target="{target}"{mode}/>'
    return _swap("</Relationships>", f"{made}</Relationships>")


def _type(part: str, kind: str) -> Callable[[str], str]:
    made = f'<Override PartName="/word/{part}" ContentType="{OFFICE}.{kind}+xml"/>'
    return _swap("</Types>", f"{made}</Types>")


def _body(document: Document, chance: Random) -> Para | None:
    paras = [
        para for para in document.of("body")
        if not para.source.cell and not para.pictured and para.bare and not para.in_attachment
    ]  # fmt: skip
    return chance.choice(paras) if paras else None


def _leak(document: Document, chance: Random) -> Fault | None:
    """字上写着仿宋_GB2312，又挂着主题字体。"""
    para = _body(document, chance)
    if para is None or document.traced.root("theme") is not None:
        return None
    values: dict[str, str | None] = {
        "rFonts.eastAsia": "仿宋_GB2312", "rFonts.eastAsiaTheme": "minorEastAsia",
    }  # fmt: skip
    apply(Edit(run, "rPr", values) for run in para.node.iter(W + "r"))
    changes: dict[str, Callable[[str], str]] = {
        "word/theme/theme1.xml": lambda text: THEME,
        RELS: _relation("theme", "theme/theme1.xml"),
        TYPES: _type("theme/theme1.xml", "theme"),
    }
    return repacked(_whole(document), changes), para.index


def _narrow(document: Document, chance: Random) -> Fault | None:
    """引号用西文字体。"""
    paras = [
        para for para in document.of("body")
        if not para.source.cell and "“" in para.text and not para.in_attachment
    ]  # fmt: skip
    if not paras:
        return None
    para = chance.choice(paras)
    values: dict[str, str | None] = {
        "rFonts.hint": "default", "rFonts.ascii": "Times New Roman",
        "rFonts.hAnsi": "Times New Roman",
    }  # fmt: skip
    apply(Edit(run, "rPr", values) for run in para.node.iter(W + "r"))
    return _whole(document), para.index


def _added(xml: str) -> Packaged:
    """正文一段的末尾加一截。"""

    def change(document: Document, chance: Random) -> Fault | None:
        para = _body(document, chance)
        if para is None:
            return None
        run = list(para.node.iter(W + "r"))[-1]
        made = etree.fromstring(xml)
        look = run.find(W + "rPr")
        if look is not None:
            made.insert(0, deepcopy(look))
        run.addnext(made)
        return _whole(document), para.index

    return change


def _numbered(document: Document, chance: Random) -> Fault | None:
    """一级标题里有一个改成自动编号，别的还是手打的。"""
    heads = [para for para in document.of("heading1") if not para.in_attachment]
    if len(heads) < 3 or document.traced.root("numbering") is not None:
        return None
    para = chance.choice(heads)
    replace_text(Swap(para, 0, 2, ""))
    holder = para.node.find(W + "pPr")
    number = etree.fromstring(
        f'<w:numPr xmlns:w="{WORD}"><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'
    )
    holder.insert(1, number)
    start = str(CHINESE.index(para.text[0]) + 1)
    changes: dict[str, Callable[[str], str]] = {
        "word/numbering.xml": lambda text: NUMBERING.format(start),
        RELS: _relation("numbering", "numbering.xml"),
        TYPES: _type("numbering.xml", "wordprocessingml.numbering"),
    }
    return repacked(_whole(document), changes), para.index


def _letter_lines(document: Document, chance: Random) -> Fault | None:
    """信函的版记加一条线。"""
    para = document.first("cc_recipient")
    table = None if para is None else document.table(para)
    if document.format != LETTER or table is None or para is None:
        return None
    side = chance.choice(("top", "bottom"))
    values: dict[str, str | None] = {f"tcBorders/{side}": "single", f"tcBorders/{side}.sz": "8"}
    apply(Edit(cell, "tcPr", values) for cell in table.rows[0].iterfind(W + "tc"))
    return _whole(document), para.index


def _hourglass(document: Document, chance: Random) -> Fault | None:
    """标题排成三行，中间短。"""
    titles = document.of("title")
    if len(titles) != 1 or len(titles[0].bare) < 16 or "\n" in titles[0].text:
        return None
    para = titles[0]
    text, wide = para.bare, (len(para.bare) - chance.choice((2, 3))) // 2
    parts = text[:wide], text[wide : wide + len(text) - 2 * wide], text[len(text) - wide :]
    if wide > 18:
        return None
    runs = [run for run in para.node.iter(W + "r") if run.find(W + "t") is not None]
    for run in runs[1:]:
        run.getparent().remove(run)
    for node in list(runs[0].iterfind(W + "t")):
        runs[0].remove(node)
    for place, part in enumerate(parts):
        if place:
            runs[0].append(runs[0].makeelement(W + "br"))
        made = runs[0].makeelement(W + "t")
        made.text = part
        runs[0].append(made)
    return _whole(document), para.index


def _public(document: Document, chance: Random) -> Fault | None:
    """标着密级，附注又说公开。"""
    secret, notes = document.first("secrecy"), document.of("annotation")
    if secret is None or not notes:
        return None
    words = chance.choice(("（此件公开发布）", "（主动公开）"))
    replace_text(Swap(notes[0], 0, len(notes[0].text), words))
    return _whole(document), secret.index


def _signed_apart(document: Document, chance: Random) -> Fault | None:
    """联合行文，两个署名对换。"""
    marks = [para.bare for para in document.of("issuer_mark")]
    signs = [para for para in document.of("issuer_signature") if para.bare in marks]
    if len(signs) < 2:
        return None
    one, other = signs[0], signs[1]
    texts = one.text, other.text
    replace_text(Swap(one, 0, len(texts[0]), texts[1]))
    replace_text(Swap(other, 0, len(texts[1]), texts[0]))
    return _whole(document), one.index


def _stuck(document: Document, chance: Random) -> Fault | None:
    """联合行文的“文件”跟在最后一个机关后面。"""
    marks = document.of("issuer_mark")
    organs = [para for para in marks if para.bare != "文件"]
    suffix = [para for para in marks if para.bare == "文件"]
    if len(organs) < 2 or not suffix:
        return None
    last = organs[-1]
    replace_text(Swap(last, len(last.text) - 1, len(last.text), last.text[-1] + "文件"))
    replace_text(Swap(suffix[0], 0, len(suffix[0].text), ""))
    return _whole(document), last.index


def _rare(document: Document, chance: Random) -> Fault | None:
    """正文里换一个生僻字、一个私用区的字。"""
    para = _body(document, chance)
    if para is None:
        return None
    places = [place for place, char in enumerate(para.text) if "一" <= char <= "龥"]
    at = places[-1] if places else -1
    swap = Swap(para, at, at + 1, chance.choice("镕堃喆\ue123"))
    if at < 0 or not possible(swap):
        return None
    replace_text(swap)
    return _whole(document), para.index


def _excused(document: Document, chance: Random) -> Fault | None:
    """落款上面写一句“此页无正文”。"""
    date = document.first("issue_date")
    body = [para for para in document.of("body") if not para.in_attachment and not para.source.cell]
    if date is None or not body or body[-1].index > date.index or document.of("attachment_note"):
        return None
    made = deepcopy(body[-1].node)
    runs = [run for run in made.iter(W + "r") if run.find(W + "t") is not None]
    if not runs or made.find(f".//{W}sectPr") is not None:
        return None
    for run in runs[1:]:
        run.getparent().remove(run)
    text: Any = runs[0].find(W + "t")
    text.text = chance.choice(("（此页无正文）", "此页无正文", "(此页无正文)"))
    body[-1].node.addnext(made)
    return _whole(document), body[-1].index + 1


# fmt: off
PACKAGED: dict[str, Packaged] = {
    "FT-02": _leak,
    "FT-03": _narrow,
    "FT-04": _rare,
    "HD-05": lambda document, chance: chance.choice((_signed_apart, _stuck))(document, chance)
                                      or _stuck(document, chance),
    "TI-02": _hourglass,
    "BD-05": _numbered,
    "SG-03": _excused,
    "LT-05": _letter_lines,
    "DX-03": _parts({"docProps/app.xml": _swap("<Application>",
                                               "<Company>某县</Company><Application>")},
                    {"docProps/app.xml": _swap("<Application>",
                                               "<Manager>张三</Manager><Application>")}),
    "DX-04": _parts({RELS: _relation("attachedTemplate", "http://a.invalid/a.dotx", outside=True)},
                    {RELS: _relation("hyperlink", "http://a.invalid/", outside=True)},
                    {RELS: _relation("image", "file:///c:/a.png", outside=True)}),
    "DX-05": _parts({"word/vbaProject.bin": lambda text: "x"},
                    {"word/activeX/activeX1.xml": lambda text: "<a/>"}),
    "DX-06": _added(f'<w:r xmlns:w="{WORD}"><w:t>错误!未找到引用源。</w:t></w:r>'),
    "DX-08": _added(OBJECT),
    "DX-09": _public,
}
# fmt: on
