"""把关：收下的文件和填写的文字里不得有国家秘密标志，也不得是危险或读不了的文件。"""

import logging
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from zipfile import ZipFile

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.engine.marks import RULE, Mark, classification_mark, name_mark
from sanban.engine.read import Paragraph, Physical, Unreadable, read, sniff
from sanban.engine.read.guards import open_package, parse_xml, read_part
from sanban.engine.read.physical import place_all
from sanban.engine.read.sheets import SheetUnread, read_sheets
from sanban.files import services as files
from sanban.people.models import Person

logger = logging.getLogger(__name__)

LONGEST = 200
MOST_ROWS = 2000
SLOW = (".doc", ".wps")
# 附件还可以是这些：图片只验安全，表格、演示文稿再查密级标志；其余照正文的办法读
# 内容     可用的扩展名
PLAIN = {
    "image": (".jpg", ".jpeg", ".png", ".bmp", ".gif", ".tif", ".tiff", ".webp"),
    "sheet": (".xlsx", ".xls", ".et"),
    "slides": (".pptx", ".ppt", ".dps"),
}
SLIDE = re.compile(r"ppt/(slides|notesSlides|slideMasters)/[^/]+\.xml$")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PARAGRAPH, TEXT = f"{DRAWING}p", f"{DRAWING}t"
STARRED = re.compile(r"[绝机秘]\s{0,4}密\s{0,4}★")
ODD = "文件的结构不合规范，没能读出来。请用文字处理软件另存为 .docx 再传，或改传 PDF。"
UNREAD = {
    "unreadable": "表格打不开，可能已损坏或加了密码。请另存一份再传。",
    "too-big": "表格大得不正常，没有打开。请删去空着的行和列，另存一份再传。",
}
UNKEPT = re.compile(r"[\x00\ud800-\udfff]")
"""哪种库都存不了的字符：空字符、半个代理对。"""
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Upload:
    """传上来的一份：文件名和内容（一段段的，或者整块）。"""

    name: str
    chunks: bytes | Iterable[bytes]


@dataclass(frozen=True, slots=True)
class Checked:
    """验过的一份：干净的文件名、内容；读得出文字的带着版面。"""

    name: str
    data: bytes
    physical: Physical | None = None

    @property
    def media(self) -> str:
        """后缀，不带点。"""
        return suffix_of(self.name).lstrip(".")


def clean_name(name: str) -> str:
    """只留文件名本身：去掉路径、控制字符，过长的截短而保留后缀。"""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    plain = SPACES.sub(" ", shown).strip() or "未命名"
    stem, suffix = Path(plain).stem, Path(plain).suffix
    return stem[: LONGEST - len(suffix)] + suffix[:20]


def suffix_of(name: str) -> str:
    """后缀，带点，小写。"""
    return Path(name).suffix.lower()


def is_slow(name: str, data: bytes) -> bool:
    """要不要请 LibreOffice 转一道才能读。"""
    return suffix_of(name) in SLOW and sniff(data) == "doc"


def refuse_secret(*, by: Person, where: str) -> Refused:
    """拒收：只记一条何人何时拒收了一件，别的什么也不留。"""
    audit.record("secret.refused", by=by, detail="1 件", is_done=False)
    return Refused(f"{where}有国家秘密标志，没有接收，也没有留存。{RULE}", code="classified")


def check_name(name: str, *, by: Person) -> str:
    """文件名里有没有密级标志；没有的给出干净的文件名。

    :raises Refused: 有。
    """
    shown = clean_name(name)
    if name_mark(shown) or name_mark(name):
        raise refuse_secret(by=by, where="文件名")
    return shown


def check_typed(words: Iterable[str], *, by: Person, where: str = "填写的内容") -> None:
    """填写的各项里有没有密级标志，有没有存不了的字符。

    :raises Refused: 有。
    """
    words = list(words)
    if any(UNKEPT.search(word) for word in words):
        said = f"{where}有存不了的字符（乱码），没有存。请删去乱码，或者重新打一遍。"
        raise Refused(said, code="odd-characters")
    lines = [SPACES.sub(" ", word) for word in words if word.strip()]
    typed = place_all(Paragraph(line) for line in lines)
    whole = Physical("", "", typed, "\n".join(lines))
    if classification_mark(whole) or any(name_mark(line) for line in lines):
        raise refuse_secret(by=by, where=where)


def read_safely(data: bytes, name: str) -> Physical:
    """读一份文件；读的时候出了意料之外的错，也只说一句，不带出内容。

    :raises Unreadable: 读不了。
    """
    try:
        return read(data, name)
    except Unreadable:
        raise
    except Exception as fault:
        logger.warning("读文件时出了意外：%s", type(fault).__name__)
        raise Unreadable(ODD, code="odd") from None


def words_in(data: bytes, name: str) -> Physical | None:
    """收下的一份文件里的字，供搜索；没有字的为空。表格只有前两千行。

    :raises Unreadable: 读不了。
    """
    return _checked(name, data).physical


def mark_in(physical: Physical) -> Mark | None:
    """读出来的版面里有没有密级标志。"""
    return classification_mark(physical)


def looks_marked(data: bytes) -> bool:
    """没有 LibreOffice 时，直接在 DOC 的字节里找带星的密级标志。"""
    shifted = (data, data[1:])
    return any(STARRED.search(one.decode("utf-16-le", "ignore")) for one in shifted)


def check_attachment(upload: Upload, *, by: Person) -> Checked:
    """验一份附件：读得了的读一遍，图片、表格、演示文稿验安全。

    :raises Refused: 太大、空的、加密、带宏、危险、格式不收、带密级标志。
    """
    name = check_name(upload.name, by=by)
    data = files.gather(upload.chunks)
    try:
        checked = _checked(name, data)
    except Unreadable as fault:
        raise Refused(f"“{name}”没有收下：{fault.message}", code=fault.code) from fault
    if checked.physical and mark_in(checked.physical):
        raise refuse_secret(by=by, where="文件里")
    return checked


def _checked(name: str, data: bytes) -> Checked:
    kind = sniff(data)
    if suffix_of(name) not in PLAIN.get(kind, ()):
        return Checked(name, data, read_safely(data, name))
    slides: list[str] = []
    if data.startswith(b"PK"):
        with open_package(data) as package:
            slides = _slides(package)
    if kind == "sheet":
        return Checked(name, data, _cells(data))
    return Checked(name, data, _lines(slides) if slides else None)


def _slides(package: ZipFile) -> list[str]:
    """演示文稿里的字，一段一行；不是演示文稿的为空。"""
    parts = (parse_xml(read_part(package, one)) for one in package.namelist() if SLIDE.match(one))
    return ["".join(line.itertext(TEXT)) for part in parts for line in part.iter(PARAGRAPH)]


def _lines(lines: Sequence[str]) -> Physical:
    """几行字排成版面，供查密级标志。"""
    return Physical("", "", place_all(Paragraph(line) for line in lines), "\n".join(lines))


def _cells(data: bytes) -> Physical:
    """表格里的字，一行一段，供查密级标志；只看各表前两千行。"""
    try:
        sheets = read_sheets(data, rows=MOST_ROWS)
    except SheetUnread as fault:
        raise Unreadable(UNREAD[fault.code], code=fault.code) from fault
    return _lines([cell for one in sheets for row in one.rows for cell in row if cell])
