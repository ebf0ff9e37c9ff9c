"""收文处理笺：把一件来文的办理情况排成 A4 的处理笺，右上角带二维码。

栏目依 domain.md §1.7；内容多了自动续页，每页都有题头和二维码。
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path

import segno

from sanban.engine.render.apart import typeset_apart
from sanban.engine.render.typesetting import typeset

CODE_PREFIX = "SB1:"
TEMPLATE = Path(__file__).with_suffix(".typ")


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """一条意见：原话、姓名、当时职务、时间；recorded_by 是代录人（本人所写则空）。"""

    text: str
    name: str
    post: str = ""
    time: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Handling:
    """一个单位的承办情况；duty 写“主办”或“协办”。"""

    org: str
    duty: str
    text: str = ""
    name: str = ""
    time: str = ""


@dataclass(frozen=True, kw_only=True)
class Reader:
    """传阅签名表的一格；还没有阅就把 time 空着。"""

    name: str
    post: str = ""
    time: str = ""


@dataclass(frozen=True, kw_only=True)
class HandlingSheet:
    """收文处理笺的全部栏目；日期、时间都是写好的中文字样，空栏给空串。

    instructions 按领导排序给；code 是二维码里的短码（不带 SB1: 前缀）。
    """

    office: str
    code: str
    title: str
    sender_org: str = ""
    sender_number: str = ""
    received_on: str = ""
    receipt_no: str = ""
    doc_kind: str = ""
    urgency: str = ""
    copies: str = ""
    pages: str = ""
    attachment: str = ""
    due: str = ""
    summary: str = ""
    proposals: tuple[Opinion, ...] = ()
    instructions: tuple[Opinion, ...] = ()
    handlings: tuple[Handling, ...] = ()
    result: str = ""
    readers: tuple[Reader, ...] = ()
    printed: str = ""


def handling_sheet(
    data: HandlingSheet, *, fonts: Sequence[Path] = (), apart: bool = False
) -> bytes:
    """排出收文处理笺 PDF（A4）；fonts 是另外的字体文件夹，没有中文字体报 NoFont。

    apart 为真时在用完即退的进程里排：网页进程要这样用，免得留下上百兆字体。
    """
    make = typeset_apart if apart else typeset
    return make(TEMPLATE, {"sheet": asdict(data), "qr": qr_svg(data.code)}, fonts=fonts)


def qr_svg(code: str) -> str:
    """短码的二维码（矢量 SVG，容错 M 级，内容是 SB1: 加短码）。"""
    out = BytesIO()
    segno.make_qr(CODE_PREFIX + code, error="m").save(out, kind="svg", border=2, dark="#000")
    return out.getvalue().decode()
