"""督查专报：催了还没有办的督办事项，报包抓领导，一事一报（domain.md §4.3、§4.7）。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import (
    SIGN_HERE,
    Opinion,
    centred,
    label,
    long_text,
    opinions,
    tall,
    value,
)
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Cell, Ends, Grid, Row, Sheet, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

PRESSED_HEADS = ("时间", "方式", "单位")


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """催过的一次：何时、怎样催、催的哪个单位。"""

    time: str = entry("时间", most=SHORT)
    way: str = entry("方式", most=SHORT)
    org: str = entry("单位")


@dataclass(frozen=True, kw_only=True)
class InspectionReport(Form):
    """督查专报的全部栏目：什么事、谁办、迟了几天、催过几次、问题在哪、建议怎么办。

    code 是二维码里的短码，空着不印；instructions 空着，留出领导手签的地方。
    """

    about = About("inspection_report", "督查专报", "惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    number: str = entry("期号", most=SHORT)
    issued_on: str = entry("日期", most=SHORT)
    to: str = entry("报送")
    item_number: str = entry("督办编号", most=SHORT)
    source: str = entry("来源", most=SHORT)
    matter: str = entry("督办事项", most=LONG)
    basis: str = entry("督办依据", most=LONG)
    lead: str = entry("牵头单位")
    owner: str = entry("责任人", most=SHORT)
    assist: tuple[str, ...] = entry("协办单位", default=())
    assigned_on: str = entry("交办日期", most=SHORT)
    due: str = entry("完成时限", most=SHORT)
    late: str = entry("逾期情况")
    progress: str = entry("进展情况", most=LONG)
    trouble: str = entry("存在问题", most=LONG)
    pressed: tuple[Pressed, ...] = entry("催办经过", default=())
    advice: str = entry("督查建议", most=LONG)
    instructions: tuple[Opinion, ...] = entry("领导批示", default=())
    contact: str = entry("联系人", most=SHORT)
    phone: str = entry("联系电话", most=SHORT)
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """填了的，督办事项、督查建议空着就提醒。"""
        filled = any((self.number, self.to, self.matter, self.advice))
        for key, text in (("督办事项", self.matter), ("督查建议", self.advice)):
            if filled and not text:
                yield Problem(key, "空着没有写，领导看不出是什么事、要他定什么。", level=WARN)

    def sheet(self) -> Sheet:
        """排成版面：期号、报送谁、格子。"""
        return Sheet(
            self.office + self.about.name,
            "plain",
            self.office,
            head=(Text(self.office, "office"), Text(self.about.name, "title")),
            next_head=(
                Text(f"{self.office}{self.about.name}（续页）", "next_title"),
                Text(f"期号：{self.number}", "next_note"),
            ),
            parts=(
                Ends(f"期号：{self.number}", self.issued_on),
                Ends(f"报送：{self.to}"),
                Grid(COLUMNS[self.about.code], (*self._facts(), *self._findings())),
            ),
            code=self.code,
            left=self.printed,
        )

    def _facts(self) -> tuple[Row, ...]:
        row = SIZES["row"]
        return (
            Row((label("督办编号"), value(self.item_number),
                 label("来源"), centred(self.source)), row),
            Row((tall("督办", "事项"), long_text(self.matter, span=3)), 0, 1),
            Row((tall("督办", "依据"), long_text(self.basis, span=3)), 0, 1),
            Row((label("牵头单位"), value(self.lead),
                 label("责任人"), centred(self.owner)), row),
            Row((label("协办单位"), value("、".join(self.assist), span=3)), row),
            Row((label("交办日期"), value(self.assigned_on),
                 label("完成时限"), value(self.due)), row),
            Row((label("逾期情况"), value(self.late, span=3, style="strong")), row),
        )  # fmt: skip

    def _findings(self) -> tuple[Row, ...]:
        row = SIZES["row"]
        return (
            Row((tall("进展", "情况"), long_text(self.progress, span=3)), 0, 2),
            Row((tall("存在", "问题"), long_text(self.trouble, span=3)), 0, 2),
            Row((tall("催办", "经过"), self._pressed())),
            Row((tall("督查", "建议"), long_text(self.advice, span=3)), 0, 2),
            Row((tall("领导", "批示"), opinions(self.instructions, span=3, hand=SIGN_HERE)),
                SIZES["sign_room"], 1),
            Row((label("联系人"), value(self.contact),
                 label("联系电话"), value(self.phone)), row),
        )  # fmt: skip

    def _pressed(self) -> Cell:
        """催过的各次，一次一行；一次也没有的留一行空。"""
        head = Row(tuple(centred(word, style="small_label") for word in PRESSED_HEADS))
        rows = [_pressing(one) for one in self.pressed or (Pressed(),)]
        grid = Grid(COLUMNS["report_pressed"], (head, *rows), frame=False)
        return Cell((grid,), span=3)


FORM = InspectionReport


def _pressing(one: Pressed) -> Row:
    cells = (
        centred(one.time, style="row_centred"),
        centred(one.way, style="row_centred"),
        value(one.org, style="row"),
    )
    return Row(cells, SIZES["reader_row"])
