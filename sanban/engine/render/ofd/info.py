"""OFD 的文档信息：题名、作者、日期和公文元数据。

公文元数据（GB/T 33480—2016）以公文的十八个要素为准（domain.md §1.2、§13.1），
写成 DocInfo 里的自定义数据，名字就是要素的中文名；正文、附件的内容不重复写。
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SIGN_OFFS,
    Annotation,
    Attachment,
    AttachmentNote,
    CcRecipients,
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PrintLine,
    Secrecy,
    Signers,
    SignOff,
    Title,
    Urgency,
)

CREATOR = "三办"
APART = "、"


@dataclass(frozen=True, kw_only=True)
class OfdInfo:
    """写进 OFD.xml 的文档信息。

    `doc_id` 是 32 个十六进制数字，空着由内容算出；`created` 是造成的日期，空着不写；
    `custom` 是自定义数据，一项一个（名字、值）；`is_archival` 为真时声明为存档用的 OFD-A，
    有字体没有嵌入的声明不了，会提醒。
    """

    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    created: date | None = None
    doc_id: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    is_archival: bool = False


def info_of(gongwen: Gongwen) -> OfdInfo:
    """一份公文的文档信息；日期用成文日期。"""
    custom = tuple((name, value) for name, value in _metadata(gongwen) if value)
    number = gongwen.first(DocNumber)
    sign_off = gongwen.first(SignOff)
    return OfdInfo(
        title=str(gongwen.first(Title) or ""),
        author=_issuer(gongwen),
        subject=gongwen.doc_kind.name,
        keywords=tuple(filter(None, (gongwen.doc_kind.name, str(number or "")))),
        created=sign_off.day if sign_off else None,
        custom=custom,
    )


def _issuer(gongwen: Gongwen) -> str:
    """发文机关：署名的机关，没有署名的看发文机关标志。"""
    sign_off, mark = gongwen.first(SignOff), gongwen.first(IssuerMark)
    signed = [one.organ for one in sign_off.organs] if sign_off else []
    return APART.join(signed or (mark.organs if mark else ()))


def _metadata(gongwen: Gongwen) -> Iterator[tuple[str, str]]:
    yield "文种", gongwen.doc_kind.name
    yield "行文方向", gongwen.direction
    yield from _head(gongwen)
    yield from _sign_off(gongwen)
    yield from _foot(gongwen)


def _head(gongwen: Gongwen) -> Iterator[tuple[str, str]]:
    for name, wanted in (
        ("份号", CopyNo), ("密级和保密期限", Secrecy), ("紧急程度", Urgency),
        ("发文机关标志", IssuerMark), ("发文字号", DocNumber), ("标题", Title),
    ):  # fmt: skip
        yield name, str(gongwen.first(wanted) or "")
    signers, to = gongwen.first(Signers), gongwen.first(MainRecipients)
    yield "签发人", APART.join(signers.names) if signers else ""
    yield "主送机关", to.text if to else ""


def _sign_off(gongwen: Gongwen) -> Iterator[tuple[str, str]]:
    note, found = gongwen.first(AttachmentNote), gongwen.first(SignOff)
    yield "附件说明", APART.join(note.names) if note else ""
    if found:
        yield "发文机关署名", APART.join(one.organ for one in found.organs)
        yield "成文日期", found.day.isoformat()
        yield "印章", SIGN_OFFS[found.style]


def _foot(gongwen: Gongwen) -> Iterator[tuple[str, str]]:
    note, cc, line = (gongwen.first(one) for one in (Annotation, CcRecipients, PrintLine))
    yield "附注", note.text if isinstance(note, Annotation) else ""
    yield "附件", APART.join(one.title for one in gongwen.every(Attachment))
    yield "抄送机关", cc.text if isinstance(cc, CcRecipients) else ""
    if isinstance(line, PrintLine):
        yield "印发机关", line.organ
        yield "印发日期", line.day.isoformat()
