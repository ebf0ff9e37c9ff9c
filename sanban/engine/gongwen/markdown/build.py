"""把文件头的各项和正文装成一份公文：一种要素一个函数。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import Block, Picture, Source
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.kinds import (
    DOC_KINDS,
    GENERAL,
    LETTER,
    MINUTES_FORMAT,
    ORDER_FORMAT,
    DocKind,
)
from sanban.engine.gongwen.markdown.body import Section, read_body
from sanban.engine.gongwen.markdown.fields import ATTACHMENT_FIELDS, SIGNATORY_FIELDS
from sanban.engine.gongwen.markdown.front import Given, Typed, take
from sanban.engine.gongwen.markdown.pictures import SUFFIXES, inside, load_picture
from sanban.engine.gongwen.markdown.reading import NotReadable, Reading, load_text

SUFFIX = {GENERAL: "文件", LETTER: "", ORDER_FORMAT: "令", MINUTES_FORMAT: "纪要"}
LISTS = (("出席", "attend"), ("请假", "leave_request"), ("列席", "sit_in"))
BRACKETS = ("（）", "()")
ATTACHMENT_TABLES = ("附件", "附件名称", "attachment")
CLAUSE_NOTE, CLAUSE_PRINT = "GB/T 9704-2012 7.3.4", "GB/T 9704-2012 7.4.3"


@dataclass(frozen=True, slots=True)
class Attached:
    """各附件：附件说明里的名称，和按次序（从 0 起）的附件。"""

    names: list[str]
    bodies: dict[int, of.Attachment]


@dataclass(frozen=True, slots=True)
class Draft:
    """装配时手边的东西：认出的各项、文种、格式、正文的块、各附件。"""

    given: Given
    doc_kind: DocKind
    format: str
    blocks: tuple[Block, ...]
    attached: Attached
    reading: Reading
    body_line: int


def build(typed: Typed, reading: Reading) -> Gongwen:
    """装成一份公文。

    :raises Rejected: 文种、格式不认得，或者有写错的项；每个问题带行号。
    """
    given = take(typed.front, typed.lines, reading)
    doc_kind = _kind(given, reading)
    text, line = _body_text(typed, given, reading)
    blocks, sections = read_body(text, line, reading)
    attached = _attachments(typed, given, reading)
    _with_sections(attached, sections, reading)
    layout = given.get("format", doc_kind.format)
    draft = Draft(given, doc_kind, layout, blocks, attached, reading, line)
    found = [one for builder in BUILDERS for one in builder(draft)]
    reading.settle()
    direction = given.get("direction", doc_kind.directions[0])
    return Gongwen(doc_kind.code, in_order(found), layout, direction)


def _kind(given: Given, reading: Reading) -> DocKind:
    code = given.get("doc_kind", "")
    if code not in DOC_KINDS:
        names = "、".join(kind.name for kind in DOC_KINDS.values())
        said = f"没有“{code}”这个文种，只能是 {names}。" if code else f"没有写文种，可写 {names}。"
        reading.refuse("文种", said, line=given.line("doc_kind"), clause="条例第八条")
        reading.settle()
    return DOC_KINDS[code]


def _body_text(typed: Typed, given: Given, reading: Reading) -> tuple[str, int]:
    text, line = given.get("body", ""), given.line("body")
    if text and typed.body.strip():
        reading.refuse("正文", "文件头里和文件头后面都写了正文，请留一处。", line=line)
    if not text:
        return typed.body, typed.body_line
    return text, line + 1


def _texts(draft: Draft, code: str) -> Iterator[tuple[Any, Source]]:
    if draft.given.get(code):
        yield draft.given.get(code), draft.given.source(draft.reading, code)


def _head(draft: Draft) -> Iterator[of.Element]:
    given = draft.given
    if "copy_no" in given.values:
        yield of.CopyNo(given.get("copy_no"), given.source(draft.reading, "copy_no"))
    for text, source in _texts(draft, "secrecy_level"):
        level, _, term = text.partition("★")
        yield of.Secrecy(level, given.get("secrecy_term", term), source)
    for text, source in _texts(draft, "urgency"):
        yield of.Urgency(text, source)
    for number, source in _texts(draft, "doc_number"):
        yield of.DocNumber(number.prefix, number.year, number.serial, number.text, source)
    for names, source in _texts(draft, "signer"):
        yield of.Signers(names, source)


def _mark(draft: Draft) -> Iterator[of.Element]:
    given = draft.given
    organs = given.get("issuer_mark") or given.get("issuer", ())
    if not organs:
        return
    suffix = given.get("mark_suffix", SUFFIX.get(draft.format, ""))
    if suffix and all(one.endswith(suffix) for one in organs):
        organs = tuple(one.removesuffix(suffix) for one in organs)
    if draft.format == LETTER:
        organs = organs[:1]
    yield of.IssuerMark(organs, suffix, given.source(draft.reading, "issuer_mark", "issuer"))


def _title(draft: Draft) -> Iterator[of.Element]:
    for (text, breaks), source in _texts(draft, "title"):
        yield of.Title(text, breaks, source)
    for text, source in _texts(draft, "adoption"):
        yield of.Adoption(unbracketed(text), source)


def _recipients(draft: Draft) -> Iterator[of.Element]:
    given = draft.given
    main = given.get("main_recipient", "").rstrip("：:")
    copies = given.get("cc_recipient", "").rstrip("。")
    moved = main if given.get("main_recipient_moved") else ""
    if main and not moved:
        yield of.MainRecipients(main, given.source(draft.reading, "main_recipient"))
    if copies or moved:
        source = given.source(draft.reading, "cc_recipient", "main_recipient_moved")
        yield of.CcRecipients(copies, moved, source)


def _body(draft: Draft) -> Iterator[of.Element]:
    yield of.Body(draft.blocks, draft.reading.source(draft.body_line))


def _note(draft: Draft) -> Iterator[of.Element]:
    names = draft.given.get("attachment_note") or tuple(draft.attached.names)
    if names:
        source = draft.given.source(draft.reading, "attachment_note", "attachment")
        yield of.AttachmentNote(names, source)
    yield from _numbered(draft.attached)


def _sign_off(draft: Draft) -> Iterator[of.Element]:
    given, kind = draft.given, draft.doc_kind
    style = given.get("sign_off_style", kind.sign_off or of.UNSEALED)
    if given.get("issue_date") is None:
        return
    source = given.source(draft.reading, "issuer_signature", "issue_date")
    yield of.SignOff(tuple(_signatories(draft)), given.get("issue_date"), style, source)


def _signatories(draft: Draft) -> Iterator[of.Signatory]:
    given = draft.given
    rows = given.get("issuer_signature")
    if rows is None:
        signed = draft.doc_kind.sign_off or "sign_off_style" in given.values
        rows = [{"机关": organ} for organ in given.get("issuer", ())] if signed else []
    line = given.line("issuer_signature")
    shared = {code: given.get(code, "") for code in ("post", "signer_name")}
    for row in rows:
        one = take(row, {}, draft.reading, rows=SIGNATORY_FIELDS, line=line)
        post, name = one.get("post", shared["post"]), one.get("name", shared["signer_name"])
        yield of.Signatory(one.get("organ", ""), post, name)


def _foot(draft: Draft) -> Iterator[of.Element]:
    given = draft.given
    for text, source in _texts(draft, "annotation"):
        yield of.Annotation(unbracketed(text), source)
    rows = tuple((label, given.get(code)) for label, code in LISTS if given.get(code))
    if rows:
        yield of.Attendance(rows, given.source(draft.reading, *(code for _, code in LISTS)))
    yield of.PageNumbers(given.get("page_no", 1), given.source(draft.reading, "page_no"))


def _print_line(draft: Draft) -> Iterator[of.Element]:
    given = draft.given
    organ, day = given.get("print_org"), given.get("print_date")
    source = given.source(draft.reading, "print_org", "print_date")
    if organ and day:
        yield of.PrintLine(organ, day, source)
    elif organ or day:
        said = "印发机关和印发日期要一起写。"
        draft.reading.refuse("印发机关和印发日期", said, line=source.line, clause=CLAUSE_PRINT)


BUILDERS: tuple[Callable[[Draft], Iterator[of.Element]], ...] = (
    _head, _mark, _title, _recipients, _body, _note, _sign_off, _foot, _print_line,
)  # fmt: skip


def unbracketed(text: str) -> str:
    """去掉整个套在外面的一对括号；中间另有括号的不动。"""
    pair = text[:1] + text[-1:]
    inner = text[1:-1]
    return inner if pair in BRACKETS and not set("（）()") & set(inner) else text


def _attachments(typed: Typed, given: Given, reading: Reading) -> Attached:
    """文件头里列的附件：名称和正文。"""
    rows = given.get("attachment", [])
    table = next((name for name, _, _ in typed.lines if name in ATTACHMENT_TABLES), "")
    found = [_listed(row, (typed, given, table), at, reading) for at, row in enumerate(rows)]
    return Attached([one.title for one in found], dict(enumerate(found)))


def _with_sections(attached: Attached, sections: list[Section], reading: Reading) -> None:
    """正文后面写的附件，按序号或题名对上去。"""
    for section in sections:
        at = _place(section, attached)
        if at in attached.bodies and attached.bodies[at].blocks:
            reading.refuse("附件", "这个附件写了两次正文，请留一处。", line=section.line)
        source = reading.source(section.line)
        attached.bodies[at] = of.Attachment(section.title, section.blocks, source=source)
        if at == len(attached.names):
            attached.names.append(section.title)
        elif at > len(attached.names):
            reading.refuse("附件", "附件的序号不连续，请按 1、2、3 排好。", line=section.line)


def _place(section: Section, attached: Attached) -> int:
    if section.number:
        return section.number - 1
    same = (at for at, name in enumerate(attached.names) if name == section.title)
    free = (at for at, one in attached.bodies.items() if not one.blocks)
    return next(same, next(free, len(attached.names)))


def _listed(
    row: dict[str, Any], where: tuple[Typed, Given, str], at: int, reading: Reading
) -> of.Attachment:
    typed, given, table = where
    line = typed.lines.get((table, at, ""), given.line("attachment"))
    one = take(row, typed.lines, reading, rows=ATTACHMENT_FIELDS, table=(table, at), line=line)
    blocks: tuple[Block, ...] = ()
    if one.get("file"):
        blocks = _from_file(one.get("file"), one.line("file"), reading)
    elif one.get("body"):
        blocks, _ = read_body(one.get("body"), one.line("body") + 1, reading)
    if not one.get("title"):
        reading.refuse("附件", "附件没有名称，请写上标题。", line=line, clause=CLAUSE_NOTE)
    return of.Attachment(one.get("title", ""), blocks, source=reading.source(line))


def _numbered(attached: Attached) -> tuple[of.Attachment, ...]:
    """有正文的附件，按次序编号；只有一个的不编号。"""
    alone = len(attached.names) == 1
    return tuple(
        replace(one, number=0 if alone else at + 1)
        for at, one in sorted(attached.bodies.items())
        if one.blocks
    )


def _from_file(name: str, line: int, reading: Reading) -> tuple[Block, ...]:
    if PurePath(name).suffix.lower() in SUFFIXES:
        data = load_picture(name, line, reading)
        return (Picture(data, name, source=reading.source(line)),) if data else ()
    path = inside(name, line, reading)
    if path is None:
        return ()
    try:
        text = load_text(path)
    except NotReadable as error:
        reading.refuse("附件", str(error), line=line)
        return ()
    blocks, sections = read_body(text, 1, reading.within(name))
    if sections:
        reading.refuse("附件", f"{name} 里又写了附件，请移到公文里。", line=line)
    return blocks
