"""正文用三号仿宋。

如无特殊说明，公文各要素一般用三号仿宋体字；仿宋的各种版本（仿宋_GB2312、方正仿宋等）都算。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import wrong_face, wrong_size
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para, Piece
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level

CODES = (
    "main_recipient", "body", "attachment_note", "issuer_signature", "issue_date", "annotation",
)  # fmt: skip


def check(document: Document) -> Iterator[Fault]:
    """字号和字体；正文里“一是”之类的领句可以用别的字体，由 BD-04 管。"""
    yield from wrong_size(document, CODES)
    yield from wrong_face(document, CODES, only=_is_plain)


def _is_plain(para: Para, piece: Piece) -> bool:
    """段首单独一截的层次标题另有字体；签名章的姓名在格子里，用楷体。"""
    lead = para.level and piece.start == 0 and piece.end < len(para.text)
    return not lead and para.source.cell is None


RULE = FormatRule(
    id="FT-01", name="body-font", clause="5.2.2（一般）", check=check, seen=check, level=Level.HINT
)
