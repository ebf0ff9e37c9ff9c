"""DOCX → 公文：三办画的 DOCX，在 Word、WPS 里改过再读回来，改过的字算数。"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.elements import Element, PageNumbers
from sanban.engine.gongwen.kinds import (
    BY_NAME,
    DOC_KINDS,
    LETTER,
    ORDER_FORMAT,
    UP,
)
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.read import MALFORMED
from sanban.engine.read.docx_styles import W
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.gongwen.body import read_body
from sanban.engine.read.gongwen.elements import read_elements
from sanban.engine.read.gongwen.parts import Parts, open_parts
from sanban.engine.read.gongwen.story import Item, Line, read_story
from sanban.engine.render.docx.facts import Facts, read_facts

R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
FORMAT_SIGNS = {"doc_number_letter": LETTER, "doc_number_order": ORDER_FORMAT}
LIMIT = 100 * 1024 * 1024
TOO_BIG = "文件超过 100 MB，读不了。请压缩图片后再读。"
FOREIGN = (
    "这不是三办排的公文，里面没有“公文标题”“公文正文”这些样式。"
    "请用“读入”识别它的各个要素，再由三办排版。"
)
UNKNOWN_KIND = "认不出是哪个文种，请在标题末尾写明，如“……的通知”。"
DAMAGED = "文件已损坏或没有传完整，请重新保存一份再读。"


def gongwen_from_docx(data: bytes) -> Gongwen:
    """从 DOCX 字节读回公文。

    文字一律读看得见的；文种、格式、署名方式等看不见的，读文档属性，没有属性的从样式和标题推断。

    :raises Rejected: 损坏、不安全、不是三办排的，或者日期、份号认不出。
    """
    if len(data) > LIMIT:
        raise Rejected(Problem("DOCX", TOO_BIG))
    try:
        parts = open_parts(data)
        return _gongwen(parts)
    except Unreadable as error:
        raise Rejected(Problem("DOCX", error.message)) from error
    except MALFORMED as error:
        raise Rejected(Problem("DOCX", DAMAGED)) from error


def _gongwen(parts: Parts) -> Gongwen:
    items = read_story(parts, parts.body)
    lines = (*_headers(parts), *(item for item in items if isinstance(item, Line)))
    if not any(line.code for line in lines):
        raise Rejected(Problem("DOCX", FOREIGN))
    facts = _facts(parts, lines)
    elements = in_order([*_elements(items, lines, facts), *_page_numbers(parts)])
    return Gongwen(facts.kind, elements, facts.format, facts.direction)


def _elements(items: list[Item], lines: tuple[Line, ...], facts: Facts) -> Iterator[Element]:
    yield from read_elements(lines, facts)
    yield from read_body(items)


def _headers(parts: Parts) -> Iterator[Line]:
    """信函的机关标志在首页页眉里。"""
    for reference in parts.body.iter(W + "headerReference"):
        root = parts.root(reference.get(R_ID, ""))
        if root is not None:
            yield from (item for item in read_story(parts, root) if isinstance(item, Line))


def _page_numbers(parts: Parts) -> Iterator[PageNumbers]:
    """页脚里有页码域的，就是编页码的。"""
    if any(map(_has_page_field, _footers(parts))):
        start = parts.body.find(f".//{W}pgNumType")
        yield PageNumbers(1 if start is None else int(start.get(W + "start", "1")))


def _footers(parts: Parts) -> Iterator[Any]:
    for reference in parts.body.iter(W + "footerReference"):
        root = parts.root(reference.get(R_ID, ""))
        if root is not None:
            yield root


def _has_page_field(root: Any) -> bool:
    fields = "".join(node.text or "" for node in root.iter(W + "instrText"))
    simple = "".join(node.get(W + "instr", "") for node in root.iter(W + "fldSimple"))
    return "PAGE" in fields + simple


def _facts(parts: Parts, lines: tuple[Line, ...]) -> Facts:
    """文档属性里的事；属性被别的软件丢掉的，从标题和样式推断。"""
    told = read_facts(parts.facts)
    facts = told or Facts()
    kind = facts.kind or _kind(lines)
    form = facts.format or _format(lines) or DOC_KINDS[kind].format
    direction = facts.direction
    if told is None:
        up = any(line.code in ("doc_number_up", "signer_label") for line in lines)
        direction = UP if up else DOC_KINDS[kind].directions[0]
    style = facts.style or DOC_KINDS[kind].sign_off
    return replace(facts, kind=kind, format=form, direction=direction, style=style)


def _kind(lines: tuple[Line, ...]) -> str:
    title = "".join(line.text for line in lines if line.code == "title").replace("\n", "")
    found = next((kind.code for name, kind in BY_NAME.items() if title.endswith(name)), "")
    if not found:
        raise Rejected(Problem("文种", UNKNOWN_KIND))
    return found


def _format(lines: tuple[Line, ...]) -> str:
    return next((FORMAT_SIGNS[line.code] for line in lines if line.code in FORMAT_SIGNS), "")
