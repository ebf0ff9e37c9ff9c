"""读纯文本：辨认编码，一行一段，一个字也不去掉（换行统一为一种）。"""

import re

from sanban.engine.read.errors import Unreadable
from sanban.engine.read.guards import too_long
from sanban.engine.read.physical import MOST_PARAGRAPHS, Look, Paragraph, Reading
from sanban.engine.read.sniff import utf16_order

BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
LIMIT = 10 * 1024 * 1024
HUGE = "纯文本超过 10 MB，不像一份公文，没有读。请核对是不是选错了文件，确要收的分成几份再传。"
LEADING = re.compile(r"^[ \t　]*")


def read(data: bytes) -> Reading:
    """读文本字节；认不出编码、大得不像公文的抛 `Unreadable`。"""
    text = as_written(data).removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") >= MOST_PARAGRAPHS:
        raise too_long()
    return Reading(tuple(_paragraph(line) for line in text.split("\n")))


def as_written(data: bytes) -> str:
    """文本字节变成字符，一个也不少：BOM 是 U+FEFF，回车还是回车。"""
    if len(data) > LIMIT:
        raise Unreadable(HUGE, code="too-long")
    for encoding in _encodings(data):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出文本的编码。请用记事本打开，另存为 UTF-8 编码再传。", code="encoding")


def _encodings(data: bytes) -> tuple[str, ...]:
    marked = next((encoding for bom, encoding in BOMS if data.startswith(bom)), "")
    if marked:
        return (marked,)
    if b"\0" in data[:4096]:
        return (utf16_order(data),)
    return ("utf-8", "gb18030")


def _paragraph(line: str) -> Paragraph:
    blank = LEADING.match(line)
    width = sum(0.5 if char == " " else 1 for char in blank.group()) if blank else 0
    return Paragraph(line, Look(indent=width))
