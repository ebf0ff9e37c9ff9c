"""读一份打字的公文时手边的东西：文件在哪、叫什么、发现了哪些问题。"""

from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from sanban.engine.gongwen.blocks import Source
from sanban.engine.gongwen.problems import WARN, Problem, Rejected

MOST_BYTES = 20 * 1024 * 1024
# 记事本另存为的几种编码；国标编码放最后，因为它几乎什么都解得开
ENCODINGS = ("utf-8-sig", "gb18030")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


class NotReadable(Exception):
    """文件打不开、不是文字或者太大；`str()` 是给人看的一句话。"""


@dataclass(frozen=True, slots=True)
class Reading:
    """一次读入：`folder` 是图和附件所在的文件夹，`part` 是文件名，`problems` 边读边记。"""

    folder: Path
    part: str = ""
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, element: str, message: str, *, line: int = 0, clause: str = "") -> None:
        """记一个不能成文的问题。"""
        self.problems.append(Problem(element, message, line, clause))

    def warn(self, element: str, message: str, *, line: int = 0, clause: str = "") -> None:
        """记一个提醒。"""
        self.problems.append(Problem(element, message, line, clause, WARN))

    def source(self, line: int) -> Source:
        """本文件某一行的出处。"""
        return Source(self.part, line)

    def within(self, part: str) -> "Reading":
        """换到同一文件夹里的另一个文件，问题记在一处。"""
        return Reading(self.folder, part, self.problems)

    def settle(self) -> None:
        """有一个不能成文的，就全部报出来。

        :raises Rejected: 问题里有拒绝。
        """
        if any(one.level != WARN for one in self.problems):
            raise Rejected(*self.problems)


def load_text(path: Path) -> str:
    r"""读出一份文字，换行一律是 \n，字一律是 NFC 写法。

    :raises NotReadable: 打不开、太大、不是文字。
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotReadable(f"{path.name} 超过 {MOST_BYTES >> 20} MB，不像一份公文，没有读。")
        data = path.read_bytes()
    except OSError as error:
        raise NotReadable(f"{path.name} 打不开：{_why(error)}。") from error
    return decode(data, path.name).replace("\r\n", "\n").replace("\r", "\n")


def decode(data: bytes, name: str) -> str:
    """把字节认成文字：UTF-8、UTF-16（带标记的）、国标。"""
    encodings = ("utf-16",) if data.startswith(UTF16_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            return normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise NotReadable(f"{name} 不是文字文件，请另存为 UTF-8 编码的文本。")


def _why(error: OSError) -> str:
    reasons = (
        (FileNotFoundError, "没有这个文件"),
        (IsADirectoryError, "这是一个文件夹"),
        (PermissionError, "没有读它的权限"),
    )
    return next((said for kind, said in reasons if isinstance(error, kind)), "磁盘读不出来")
