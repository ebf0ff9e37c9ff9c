"""把读出的段落认成要素：按样式认，样式看不出的照文档属性。"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from sanban.engine.gongwen.elements import (
    SEALED,
    SIGNATURE,
    Adoption,
    Annotation,
    AttachmentNote,
    Attendance,
    CcRecipients,
    CopyNo,
    DocNumber,
    Element,
    IssuerMark,
    MainRecipients,
    PrintLine,
    Secrecy,
    Signatory,
    Signers,
    SignOff,
    Title,
    Urgency,
)
from sanban.engine.gongwen.notation import COLON
from sanban.engine.gongwen.problems import Problem, Rejected
from sanban.engine.read.gongwen.story import Line
from sanban.engine.render.docx.draw import NOTE_LABEL
from sanban.engine.render.docx.facts import Facts
from sanban.engine.render.docx.head import SIGNER_LABEL
from sanban.engine.render.docx.imprint import COPY, MAIN, STOP
from sanban.engine.render.docx.names import inline

NUMBER = re.compile(r"(?P<prefix>.*)〔(?P<year>\d{4})〕(?P<serial>\d{1,9})号")
DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
NUMBERED = re.compile(r"\d+[.．]\s*")
TABBED = re.compile(r"\d+[.．]\t")
NUMBER_CODES = ("doc_number", "doc_number_up", "doc_number_letter", "doc_number_order")
SIGNER_CODES = ("doc_number_up", "signer_label")
STAR = "★"
Lines = tuple[Line, ...]


class Found:
    """按样式归好的段落。"""

    def __init__(self, lines: Lines, facts: Facts) -> None:
        self.lines, self.facts = lines, facts

    def of(self, *codes: str) -> Lines:
        """这几种样式的非空段落。"""
        return tuple(line for line in self.lines if line.code in codes and line.text.strip())

    def text(self, *codes: str) -> str:
        """这几种样式的全部的字，接成一串。"""
        return "".join(line.text for line in self.of(*codes)).strip()

    def inline(self, code: str) -> str:
        """某种文字样式的字：信函的份号等与文号同行。"""
        wanted = inline(code)
        runs = (run for line in self.of(*NUMBER_CODES) for run in line.runs)
        return "".join(run.text for run in runs if run.code == wanted).strip()


def read_elements(lines: Lines, facts: Facts) -> Iterator[Element]:
    """除正文、附件和页码以外的要素。"""
    found = Found(lines, facts)
    for reader in READERS:
        element = reader(found)
        if element is not None:
            yield element


def _copy_no(found: Found) -> CopyNo | None:
    text = found.text("copy_no") or found.inline("copy_no")
    if text and not (text.isascii() and text.isdecimal()):
        raise Rejected(Problem("份号", f"“{text}”不是阿拉伯数字，请改成六位数字再读。"))
    return CopyNo(int(text)) if text else None


def _secrecy(found: Found) -> Secrecy | None:
    level, _, term = (found.text("secrecy") or found.inline("secrecy")).partition(STAR)
    return Secrecy(level, term) if level else None


def _urgency(found: Found) -> Urgency | None:
    text = found.text("urgency") or found.inline("urgency")
    return Urgency(text) if text else None


def _mark(found: Found) -> IssuerMark | None:
    suffix_code = inline("issuer_mark")
    runs = [line.runs for line in found.of("issuer_mark")]
    organs = ["".join(run.text for run in line if run.code != suffix_code) for line in runs]
    suffix = "".join(run.text for line in runs for run in line if run.code == suffix_code)
    kept = tuple(organ for organ in organs if organ)
    return IssuerMark((*kept, *found.facts.others), suffix) if kept or suffix else None


def _number(found: Found) -> DocNumber | None:
    beside = {inline(code) for code in ("copy_no", "secrecy", "urgency", "signer_name")}
    runs = (run for line in found.of(*NUMBER_CODES) for run in line.runs)
    text = "".join(run.text for run in runs if run.code not in beside)
    text = text.replace(SIGNER_LABEL, "").replace("\t", "").strip()
    parsed = NUMBER.fullmatch(text)
    if parsed:
        number = DocNumber(parsed["prefix"], int(parsed["year"]), int(parsed["serial"]))
        return number if str(number) == text else DocNumber(text=text)
    return DocNumber(text=text) if text else None


def _signers(found: Found) -> Signers | None:
    wanted = inline("signer_name")
    names = [
        name.strip("\t")
        for line in found.of(*SIGNER_CODES)
        for run in line.runs
        if run.code == wanted
        for name in run.text.split("\t")
    ]
    kept = tuple(name for name in names if name)
    return Signers(kept) if kept else None


def _title(found: Found) -> Title | None:
    rows = "\n".join(line.text for line in found.of("title")).split("\n")
    text = "".join(rows)
    if not text:
        return None
    ends, edges = 0, []
    for row in rows[:-1]:
        ends += len(row)
        edges.append(ends)
    breaks = tuple(edges)
    return Title(text, () if breaks == found.facts.chosen else breaks)


def _adoption(found: Found) -> Adoption | None:
    text = found.text("adoption")
    return Adoption(_bare(text)) if text else None


def _bare(text: str) -> str:
    return text.removeprefix("（").removesuffix("）")


def _recipients(found: Found) -> MainRecipients | None:
    text = found.text("main_recipient")
    if found.facts.moved and not text:
        moved = found.text("cc_main").removeprefix(MAIN).removesuffix(STOP)
        return MainRecipients(moved) if moved else None
    return MainRecipients(text.removesuffix(COLON)) if text else None


def _note(found: Found) -> AttachmentNote | None:
    texts = [line.text.strip() for line in found.of("attachment_note")]
    if not texts:
        return None
    texts[0] = texts[0].removeprefix(NOTE_LABEL)
    pattern = NUMBERED if len(texts) > 1 else TABBED
    return AttachmentNote(tuple(pattern.sub("", text, count=1) for text in texts))


def _sign_off(found: Found) -> SignOff | None:
    day = found.text("issue_date")
    posts = [line.text for line in found.lines if line.code == "post"]
    organs = [line.text.strip() for line in found.of("issuer_signature")]
    if not (day or posts or organs):
        return None
    signed = _signed(found, posts) if posts else _signatories(organs, found.facts)
    style = SIGNATURE if posts else found.facts.style or SEALED
    return SignOff(signed, _day(day, "成文日期"), style)


def _signed(found: Found, posts: list[str]) -> tuple[Signatory, ...]:
    """签名章的：版面上是职务和姓名，机关照文档属性。"""
    names = [line.text for line in found.lines if line.code == "signer_name"]
    names += [""] * len(posts)
    undrawn = found.facts.undrawn
    organs = [one.organ for one in undrawn] if len(undrawn) == len(posts) else [""] * len(posts)
    return tuple(
        Signatory(organ, "" if post == organ else post, name)
        for organ, post, name in zip(organs, posts, names, strict=False)
    )


def _signatories(organs: list[str], facts: Facts) -> tuple[Signatory, ...]:
    if len(facts.undrawn) != len(organs):
        return tuple(map(Signatory, organs))
    pairs = zip(organs, facts.undrawn, strict=True)
    return tuple(Signatory(organ, one.post, one.name) for organ, one in pairs)


def _day(text: str, what: str) -> date:
    given = DAY.fullmatch(text)
    try:
        if given:
            year, month, day = map(int, given.groups())
            return date(year, month, day)
    except ValueError:
        pass
    if not text:
        raise Rejected(Problem(what, "没有日期，请补上，写成“2026年9月11日”这样再读。"))
    raise Rejected(
        Problem(what, f"“{text}”不是完整的日期，请写成“2026年9月11日”这样再读。", clause="7.3.5.4")
    )


def _annotation(found: Found) -> Annotation | None:
    text = found.text("annotation")
    return Annotation(_bare(text)) if text else None


def _attendance(found: Found) -> Attendance | None:
    rows = tuple(_attendance_row(line) for line in found.of("attendance", "attendance_label"))
    return Attendance(rows) if rows else None


def _attendance_row(line: Line) -> tuple[str, str]:
    wanted = inline("attendance_label")
    label = "".join(run.text for run in line.runs if run.code == wanted)
    if not label:
        label, _, names = line.text.partition(COLON)
        return label, names
    names = "".join(run.text for run in line.runs if run.code != wanted)
    return label.removesuffix(COLON), names


def _copies(found: Found) -> CcRecipients | None:
    text, main = found.text("cc_recipient"), found.text("cc_main")
    if found.facts.moved:
        main = ""
    if not text and not main:
        return None
    return CcRecipients(
        text.removeprefix(COPY).removesuffix(STOP), main.removeprefix(MAIN).removesuffix(STOP)
    )


def _print_line(found: Found) -> PrintLine | None:
    text = found.text("print_line")
    if not text:
        return None
    organ, _, day = text.partition("\t")
    return PrintLine(organ, _day(day.strip().removesuffix("印发"), "印发日期"))


READERS: tuple[Callable[[Found], Element | None], ...] = (
    _copy_no, _secrecy, _urgency, _mark, _number, _signers, _title, _adoption, _recipients,
    _note, _sign_off, _annotation, _attendance, _copies, _print_line,
)  # fmt: skip
