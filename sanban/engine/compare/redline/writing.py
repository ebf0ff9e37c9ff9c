"""写修订稿：合写、搬运、核对，核对不上就不写。"""

from copy import deepcopy
from dataclasses import dataclass
from itertools import count
from typing import Any

from lxml import etree

from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.names import MC, w
from sanban.engine.compare.package import Package
from sanban.engine.compare.redline.body import Body
from sanban.engine.compare.redline.canon import properties
from sanban.engine.compare.redline.carry import NEW, Carrier, prepare, source_of
from sanban.engine.compare.redline.marks import HELD, Pen, blend
from sanban.engine.compare.redline.paragraphs import World
from sanban.engine.compare.redline.shape import Shape, shape
from sanban.engine.compare.redline.sides import pairs_of_sides
from sanban.engine.compare.redline.styles import Looks
from sanban.engine.compare.redline.tokens import Source
from sanban.engine.compare.revisions import ACCEPT, REJECT, revised, settle

FIRST_ID = 900_000
"""修订、新书签的编号从这里数起，和文件里原有的错开。"""
REVISED = (
    "旧稿里还有没处理的修订，再写修订就分不清是谁改的。"
    "请先在旧稿里全部接受或全部拒绝，另存后再比；或者改用 --to html。"
)
LOST = (
    "写成修订稿会走样（{}），所以没有写。请改用 --to html 看不同之处，"
    "或者在文字处理软件里用“比较文档”。"
)
ENDS = ("接受后和新稿不一样", "拒绝后和旧稿不一样")
COMMENTED = "新稿里的批注没有带进修订稿；旧稿的批注还在。"
STYLES = "样式“{}”两份的定义不同，修订稿里用旧稿的。"


@dataclass(frozen=True, slots=True)
class Redline:
    """写好的修订稿。`notes` 是要让人知道的话。"""

    data: bytes
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Story:
    """要合写的一篇：旧稿、新稿里各是哪个部件。"""

    old: str
    new: str


def redline(old: bytes, new: bytes, *, pen: Pen, plain_old: bool = False) -> Redline:
    """在旧稿的部件上写修订；两份都是 DOCX 字节，没有不同就照抄旧稿。

    `plain_old` 表示旧稿是从文字做出来的，没有样子可比。

    :raises CannotRevise: 旧稿里已有修订，或者有东西搬不过来；什么也没有写。
    """
    there, here = Package(old), Package(new)
    if any(revised(there.tree(name)) for name in there.stories()):
        raise CannotRevise(REVISED)
    pen.formatting = not (plain_old or pen.plain_new)
    pen.ids = count(FIRST_ID)
    writer = _Writer(there, here, pen)
    stories = [_Story(there.main, here.main)]
    notes = []
    if pen.formatting:
        pairs, note = pairs_of_sides(there, here)
        stories += [_Story(*pair) for pair in pairs]
        notes += [note] if note else []
    changed = [writer.write(story) for story in stories]
    notes += [STYLES.format(name) for name in dict.fromkeys(writer.looks.differing)]
    if next(here.tree(here.main).iter(w("commentReference")), None) is not None:
        notes.append(COMMENTED)
    return Redline(there.save() if any(changed) else old, tuple(notes))


class _Writer:
    """一份修订稿的写法。"""

    def __init__(self, old: Package, new: Package, pen: Pen) -> None:
        self.old, self.new, self.pen = old, new, pen
        self.looks = Looks(old, new)
        self.carrier = Carrier(old, new)

    def write(self, story: _Story) -> bool:
        """合写一篇；有改动答真。"""
        there, here = self.old.tree(story.old), deepcopy(self.new.tree(story.new))
        if revised(here):
            settle(here, ACCEPT)
        prepare(here, there)
        self.looks.map(here)
        world = World(self.pen, source_of(self.old, story.old), source_of(self.new, story.new))
        before = self._shape(there, world.old)
        root = _with_names(there, here)
        inside, other = _container(root), _container(here)
        Body(world).merge(inside, other)
        if self.pen.formatting:
            _section(inside, other, self.pen)
        if not revised(root):
            return False
        self._check(root, (self._shape(here, world.new), before), world)
        self.carrier.settle(root, story.old, story.new, FIRST_ID * 2)
        self.old.replace(story.old, root)
        return True

    def _shape(self, root: Any, source: Source) -> Shape:
        return shape(_container(root), source, formatting=self.pen.formatting)

    def _check(self, root: Any, ends: tuple[Shape, Shape], world: World) -> None:
        """接受要等于新稿，拒绝要等于旧稿，不然不写。"""
        source = _Mixed(world).source
        for way, end, name in zip((ACCEPT, REJECT), ends, ENDS, strict=True):
            copied = deepcopy(root)
            settle(copied, way)
            if self._shape(copied, source) != end:
                raise CannotRevise(LOST.format(name))


class _Mixed:
    """修订稿里两边的编号都有：带着记号的到新稿找，别的到旧稿找。"""

    def __init__(self, world: World) -> None:
        from_new, from_old = world.new, world.old

        def resolve(identity: str) -> str:
            side = from_new if identity.startswith(NEW) else from_old
            return side.resolve(identity)

        notes = {key: text for key, text in from_new.notes.items() if key[1].startswith(NEW)}
        self.source = Source(resolve, {**from_old.notes, **notes})


def _container(root: Any) -> Any:
    body = root.find(w("body"))
    return root if body is None else body


def _section(old: Any, new: Any, pen: Pen) -> None:
    """最后一节的版面改了的，记着旧的；页眉页脚的关系用旧稿的。"""
    there, here = old.find(w("sectPr")), new.find(w("sectPr"))
    if there is None or here is None:
        return
    held = HELD["sectPr"]
    if properties(there, without=held) != properties(here, without=held):
        old.replace(there, blend("sectPr", there, here, pen))


def _with_names(old: Any, new: Any) -> Any:
    """旧稿的根上添上新稿用的命名空间，新搬来的图形才认得。"""
    known = dict(old.nsmap)
    extra = {prefix: uri for prefix, uri in new.nsmap.items() if prefix and prefix not in known}
    if not extra:
        return old
    root = etree.Element(old.tag, attrib=dict(old.attrib), nsmap={**extra, **known})
    root.text = old.text
    root.extend(list(old))
    ignorable = f"{MC}Ignorable"
    words = [*old.get(ignorable, "").split(), *new.get(ignorable, "").split()]
    kept = [word for word in dict.fromkeys(words) if word in root.nsmap]
    if kept:
        root.set(ignorable, " ".join(kept))
    return root
