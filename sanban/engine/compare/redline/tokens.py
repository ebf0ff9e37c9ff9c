"""词元：一段拆成词、图、域，各自带着样子，用来逐个比。"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sanban.engine.compare.names import UNSEEN, W, local, w
from sanban.engine.compare.redline.canon import Resolve, canon, properties
from sanban.engine.compare.redline.marks import run as one_run
from sanban.engine.compare.words import split

TEXT = w("t")
IGNORED = frozenset((w("lastRenderedPageBreak"), w("annotationRef")))
CALCULATED = ("PAGE", "NUMPAGES", "SECTIONPAGES", "DATE", "TIME", "SAVEDATE", "PRINTDATE")
"""打开时自己会重算的域，结果不比。"""
NOTES = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
OUTSIDE_MARK = frozenset((w("rPr"), w("sectPr"), w("pPrChange")))
"""段落属性里不算段落样子的。"""
MARK = "¶"
Cut = Callable[[str], list[str]]
"""怎样分词。"""


@dataclass(frozen=True, slots=True)
class Part:
    """词元的一截：文字、一截里的一个东西，或者段里的一个整件（链接、控件）。"""

    look: str
    properties: Any | None
    text: str = ""
    node: Any | None = None
    whole: bool = False


@dataclass(slots=True)
class Token:
    """一个词元。`key` 一样就是同一个；`lead` 是它前面不占地方的标记。

    段落标记也是词元，`mark` 是它那一段的元素。
    """

    key: str
    parts: tuple[Part, ...] = ()
    lead: list[Any] = field(default_factory=list)
    mark: Any | None = None

    @property
    def is_text(self) -> bool:
        """是不是文字。"""
        return bool(self.parts) and all(part.node is None for part in self.parts)


@dataclass(frozen=True, slots=True)
class Source:
    """一个部件的来处：怎样认图片和附注。"""

    resolve: Resolve = str
    notes: dict[tuple[str, str], str] = field(default_factory=dict)

    def key(self, node: Any) -> str:
        """一个东西的键。"""
        kind = NOTES.get(node.tag)
        if kind:
            return f"{kind}:{self.notes.get((kind, node.get(w('id'), '')), '')}"
        written = canon(node, self.resolve)
        for note in node.iter(*NOTES):
            written += self.key(note) if note is not node else ""
        return "￼" + sha256(written.encode()).hexdigest()[:12]


def tokens(paragraph: Any, source: Source, *, cut: Cut = split) -> list[Token]:
    """一段的词元，最后一个是段落标记；`cut` 是怎样分词。"""
    reader = _Reader(source, cut)
    for child in paragraph:
        reader.take(child)
    reader.flush()
    return [*reader.found, Token(MARK, lead=reader.lead, mark=paragraph)]


def uncut(text: str) -> list[str]:
    """不分词，整截一个。"""
    return [text]


def plain_text(paragraph: Any, source: Source) -> str:
    """一段用来对齐的文字；图和域各占几个字。"""
    if _simple(paragraph):
        return "".join(node.text or "" for node in paragraph.iter(TEXT))
    return "".join(token.key for token in tokens(paragraph, source, cut=uncut)[:-1])


SIMPLE = frozenset(w(name) for name in ("r", "rPr", "pPr", "t", "proofErr", "bookmarkStart",
                                        "bookmarkEnd", "lastRenderedPageBreak"))  # fmt: skip


def _simple(paragraph: Any) -> bool:
    """只有文字的段。"""
    return all(
        child.tag in SIMPLE and (child.tag == w("pPr") or all(one.tag in SIMPLE for one in child))
        for child in paragraph
    )


def mark_look(paragraph: Any) -> str:
    """段落的样子。"""
    return properties(paragraph.find(f"{W}pPr"), without=OUTSIDE_MARK)


class _Reader:
    """走过一段。"""

    def __init__(self, source: Source, cut: Cut) -> None:
        self.source, self.cut = source, cut
        self.found: list[Token] = []
        self.lead: list[Any] = []
        self._text: list[Part] = []
        self._field: list[Part] = []
        self._depth = 0

    def take(self, child: Any) -> None:
        """走一个下级。"""
        if child.tag == w("r"):
            self._run(child)
        elif child.tag in UNSEEN:
            self._flush_text()
            self.lead.append(child)
        elif isinstance(child.tag, str) and child.tag != w("pPr"):
            self._atom(Part("", None, node=child, whole=True))

    def _run(self, run: Any) -> None:
        shape = run.find(w("rPr"))
        look = properties(shape)
        for node in run:
            if node.tag == TEXT and not self._depth:
                self._text.append(Part(look, shape, text=node.text or ""))
            elif node.tag == w("commentReference"):
                self._flush_text()
                self.lead.append(one_run(shape, node, state=""))
            elif node.tag != w("rPr") and node.tag not in IGNORED and isinstance(node.tag, str):
                self._piece(Part(look, shape, node=node))

    def _piece(self, part: Part) -> None:
        """域从头到尾是一个词元。"""
        kind = part.node.get(w("fldCharType")) if part.node.tag == w("fldChar") else ""  # type: ignore[union-attr]
        if not self._depth and kind != "begin":
            self._atom(part)
            return
        self._flush_text()
        self._field.append(part)
        self._depth += {"begin": 1, "end": -1}.get(kind, 0)
        if not self._depth:
            self._close_field()

    def _close_field(self) -> None:
        parts, self._field = tuple(self._field), []
        self._add(Token(self._field_key(parts), parts))

    def _field_key(self, parts: Sequence[Part]) -> str:
        code = "".join(
            part.node.text or "" for part in parts
            if part.node is not None and part.node.tag == w("instrText")
        )  # fmt: skip
        words = code.split()
        if words and words[0].upper() in CALCULATED:
            return f"￼{' '.join(words)}{parts[0].look}"
        written = "".join(part.look + self.source.key(part.node) for part in parts)
        return "￼" + sha256(written.encode()).hexdigest()[:12]

    def _atom(self, part: Part) -> None:
        self._flush_text()
        simple = part.node is not None and not len(part.node) and local(part.node.tag) in PLAIN
        key = self.source.key(part.node)
        self._add(Token(SIGNS.get(canon(part.node), key) if simple else key + part.look, (part,)))

    def _add(self, token: Token) -> None:
        token.lead, self.lead = self.lead, []
        self.found.append(token)

    def _flush_text(self) -> None:
        parts, self._text = self._text, []
        for token in _words(parts, self.cut):
            self._add(token)

    def flush(self) -> None:
        """一段走完；域没有收尾的，一个一个算。"""
        self._flush_text()
        parts, self._field = self._field, []
        for part in parts:
            self._add(Token(self.source.key(part.node) + part.look, (part,)))


PLAIN = frozenset(("tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab"))
SIGNS = {f"<{w('tab')}></>": "\t", f"<{w('br')}></>": "\n", f"<{w('cr')}></>": "\n"}


def _words(parts: Sequence[Part], cut: Cut) -> Iterator[Token]:
    """连着的文字分成词；一个词可以跨几截。"""
    text = "".join(part.text for part in parts)
    place, start, at = 0, 0, 0
    for word in cut(text) if text else ():
        found: list[Part] = []
        left = len(word)
        while left:
            part = parts[at]
            taken = part.text[place - start : place - start + left]
            if taken:
                found.append(Part(part.look, part.properties, text=taken))
            place, left = place + len(taken), left - len(taken)
            if place - start >= len(part.text):
                start, at = start + len(part.text), at + 1
        yield Token(word, tuple(found))
