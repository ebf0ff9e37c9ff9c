"""改一份 DOCX：查一遍、改一遍，直到没有可改的；写出之前点一遍，少了什么就不写。"""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any, Literal

from lxml import etree

from sanban.engine.check.document import Document, open_document
from sanban.engine.check.rule import Edit, Fault, FormatRule
from sanban.engine.check.running import findings_of, run, span
from sanban.engine.fix.invariants import census, losses
from sanban.engine.fix.properties import apply
from sanban.engine.fix.words import Swap, first_id, possible, replace_text, track_text
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.proof.finding import Finding

MOST_PASSES = 5
UNSTABLE = "改了几遍还有要改的，版面太乱，没有写出。请先用“清除格式”再改。"
Class = Literal["A", "B"]


class NotFixed(Exception):
    """改了会丢东西，没有写；`lost` 是会丢的。"""

    def __init__(self, message: str, lost: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.lost = lost


@dataclass(frozen=True, slots=True)
class Fixed:
    """改好的文件：`changes` 是改了的各处说法，`left` 是还剩的发现。"""

    data: bytes
    changes: tuple[str, ...]
    left: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """怎么改：`upto` 改到 A 还是 B；`tracked` 改字写成修订；`rules` 照哪套规定。"""

    upto: Class = "A"
    tracked: bool = False
    rules: Rules = STANDARD


@dataclass(frozen=True, slots=True)
class _Plan:
    """一遍里要改的。"""

    edits: tuple[Edit, ...]
    swaps: tuple[Swap, ...]
    said: tuple[str, ...]


def fix(data: bytes, name: str = "公文.docx", *, options: Options = Options()) -> Fixed:
    """改一份 DOCX。

    :raises Unreadable: 读不了。
    :raises NotFixed: 改了会丢东西，或者怎么改都改不稳。
    """
    document = open_document(data, name, rules=options.rules)
    said: list[str] = []
    for _ in range(MOST_PASSES):
        plan = _plan(document, options)
        made = _made(document, plan, options) if plan.edits or plan.swaps else None
        if made is None:
            return Fixed(data, tuple(said), findings_of(document))
        data, document = made
        said += plan.said
    raise NotFixed(UNSTABLE)


def _plan(document: Document, options: Options) -> _Plan:
    edits: list[Edit] = []
    swaps: list[Swap] = []
    said: list[str] = []
    for rule, fault in _faults(document, options):
        swap = _swap(fault)
        if fault.suggestions and (swap is None or _overlaps(swap, swaps)):
            continue
        edits += fault.edits
        swaps += [swap] if swap else []
        said.append(f"{rule.id} {fault.message}")
    return _Plan(tuple(edits), tuple(swaps), tuple(said))


def _faults(document: Document, options: Options) -> Iterator[tuple[FormatRule, Fault]]:
    """可以改的；有密级的不改写字，免得把密级改没了。"""
    for found in run(document):
        for fault in found.faults:
            if fault.fix == "A" or (fault.fix == "B" and options.upto == "B"):
                yield found.rule, fault


def _swap(fault: Fault) -> Swap | None:
    if fault.para is None or not fault.suggestions:
        return None
    start, end = (place - fault.para.start for place in span(fault))
    made = Swap(fault.para, start, end, fault.suggestions[0])
    return made if possible(made) else None


def _overlaps(swap: Swap, others: Iterable[Swap]) -> bool:
    return any(
        other.para is swap.para and other.start < swap.end and swap.start < other.end
        for other in others
    )


def _made(document: Document, plan: _Plan, options: Options) -> tuple[bytes, Document] | None:
    """改一遍，重新打开点过；什么也没有真改的答 None。"""
    before = census(document)
    wanted = _text(document, plan.swaps) if plan.swaps else None
    touched = apply(plan.edits) + _swapped(document, plan.swaps, tracked=options.tracked)
    if not touched:
        return None
    paths = _paths(document, touched)
    data = packed(document, paths)
    again = open_document(data, document.physical.name, rules=options.rules)
    lost = losses(before, _same_view(again), text=wanted, touched=paths)
    if lost:
        raise NotFixed(f"改了会出问题，没有写出：{'；'.join(dict.fromkeys(lost))}。", tuple(lost))
    return data, again


def _same_view(document: Document) -> Any:
    document.settings  # noqa: B018 —— 改前看过的部件，改后也要看
    return census(document)


def _text(document: Document, swaps: tuple[Swap, ...]) -> str:
    text = document.text
    for swap in sorted(swaps, key=lambda one: -(one.para.start + one.start)):
        start, end = swap.para.start + swap.start, swap.para.start + swap.end
        text = text[:start] + swap.new + text[end:]
    return text


def _swapped(document: Document, swaps: tuple[Swap, ...], *, tracked: bool) -> list[Any]:
    """从后往前改，前面的位置不动。"""
    ids = count(first_id(document.traced.roots[document.traced.main]))
    touched: list[Any] = []
    for swap in sorted(swaps, key=lambda one: (one.para.index, one.start), reverse=True):
        touched += track_text(swap, ids) if tracked else replace_text(swap)
    return touched


def _paths(document: Document, touched: list[Any]) -> frozenset[str]:
    roots = {id(root): path for path, root in document.traced.roots.items()}
    return frozenset(roots[id(node.getroottree().getroot())] for node in touched)


def packed(document: Document, paths: frozenset[str]) -> bytes:
    """动过的部件重写，别的照抄。"""
    package, made = document.traced.package, BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in package.infolist():
            content = package.read(entry.filename)
            if entry.filename in paths:
                root = document.traced.roots[entry.filename]
                content = etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )
            copy = _entry(entry)
            written.writestr(copy, content)
    return made.getvalue()


def _entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """同样名字、时间、压缩方式的条目。"""
    made = zipfile.ZipInfo(entry.filename, entry.date_time)
    made.compress_type = entry.compress_type
    made.external_attr = entry.external_attr
    return made
