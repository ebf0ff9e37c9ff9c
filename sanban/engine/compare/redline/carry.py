"""搬运：新稿里的图片、附件、附注、样式、编号，随着新的文字搬到旧稿里来。"""

import posixpath
from copy import deepcopy
from hashlib import sha256
from typing import Any

from lxml import etree

from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.names import NOISE, UNSEEN, local, w
from sanban.engine.compare.package import Package, relations_of
from sanban.engine.compare.redline.marks import relation_attributes
from sanban.engine.compare.redline.tokens import NOTES, Source

NEW = "新:"
"""还没有搬过来的编号，前面先写上这个。"""
COMMENTS = tuple(w(name) for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
REFERENCES = (w("headerReference"), w("footerReference"))
SHADOWS = (*COMMENTS, w("proofErr"), w("permStart"), w("permEnd"), w("lastRenderedPageBreak"))


def source_of(package: Package, part: str) -> Source:
    """一个部件怎样认图和附注。"""
    relations = package.relations(part)
    found: dict[str, str] = {}

    def resolve(identity: str) -> str:
        key = identity.removeprefix(NEW)
        if key not in found:
            _, target, outside = relations.get(key, ("", key, True))
            names = package.names()
            inside = not outside and target in names
            found[key] = sha256(package.data(target)).hexdigest() if inside else target
        return found[key]

    return Source(resolve, _notes(package))


def _notes(package: Package) -> dict[tuple[str, str], str]:
    found = {}
    for kind in NOTES.values():
        part = package.related(package.main, kind)
        for note in package.tree(part) if part else ():
            text = "".join(node.text or "" for node in note.iter(w("t")))
            for identity in (note.get(w("id"), ""), NEW + note.get(w("id"), "")):
                found[kind, identity] = text
    return found


def prepare(root: Any, old_root: Any) -> None:
    """新稿的一个部件先收拾好：编号都标成还没有搬，批注、拼写记号不带。"""
    for node in list(root.iter(*SHADOWS, *REFERENCES)):
        node.getparent().remove(node)
    etree.strip_attributes(root, *(f"{{*}}{name}" for name in NOISE))
    for node, name, value in relation_attributes(root):
        node.set(name, NEW + value)
    for node in root.iter(*NOTES):
        node.set(w("id"), NEW + node.get(w("id"), ""))
    _bookmarks(root, old_root)


def _bookmarks(root: Any, old_root: Any) -> None:
    """书签只带旧稿里没有的，编号错开。"""
    names = {node.get(w("name")) for node in old_root.iter(w("bookmarkStart"))}
    kept = {
        node.get(w("id")) for node in root.iter(w("bookmarkStart"))
        if node.get(w("name")) not in names
    }  # fmt: skip
    for node in list(root.iter(*UNSEEN)):
        if node.get(w("id")) not in kept or not local(node.tag).startswith("bookmark"):
            node.getparent().remove(node)
        else:
            node.set(w("id"), NEW + node.get(w("id")))


class Carrier:
    """从新稿往旧稿搬。"""

    def __init__(self, old: Package, new: Package) -> None:
        self.old, self.new = old, new
        self._parts: dict[str, str] = {}
        self._relations: dict[tuple[str, str, str], str] = {}
        self._made_notes: dict[tuple[str, str], str] = {}

    def settle(self, root: Any, part: str, new_part: str, first_id: int) -> None:
        """`root` 里还没有搬的，现在搬来，换上旧稿里的编号。"""
        for node in list(root.iter(*NOTES)):
            value = node.get(w("id"), "")
            if value.startswith(NEW):
                node.set(w("id"), self._note(NOTES[node.tag], value.removeprefix(NEW)))
        for node, name, value in relation_attributes(root):
            if value.startswith(NEW):
                node.set(name, self._relation(part, new_part, value.removeprefix(NEW)))
        _number_bookmarks(root, first_id)

    def _relation(self, part: str, new_part: str, identity: str) -> str:
        key = (part, new_part, identity)
        if key not in self._relations:
            found = self.new.relations(new_part).get(identity)
            if found is None:
                raise CannotRevise("新稿里有图片或链接找不到来源，写不成修订稿。请另存后再比。")
            kind, target, outside = found
            moved = target if outside else self._part(target)
            self._relations[key] = self.old.relate(part, kind, moved, outside=outside)
        return self._relations[key]

    def _part(self, name: str) -> str:
        """搬一个部件，连同它用到的。"""
        if name in self._parts:
            return self._parts[name]
        if name not in self.new.names():
            raise CannotRevise("新稿里有图片或附件丢了，写不成修订稿。请另存后再比。")
        made = self.old.free_name(name)
        self._parts[name] = made
        self.old.add(made, self.new.data(name), self.new.content_type(name))
        path = relations_of(name)
        if path in self.new.names():
            self._part_relations(name, made)
        return made

    def _part_relations(self, name: str, made: str) -> None:
        root = deepcopy(self.new.tree(relations_of(name)))
        known = self.new.relations(name)
        for node in root:
            _, target, outside = known[node.get("Id", "")]
            if not outside:
                node.set("Target", "/" + self._part(target))
        path = relations_of(made)
        self.old.add(path, etree.tostring(root, encoding="UTF-8", xml_declaration=True),
                     "application/vnd.openxmlformats-package.relationships+xml")  # fmt: skip

    def _note(self, kind: str, identity: str) -> str:
        key = (kind, identity)
        if key not in self._made_notes:
            self._made_notes[key] = self._copy_note(kind, identity)
        return self._made_notes[key]

    def _copy_note(self, kind: str, identity: str) -> str:
        source = self.new.related(self.new.main, kind)
        notes = list(self.new.tree(source)) if source else []
        note = next((one for one in notes if one.get(w("id")) == identity), None)
        if note is None:
            raise CannotRevise("新稿里有脚注或尾注丢了内容，写不成修订稿。请另存后再比。")
        if relation_attributes(note):
            raise CannotRevise(
                "新稿新增的脚注里有图片或链接，写不成修订稿。请改用 --to html，或先去掉链接。"
            )
        part = self.old.related(self.old.main, kind) or self._notes_part(kind, source)
        root = self.old.change(part)
        made = max((int(one.get(w("id"), "0")) for one in root), default=0) + 1
        copied = deepcopy(note)
        copied.set(w("id"), str(made))
        root.append(copied)
        return str(made)

    def _notes_part(self, kind: str, source: str) -> str:
        """旧稿没有附注的部件，照新稿添一个，只留分隔线。"""
        root = deepcopy(self.new.tree(source))
        for note in list(root):
            if note.get(w("type")) is None:
                root.remove(note)
        made = self.old.free_name(posixpath.join(posixpath.dirname(self.old.main), f"{kind}.xml"))
        self.old.add(made, etree.tostring(root, encoding="UTF-8", xml_declaration=True),
                     self.new.content_type(source))  # fmt: skip
        related = self.new.relations(self.new.main).values()
        relation = next(this for this, target, _ in related if target == source)
        self.old.relate(self.old.main, relation, made)
        return made


def _number_bookmarks(root: Any, first: int) -> None:
    """新书签换上编号；只剩一头的去掉。"""
    starts = {node.get(w("id")): node for node in root.iter(w("bookmarkStart"))}
    ends = {node.get(w("id")): node for node in root.iter(w("bookmarkEnd"))}
    for identity in {*starts, *ends}:
        if not str(identity).startswith(NEW):
            continue
        pair = [side[identity] for side in (starts, ends) if identity in side]
        for node in pair:
            if len(pair) == 2:
                node.set(w("id"), str(first))
            else:
                node.getparent().remove(node)
        first += 1
