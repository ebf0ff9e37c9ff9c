"""收文处理笺：一件来文从登记到办结的全部意见，随文归档（domain.md §1.7）。"""

from dataclasses import dataclass

from sanban.engine.forms.cells import (
    Opinion,
    centred,
    label,
    long_text,
    opinions,
    shortened,
    tall,
    value,
)
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Cell, Grid, Row, Sheet, Signed, Text, Whole
from sanban.engine.forms.styles import COLUMNS, SIZES

READERS_A_ROW, LEAST_READERS = 2, 4
READER_HEADS = ("姓名", "职务", "阅文时间")


@dataclass(frozen=True, kw_only=True)
class Handling:
    """一个单位的承办情况；duty 写“主办”或“协办”。"""

    org: str = entry("单位")
    duty: str = entry("分工", most=SHORT)
    text: str = entry("情况", most=LONG)
    name: str = entry("姓名", most=SHORT)
    time: str = entry("时间", most=SHORT)


@dataclass(frozen=True, kw_only=True)
class Reader:
    """传阅签名表的一格；还没有阅就把 time 空着。"""

    name: str = entry("姓名", most=SHORT)
    post: str = entry("职务", most=SHORT)
    time: str = entry("时间", most=SHORT)


@dataclass(frozen=True, kw_only=True)
class HandlingSheet(Form):
    """收文处理笺的全部栏目；日期、时间都是写好的中文字样，空栏给空串。

    instructions 按领导排序给；code 是二维码里的短码（不带 SB1: 前缀），空着不印。
    """

    about = About("handling_sheet", "收文处理笺", "条例第二十四条；栏目是惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    title: str = entry("标题")
    sender_org: str = entry("来文单位")
    sender_number: str = entry("来文字号")
    received_on: str = entry("收文日期", most=SHORT)
    receipt_no: str = entry("收文号", most=SHORT)
    doc_kind: str = entry("文种", most=SHORT)
    urgency: str = entry("紧急程度", most=SHORT)
    copies: str = entry("份数", most=SHORT)
    pages: str = entry("页数", most=SHORT)
    attachment: str = entry("附件")
    due: str = entry("办理时限", most=SHORT)
    summary: str = entry("内容摘要", most=LONG)
    proposals: tuple[Opinion, ...] = entry("拟办意见", default=())
    instructions: tuple[Opinion, ...] = entry("领导批示", default=())
    handlings: tuple[Handling, ...] = entry("承办情况", default=())
    result: str = entry("办理结果", most=LONG)
    readers: tuple[Reader, ...] = entry("传阅", default=())
    printed: str = entry("页脚")

    def sheet(self) -> Sheet:
        """排成版面：登记各栏、意见各栏、传阅签名表。"""
        paper = self.about.code
        rows = (*self._register(), *self._opinions(), self._reading())
        return Sheet(
            self.office + self.about.name,
            paper,
            self.office,
            head=(Text(self.office, "office"), Text(self.about.name, "title")),
            next_head=(
                Text(f"{self.office}{self.about.name}（续页）", "next_title"),
                Text(f"收文号：{self.receipt_no}　　标题：{shortened(self.title)}", "next_note"),
            ),
            parts=(Grid(COLUMNS[paper], rows),),
            code=self.code,
            left=self.printed,
        )

    def _register(self) -> tuple[Row, ...]:
        return (
            Row((label("来文单位"), value(self.sender_org, span=3),
                 label("收文号", span=2), centred(self.receipt_no, span=2))),
            Row((label("来文字号"), value(self.sender_number, span=3),
                 label("收文日期", span=2), centred(self.received_on, span=2))),
            Row((label("标题"), value(self.title, span=7, style="strong")), SIZES["title_row"]),
            Row((label("文种"), centred(self.doc_kind), label("紧急程度"),
                 centred(self.urgency, style="urgent"), label("份数", chars=2),
                 centred(self.copies), label("页数", chars=2), centred(self.pages))),
            Row((label("附件"), value(self.attachment, span=3),
                 label("办理时限", span=2), centred(self.due, span=2))),
        )  # fmt: skip

    def _opinions(self) -> tuple[Row, ...]:
        handled = Cell(tuple(map(_handled, self.handlings)), span=7, is_top=True)
        rows = (
            (("内容", "摘要"), long_text(self.summary, span=7), 1, 0),
            (("拟办", "意见"), opinions(self.proposals, span=7), 2, 0),
            (("领导", "批示"), opinions(self.instructions, span=7), 4, SIZES["hand_room"]),
            (("承办", "情况"), handled, 2, 0),
            (("办理", "结果"), long_text(self.result, span=7), 1, 0),
        )
        return tuple(
            Row((tall(*words), cell), 0 if cell.parts else room, grow)
            for words, cell, grow, room in rows
        )

    def _reading(self) -> Row:
        """传阅签名表：一行两人，不足四人的留空格。"""
        head = Row(tuple(centred(word, style="small_label") for word in READER_HEADS) * 2)
        blank = max(LEAST_READERS - len(self.readers), len(self.readers) % READERS_A_ROW)
        cells = [_reader(one) for one in (*self.readers, *[Reader()] * blank)]
        rows = (
            Row((*cells[n], *cells[n + 1]), SIZES["reader_row"]) for n in range(0, len(cells), 2)
        )
        grid = Grid(COLUMNS["handling_readers"], (head, *rows), frame=False, heavy=3)
        return Row((label("传阅", "签名表", chars=3), Cell((grid,), span=7)))


FORM = HandlingSheet


def _handled(one: Handling) -> Whole:
    unit = Text(f"{one.duty}：{one.org}", "opinion_unit")
    said = (Text(one.text, "opinion"),) if one.text else ()
    signed = (Signed(one.name, time=one.time),) if one.name or one.time else ()
    return Whole((unit, *said, *signed))


def _reader(one: Reader) -> tuple[Cell, Cell, Cell]:
    return (
        centred(one.name, style="name"),
        centred(one.post, style="post"),
        centred(one.time, style="time"),
    )
