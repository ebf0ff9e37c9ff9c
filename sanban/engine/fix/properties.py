"""写属性：按名目改一个节点的属性，次序照架构，别的一概不动。"""

from collections.abc import Iterable
from typing import Any

from sanban.engine.check.rule import Edit
from sanban.engine.fix.order import ORDERS
from sanban.engine.read.docx_body import MC
from sanban.engine.read.docx_styles import W

CUT = len(W)
KEPT = ("tblPrEx",)


def apply(edits: Iterable[Edit]) -> list[Any]:
    """改完；答真正动过的节点。"""
    touched = []
    for edit in edits:
        for node in (edit.node, *_twins(edit.node)):
            if write(node, edit.holder, dict(edit.values)):
                touched.append(node)
    return touched


def write(node: Any, holder: str, values: dict[str, str | None]) -> bool:
    """写一个节点；有没有真的改了什么。"""
    home = node if not holder else _holder(node, holder)
    changed = [_set(home, name, value) for name, value in values.items()]
    if holder and not len(home) and not home.attrib:
        home.getparent().remove(home)
    return any(changed)


def _holder(node: Any, name: str) -> Any:
    """装属性的元素，没有就加在最前头。"""
    found = node.find(W + name)
    if found is None:
        found = node.makeelement(W + name)
        place = 1 if len(node) and node[0].tag == W + KEPT[0] else 0
        node.insert(place, found)
    return found


def _set(home: Any, name: str, value: str | None) -> bool:
    path, _, attribute = name.partition(".")
    target = home
    for step in path.split("/") if path else ():
        found = target.find(W + step)
        if found is None:
            if value is None:
                return False
            found = _insert(target, step)
        target = found
    if value is None and not attribute:
        target.getparent().remove(target)
        return True
    return _attribute(home, target, (attribute or "val", value))


def _attribute(home: Any, target: Any, pair: tuple[str, str | None]) -> bool:
    key, value = W + pair[0], pair[1]
    if target.get(key) == value:
        return False
    if value is not None:
        target.set(key, value)
        return True
    del target.attrib[key]
    if target is not home and not target.attrib and not len(target):
        target.getparent().remove(target)
    return True


def _insert(home: Any, name: str) -> Any:
    """按架构的次序插进去；没有次序表的放在最后。"""
    order = ORDERS.get(home.tag[CUT:], ())
    made = home.makeelement(W + name)
    rank = order.index(name) if name in order else len(order)
    for place, child in enumerate(home):
        known = child.tag[CUT:] if isinstance(child.tag, str) else ""
        after = order.index(known) if known in order else len(order)
        if after > rank:
            home.insert(place, made)
            return made
    home.append(made)
    return made


def _twins(node: Any) -> list[Any]:
    """新写法里改了，旧写法里的同一个节点也改。"""
    choice = next(node.iterancestors(MC + "Choice"), None)
    if choice is None:
        return []
    same = list(choice.iter(node.tag))
    fallback = choice.getparent().find(MC + "Fallback")
    others = [] if fallback is None else list(fallback.iter(node.tag))
    if len(same) != len(others) or node not in same:
        return []
    twin = others[same.index(node)]
    return [twin] if _text(twin) == _text(node) else []


def _text(node: Any) -> str:
    return "".join(each.text or "" for each in node.iter(W + "t"))
