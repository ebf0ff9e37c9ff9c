"""一份 DOCX，看清了每段是什么要素、最终什么样，规则在它上面找毛病。"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, ClassVar

from sanban.engine.check.layers import Sheet, is_on
from sanban.engine.check.naming import Named, name_all
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.sections import TWIPS_PER_MM, Section, sections_of
from sanban.engine.check.tables import Table, table_of
from sanban.engine.gongwen.office_rules import STANDARD, Rules
from sanban.engine.gongwen.profiles import NOMINAL, PROFILES, Profile
from sanban.engine.read import Physical
from sanban.engine.read.docx import Traced, trace
from sanban.engine.read.docx_styles import W
from sanban.engine.read.physical import FOOTER, HEADER, place_all


@dataclass
class Document:
    """看清了的一份 DOCX。

    `paras` 按 `physical` 的次序；`rules` 是照哪套规定查；`tables` 是节点 → 表。
    """

    traced: Traced
    physical: Physical
    paras: tuple[Para, ...]
    sections: tuple[Section, ...]
    tables: dict[Any, Table]
    named: Named
    rules: Rules
    is_seen: ClassVar[bool] = False
    """是不是版式件：只看得见字和线，改不了。"""

    @property
    def text(self) -> str:
        """全文，一切位置按它数。"""
        return self.physical.text

    @property
    def is_gongwen(self) -> bool:
        """是不是公文；不是的只查文件卫生。"""
        return self.named.is_gongwen

    @property
    def has_head(self) -> bool:
        """有红头或者文号；没有的是白头的通知、送审稿。"""
        return self.first("issuer_mark") is not None or bool(self.having("doc_number"))

    @property
    def format(self) -> str:
        """四种格式之一，见 `gongwen.kinds.FORMATS`。"""
        return self.named.format

    @cached_property
    def profile(self) -> Profile:
        """页面照哪种写法；哪种都不是的取最接近的，一样接近的取单位常用的“对话框”。"""
        found = next((one for section in self.sections if (one := section.profile())), None)
        if found is not None:
            return found
        section = self.sections[0]
        choices = sorted(PROFILES.values(), key=lambda one: one.name != NOMINAL.name)
        return min(choices, key=lambda one: len(section.off(one)))

    def is_standard(self, section: Section) -> bool:
        """这一节的纸和白边都对，版心里的远近才量得准。"""
        tall = section.width if section.turned else section.height
        off = abs(tall / TWIPS_PER_MM - self.rules.mm("paper_height"))
        return section.profile() is not None and off <= 1

    @cached_property
    def settings(self) -> Any | None:
        """文档设置的根节点。"""
        return self.traced.root("settings")

    def setting(self, name: str) -> bool:
        """一项设置是不是开着。"""
        node = None if self.settings is None else self.settings.find(W + name)
        return node is not None and is_on({"": node.get(W + "val", "1")}, "")

    def of(self, *codes: str) -> list[Para]:
        """某几种要素的段，按次序。"""
        return [para for para in self.paras if para.code in codes]

    def first(self, *codes: str) -> Para | None:
        """某几种要素的第一段。"""
        return next(iter(self.of(*codes)), None)

    def having(self, role: str) -> list[Para]:
        """含有某个要素的段：几个要素可以同在一段。"""
        return [para for para in self.paras if role in para.roles]

    def between(self, above: Para, below: Para) -> list[Para]:
        """两段之间的段。"""
        return list(self.paras[above.index + 1 : below.index])

    def blank_lines(self, above: Para, below: Para) -> float | None:
        """两段之间空几行；行高说不准的答 None。"""
        pitch = self.profile.docx.pitch
        # 上面那段在摆位置的表里（联合行文的机关标志），表里的空格子不算行
        blanks = [one for one in self.between(above, below) if not one.source.cell]
        if any(blank.bare or blank.pitch is None for blank in blanks):
            return None
        highs = ((one.pitch or 0) + one.layout.before + one.layout.after for one in blanks)
        return (above.layout.after + sum(highs) + below.layout.before) / pitch

    def table(self, para: Para) -> Table | None:
        """段落所在的表。"""
        node = next(para.node.iterancestors(W + "tbl"), None)
        return None if node is None else self.tables.get(node)

    def sides(self, kind: str) -> Iterator[tuple[Section, str, Any]]:
        """各节的页眉（header）或页脚（footer）：节、何种页、根节点。"""
        for section in self.sections:
            for (which, when), path in section.sides.items():
                root = self.traced.roots.get(path)
                if which == kind and root is not None:
                    yield section, when, root


def open_document(data: bytes, name: str = "公文.docx", *, rules: Rules = STANDARD) -> Document:
    """打开一份 DOCX；读不了抛 `Unreadable`。"""
    traced = trace(data)
    physical = _physical(traced, name)
    paths = {key: path for key, _, path in traced.related}
    root = traced.roots[traced.main]
    sections = tuple(sections_of(root, paths)) or tuple(_no_section(root))
    sheet = Sheet(traced.root("styles"), traced.root("theme"), traced.root("numbering"))
    paras = tuple(_paras(traced, physical, (sections, sheet)))
    tables = _tables(traced.roots.values(), paras, (sections, sheet))
    for para in paras:
        owner = next(para.node.iterancestors(W + "tbl"), None) if para.source.cell else None
        para.in_table = owner is not None and tables[owner].lined
    return Document(traced, physical, paras, sections, tables, name_all(paras, physical), rules)


def _no_section(root: Any) -> Iterator[Section]:
    """没有节属性的，照 Word 的默认。"""
    body = root.find(W + "body")
    yield from sections_of(_with_section(body), {})


def _with_section(body: Any) -> Any:
    node = body.makeelement(W + "sectPr")
    body.append(node)
    return body


def _physical(traced: Traced, name: str) -> Physical:
    paragraphs = place_all(traced.reading.paragraphs)
    return Physical(name, "docx", paragraphs, "\n".join(each.text for each in paragraphs))


# 页眉页脚里的文本框，也算页眉页脚
OUTSIDE = {W + "hdr": HEADER, W + "ftr": FOOTER}
World = tuple[tuple[Section, ...], Sheet]


def _paras(traced: Traced, physical: Physical, world: World) -> Iterator[Para]:
    """水印没有节点，不算段。"""
    sections, sheet = world
    nodes = {id(paragraph): node for paragraph, node in traced.trace}
    numbers = _section_numbers(traced.roots[traced.main])
    index = 0
    for read, placed in zip(traced.reading.paragraphs, physical.paragraphs, strict=True):
        node = nodes.get(id(read))
        if node is not None:
            root = node.getroottree().getroot().tag
            outside = OUTSIDE.get(root, placed.place)
            number = numbers.get(node, 0 if root in OUTSIDE else len(sections) - 1)
            home = sections[min(number, len(sections) - 1)]
            source = placed if outside == placed.place else replace(placed, place=outside)
            yield Para(index, node, source, home, sheet)
            index += 1


def _section_numbers(root: Any) -> dict[Any, int]:
    """段落和表在第几节。"""
    numbers: dict[Any, int] = {}
    count = 0
    for node in root.iter(W + "p", W + "tbl", W + "sectPr"):
        if node.tag == W + "sectPr":
            count += 1
        else:
            numbers[node] = count
    return numbers


def _tables(roots: Iterable[Any], paras: tuple[Para, ...], world: World) -> dict[Any, Table]:
    sheet = world[1]
    homes: dict[Any, Section] = {}
    for para in paras:
        if para.source.cell:
            for node in para.node.iterancestors(W + "tbl"):
                homes.setdefault(node, para.section)
    return {node: table_of(node, section, sheet) for node, section in homes.items()}
