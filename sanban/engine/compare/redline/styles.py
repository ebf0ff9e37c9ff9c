"""样式和编号：新稿用到的，旧稿里有同名的就用旧稿的，没有的添进去。"""

from copy import deepcopy
from dataclasses import replace
from typing import Any

from lxml import etree

from sanban.engine.compare.names import W, w
from sanban.engine.compare.package import Package
from sanban.engine.compare.redline.canon import canon
from sanban.engine.read.docx_styles import Props, Styles

USES = {w("pStyle"): "paragraph", w("rStyle"): "character", w("tblStyle"): "table"}
LINKS = (w("basedOn"), w("next"), w("link"))
PLAN_NOISE = (w("nsid"), w("tmpl"), w("lvlPicBulletId"))
NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
NUMBERING_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"


class Looks:
    """把新稿的样式号、编号换成旧稿的。"""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = old, new
        self._styles: dict[str, str] = {}
        self._numbers: dict[str, str] = {}
        self._sheets: dict[Package, Styles] = {}
        self.differing: list[str] = []
        there = old.related(old.main, "styles")
        here = new.related(new.main, "styles")
        self._there = _by_id(old.tree(there)) if there else {}
        self._here = _by_id(new.tree(here)) if here else {}
        self._names = {_name(style): key for key, style in self._there.items()}
        self._part = there

    def map(self, root: Any) -> None:
        """就地换掉 `root` 里的样式号、编号。"""
        for node in root.iter(*USES):
            node.set(w("val"), self._style(node.get(w("val"), "")))
        for node in root.iter(w("numId")):
            node.set(w("val"), self._number(node.get(w("val"), "0")))

    def _style(self, key: str) -> str:
        if key in self._styles:
            return self._styles[key]
        style = self._here.get(key)
        if style is None or not self._part:
            return key
        same = self._names.get(_name(style))
        if same is not None:
            return self._same_name(key, style, same)
        return self._add_style(key, style)

    def _same_name(self, key: str, style: Any, same: str) -> str:
        """同名的样式：看起来一样就用旧稿的；不一样，添一个“（新稿）”，样子才留得住。"""
        alike = canon(style) == canon(self._there[same])
        if not alike and self._visible(self.new, key, style) != self._visible(
            self.old, same, self._there[same]
        ):
            copied = deepcopy(style)
            name = copied.find(w("name"))
            if name is not None and style.get(w("default")) is None:
                name.set(w("val"), f"{name.get(w('val'))}（新稿）")
                return self._add_style(key, copied)
        if not alike:
            self.differing.append(_name(style)[1])
        self._styles[key] = same
        return same

    def _visible(self, package: Package, key: str, style: Any) -> Props | None:
        """一个样式最终的样子；表格样式看不出来，答空。"""
        kind = style.get(w("type"), "paragraph")
        if package not in self._sheets:
            self._sheets[package] = Styles(*(_part(package, one) for one in ("styles", "theme")))
        sheet = self._sheets[package]
        if kind == "paragraph":
            return replace(sheet.paragraph(_naming("pPr", "pStyle", key)), number=None, depth=None)
        if kind == "character":
            return sheet.run(_naming("rPr", "rStyle", key), Props())
        return None

    def _add_style(self, key: str, style: Any) -> str:
        made, number = key, 1
        while made in self._there:
            number += 1
            made = f"{key}{number}"
        self._styles[key] = made
        copied = deepcopy(style)
        copied.set(w("styleId"), made)
        copied.attrib.pop(w("default"), None)
        self._there[made] = copied
        self._names[_name(style)] = made
        for node in copied.iter(*LINKS):
            node.set(w("val"), self._style(node.get(w("val"), "")))
        for node in copied.iter(w("numId")):
            node.set(w("val"), self._number(node.get(w("val"), "0")))
        self.old.change(self._part).append(copied)
        return made

    def _number(self, number: str) -> str:
        if number == "0":
            return number
        if number not in self._numbers:
            self._numbers[number] = self._matched(number)
        return self._numbers[number]

    def _matched(self, number: str) -> str:
        """旧稿里同号的定义一样，就是它；不一样，添一个。"""
        source = self.new.related(self.new.main, "numbering")
        if not source:
            return number
        mine = _definition(self.new.tree(source), number)
        if mine is None:
            return number
        part = self.old.related(self.old.main, "numbering") or self._numbering_part()
        theirs = _definition(self.old.tree(part), number)
        if theirs is not None and _written(mine) == _written(theirs):
            return number
        return _add_number(self.old.change(part), mine)

    def _numbering_part(self) -> str:
        made = self.old.free_name("word/numbering.xml")
        empty = etree.Element(w("numbering"), nsmap={"w": W[1:-1]})
        self.old.add(made, etree.tostring(empty, encoding="UTF-8", xml_declaration=True),
                     NUMBERING_TYPE)  # fmt: skip
        self.old.relate(self.old.main, NUMBERING_RELATION, made)
        return made


def _part(package: Package, kind: str) -> Any | None:
    part = package.related(package.main, kind)
    return package.tree(part) if part else None


def _naming(tag: str, name: str, key: str) -> Any:
    """只写明用哪个样式的一组属性。"""
    node = etree.Element(w(tag))
    etree.SubElement(node, w(name)).set(w("val"), key)
    return node


def _by_id(root: Any) -> dict[str, Any]:
    return {style.get(w("styleId"), ""): style for style in root.iterfind(w("style"))}


def _name(style: Any) -> tuple[str, str]:
    name = style.find(w("name"))
    shown = style.get(w("styleId"), "") if name is None else name.get(w("val"), "")
    return style.get(w("type"), "paragraph"), shown.lower()


def _definition(root: Any, number: str) -> tuple[Any, Any] | None:
    """一个编号的定义：（编号，它的方案）。"""
    found = next((one for one in root.iterfind(w("num")) if one.get(w("numId")) == number), None)
    if found is None:
        return None
    plan = found.find(w("abstractNumId"))
    key = None if plan is None else plan.get(w("val"))
    plans = root.iterfind(w("abstractNum"))
    abstract = next((one for one in plans if one.get(w("abstractNumId")) == key), None)
    return None if abstract is None else (found, abstract)


def _written(definition: tuple[Any, Any]) -> str:
    number, plan = definition
    inside = "".join(canon(child) for child in plan if child.tag not in PLAN_NOISE)
    return inside + "".join(canon(child) for child in number if child.tag != w("abstractNumId"))


def _add_number(root: Any, definition: tuple[Any, Any]) -> str:
    number, plan = (deepcopy(one) for one in definition)
    for node in list(plan.iter(*PLAN_NOISE)):
        node.getparent().remove(node)
    plans, numbers = root.findall(w("abstractNum")), root.findall(w("num"))
    plan_id = _next(plans, "abstractNumId")
    made = _next(numbers, "numId")
    plan.set(w("abstractNumId"), plan_id)
    number.set(w("numId"), made)
    number.find(w("abstractNumId")).set(w("val"), plan_id)
    root.insert(root.index(plans[-1]) + 1 if plans else 0, plan)
    last = root.findall(w("num")) or root.findall(w("abstractNum"))
    root.insert(root.index(last[-1]) + 1, number)
    return made


def _next(nodes: list[Any], name: str) -> str:
    known = [node.get(w(name), "0") for node in nodes]
    return str(max((int(one) for one in known if one.isdecimal()), default=0) + 1)
