"""催办单：逾期的督办事项催承办单位，一次一单，附签收回执（domain.md §4.3）。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import centred, label, long_text, tall, value
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Ends, Grid, Row, Sheet, SignOff, Slip, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

REPLY = "已按要求办理，进展随后报送　□　　　　有困难，另行申请延期或协调　□"


@dataclass(frozen=True, kw_only=True)
class ReminderSlip(Form):
    """催办单的全部栏目：催哪个单位、哪件事、迟了几天、要求什么。

    code 是二维码里的短码，空着不印；has_slip 为假时不带签收回执。
    """

    about = About("reminder_slip", "催办单", "惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    number: str = entry("催办编号", most=SHORT)
    issued_on: str = entry("日期", most=SHORT)
    to: str = entry("承办单位")
    part: str = entry("分工", most=SHORT)
    item_number: str = entry("督办编号", most=SHORT)
    times: str = entry("催办次数", most=SHORT)
    matter: str = entry("督办事项", most=LONG)
    assigned_on: str = entry("交办日期", most=SHORT)
    due: str = entry("办理时限", most=SHORT)
    late: str = entry("逾期情况")
    progress: str = entry("进展情况", most=LONG)
    requirement: str = entry("催办要求", most=LONG)
    contact: str = entry("联系人", most=SHORT)
    phone: str = entry("联系电话", most=SHORT)
    signer: str = entry("签发人", most=SHORT)
    has_slip: bool = entry("签收回执", default=True)
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """填了的，承办单位、督办事项空着就提醒。"""
        filled = any((self.number, self.to, self.matter, self.requirement))
        for key, text in (("承办单位", self.to), ("督办事项", self.matter)):
            if filled and not text:
                yield Problem(key, "空着没有写，看不出催哪个单位、哪件事。", level=WARN)

    def sheet(self) -> Sheet:
        """排成版面：编号、格子、落款，页底是签收回执。"""
        return Sheet(
            self.office + self.about.name,
            "plain",
            self.office,
            head=(Text(self.office, "office"), Text(self.about.name, "title")),
            next_head=(
                Text(f"{self.office}{self.about.name}（续页）", "next_title"),
                Text(f"催办编号：{self.number}", "next_note"),
            ),
            parts=(
                Ends(f"编号：{self.number}", f"签发人：{self.signer or '　　　　'}"),
                Grid(COLUMNS[self.about.code], self._rows()),
                SignOff(self.office, self.issued_on),
                *((self._slip(),) if self.has_slip else ()),
            ),
            code=self.code,
            left=self.printed,
        )

    def _rows(self) -> tuple[Row, ...]:
        row = SIZES["row"]
        return (
            Row((label("承办单位"), value(self.to),
                 label("分工"), centred(self.part)), row),
            Row((label("督办编号"), value(self.item_number),
                 label("催办次数"), centred(self.times)), row),
            Row((tall("督办", "事项"), long_text(self.matter, span=3)), 0, 2),
            Row((label("交办日期"), value(self.assigned_on),
                 label("办理时限"), value(self.due)), row),
            Row((label("逾期情况"), value(self.late, span=3, style="strong")), row),
            Row((tall("进展", "情况"), long_text(self.progress, span=3)), 0, 2),
            Row((tall("催办", "要求"), long_text(self.requirement, span=3)), 0, 3),
            Row((label("联系人"), value(self.contact),
                 label("联系电话"), value(self.phone)), row),
        )  # fmt: skip

    def _slip(self) -> Slip:
        row = SIZES["row"]
        rows = (
            Row((label("催办编号"), value(self.number), label("签收时间"),
                 value("　　月　　日　　时")), row),
            Row((label("签收单位"), value("（盖章处）", style="place"),
                 label("签收人"), centred("")), row),
            Row((label("回复"), value(REPLY, span=3, style="note")), row),
        )  # fmt: skip
        return Slip("签收回执", (Grid(COLUMNS["supervision_slip"], rows),))


FORM = ReminderSlip
