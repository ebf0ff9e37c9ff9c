"""段落：旧的几段和新的几段合写成带修订的几段；接受是新的，拒绝是旧的。"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from sanban.engine.compare.names import w
from sanban.engine.compare.redline.marks import DEL, INS, KEEP, MOVED, Pen, blend, run, stamp, whole
from sanban.engine.compare.redline.tokens import MARK, Part, Source, Token, mark_look, tokens
from sanban.engine.compare.words import changes


@dataclass(frozen=True, slots=True)
class World:
    """写一篇修订要的东西：笔，旧的、新的怎样认图和附注。"""

    pen: Pen
    old: Source
    new: Source


@dataclass(frozen=True, slots=True)
class _Op:
    """一个词元怎么处理；留下的两边都有。"""

    state: str
    old: Token | None
    new: Token | None

    @property
    def token(self) -> Token:
        found = self.old or self.new
        assert found is not None
        return found


def merge(
    olds: Sequence[Any], news: Sequence[Any], world: World, *, anchored: bool = False
) -> list[Any]:
    """旧的几段、新的几段合成；只有一边的，就是整段删去、增加。

    `anchored` 表示只有第一段对得上，其余的照删照增，末尾的段落标记留着。
    """
    there = [token for one in olds for token in tokens(one, world.old)]
    here = [token for one in news for token in tokens(one, world.new)]
    writer = _Writer(world.pen)
    for op in (_anchored_ops if anchored else _ops)(there, here):
        writer.take(op)
    return writer.done


def moved(paragraph: Any, world: World, *, state: str, name: str) -> list[Any]:
    """整段移走（`state` 是删）或移来（增）；同一次移动 `name` 一样。"""
    pen = world.pen
    source = world.old if state == DEL else world.new
    writer = _Writer(pen, moved=True)
    for token in tokens(paragraph, source):
        writer.take(_Op(state, token if state == DEL else None, token if state == INS else None))
    start = pen.mark(f"{MOVED[state]}RangeStart")
    start.set(w("name"), name)
    end = etree.Element(w(f"{MOVED[state]}RangeEnd"))
    end.set(w("id"), start.get(w("id")))
    return [start, *writer.done, end]


def _ops(there: list[Token], here: list[Token]) -> Iterator[_Op]:
    if not there or not here:
        yield from (_Op(DEL, token, None) for token in there)
        yield from (_Op(INS, None, token) for token in here)
        return
    a, c = 0, 0
    for change in changes([one.key for one in there[:-1]], [one.key for one in here[:-1]]):
        yield from _kept(there[a : change.a], here[c : change.c])
        yield from (_Op(DEL, token, None) for token in there[change.a : change.b])
        yield from (_Op(INS, None, token) for token in here[change.c : change.d])
        a, c = change.b, change.d
    yield from _kept(there[a:], here[c:])


def _anchored_ops(there: list[Token], here: list[Token]) -> Iterator[_Op]:
    """第一段逐词合写，其余整段增删；两边最后的段落标记是同一个。"""
    i, j = _first_mark(there), _first_mark(here)
    yield from list(_ops([*there[:i], there[-1]], [*here[:j], here[-1]]))[:-1]
    olds, news = there[i:-1], here[j:-1]
    if olds and news:
        yield _Op(KEEP, there[i], here[j])
        olds, news = olds[1:], news[1:]
    yield from (_Op(DEL, token, None) for token in olds)
    yield from (_Op(INS, None, token) for token in news)
    yield _Op(KEEP, there[-1], here[-1])


def _first_mark(side: list[Token]) -> int:
    return next(place for place, token in enumerate(side) if token.mark is not None)


def _kept(there: Sequence[Token], here: Sequence[Token]) -> Iterator[_Op]:
    return (_Op(KEEP, old, new) for old, new in zip(there, here, strict=True))


@dataclass(slots=True)
class _Run:
    """正在攒的一截文字。"""

    state: str
    old: Part | None
    new: Part | None
    texts: list[str] = field(default_factory=list)

    def fits(self, state: str, old: Part | None, new: Part | None) -> bool:
        """下一截是不是同一个样子。"""
        return (self.state, _look(self.old), _look(self.new)) == (state, _look(old), _look(new))


def _look(part: Part | None) -> str | None:
    return None if part is None else part.look


class _Writer:
    """把词元写成段落。"""

    def __init__(self, pen: Pen, *, moved: bool = False) -> None:
        self.pen, self.moved = pen, moved
        self.done: list[Any] = []
        self._content: list[Any] = []
        self._holder: tuple[str, Any] | None = None
        self._run: _Run | None = None

    def take(self, op: _Op) -> None:
        """写一个词元。"""
        for token in (op.old, op.new):
            if token is not None and token.lead:
                self._flush()
                self._holder = None
                self._content += [_bare(node) for node in token.lead]
        if op.token.key == MARK and op.token.mark is not None:
            self._close(op)
        elif op.token.is_text:
            for text, old, new in _spans(op):
                self._write(text, op.state, old, new)
        else:
            self._objects(op)

    def _write(self, text: str, state: str, old: Part | None, new: Part | None) -> None:
        if self._run is None or not self._run.fits(state, old, new):
            self._flush()
            self._run = _Run(state, old, new)
        self._run.texts.append(text)

    def _flush(self) -> None:
        found, self._run = self._run, None
        if found is not None:
            text = "".join(found.texts)
            shape = self._shape(found.old, found.new)
            self._put(run(shape, text, state=found.state), found.state)

    def _shape(self, old: Part | None, new: Part | None) -> Any | None:
        """一截的样子；改了样子的记着原来的。"""
        if old is None or new is None:
            only = old or new
            if only is new and self.pen.plain_new:
                return self.pen.near_run
            return None if only is None else only.properties
        self.pen.near_run = old.properties
        if not self.pen.formatting or old.look == new.look:
            return old.properties
        return blend("rPr", old.properties, new.properties, self.pen)

    def _objects(self, op: _Op) -> None:
        self._flush()
        olds = op.old.parts if op.old else ()
        news = op.new.parts if op.new else ()
        for place, part in enumerate(olds or news):
            if part.whole:
                self._content.append(whole(part.node, self.pen, state=op.state))
                self._holder = None
                continue
            other = news[place] if olds and len(news) == len(olds) else None
            mine, theirs = (part, other) if olds else (None, part)
            shape = self._shape(mine, theirs)
            self._put(run(shape, part.node, state=op.state), op.state)

    def _put(self, node: Any, state: str) -> None:
        if state == KEEP:
            self._holder = None
            self._content.append(node)
            return
        if self._holder is None or self._holder[0] != state:
            holder = self.pen.mark(MOVED[state] if self.moved else state)
            self._content.append(holder)
            self._holder = (state, holder)
        self._holder[1].append(node)

    def _close(self, op: _Op) -> None:
        self._flush()
        paragraph = etree.Element(w("p"))
        if op.old is not None and op.old.mark is not None:
            paragraph.attrib.update(op.old.mark.attrib)
        shape = self._paragraph_shape(op)
        if shape is not None:
            paragraph.append(shape)
        paragraph.extend(self._content)
        if op.state != KEEP:
            stamp(paragraph, op.state, self.pen, moved=self.moved)
        self.done.append(paragraph)
        self._content, self._holder = [], None

    def _paragraph_shape(self, op: _Op) -> Any | None:
        old = None if op.old is None or op.old.mark is None else op.old.mark
        new = None if op.new is None or op.new.mark is None else op.new.mark
        if old is None and self.pen.plain_new:
            return deepcopy(self.pen.near_paragraph)
        if old is not None and new is not None and self._reshaped(old, new):
            return blend("pPr", old.find(w("pPr")), new.find(w("pPr")), self.pen)
        source = new if old is None else old
        shape = None if source is None else source.find(w("pPr"))
        if old is not None:
            self.pen.near(old)
        return deepcopy(shape)

    def _reshaped(self, old: Any, new: Any) -> bool:
        return self.pen.formatting and mark_look(old) != mark_look(new)


def _bare(node: Any) -> Any:
    copied = deepcopy(node)
    copied.tail = None
    return copied


def _spans(op: _Op) -> Iterator[tuple[str, Part | None, Part | None]]:
    """一个词按两边的样子切开。"""
    if op.old is None or op.new is None:
        for part in op.token.parts:
            yield part.text, (part if op.old else None), (part if op.new else None)
        return
    olds, news = list(op.old.parts), list(op.new.parts)
    i, j, left, right = 0, 0, len(olds[0].text), len(news[0].text)
    while True:
        size = min(left, right)
        end = len(olds[i].text) - left
        yield olds[i].text[end : end + size], olds[i], news[j]
        left, right = left - size, right - size
        if not left:
            i += 1
            if i == len(olds):
                return
            left = len(olds[i].text)
        if not right:
            j += 1
            right = len(news[j].text)
