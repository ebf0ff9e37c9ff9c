"""督办通知单：把一件督办事项交给承办单位，一事一单，附签收回执（domain.md §4.3）。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import centred, label, long_text, tall, value
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Ends, Grid, Row, Sheet, SignOff, Slip, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

REPLY = "同意承办　□　　　　对交办有异议　□（理由另附，须经单位主要负责人同意）"


@dataclass(frozen=True, kw_only=True)
class SupervisionNotice(Form):
    """督办通知单的全部栏目：编号、事项、依据、要求、时限、主办协办、联系人。

    code 是二维码里的短码，空着不印；has_slip 为假时不带签收回执。
    """

    about = About("supervision_notice", "督办通知单", "条例第二十四条；栏目是惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    number: str = entry("督办编号", most=SHORT)
    issued_on: str = entry("日期", most=SHORT)
    lead: str = entry("主办单位")
    assist: tuple[str, ...] = entry("协办单位", default=())
    matter: str = entry("督办事项", most=LONG)
    basis: str = entry("督办依据", most=LONG)
    requirement: str = entry("办理要求", most=LONG)
    due: str = entry("办理时限", most=SHORT)
    feedback: str = entry("反馈方式")
    contact: str = entry("联系人", most=SHORT)
    phone: str = entry("联系电话", most=SHORT)
    signer: str = entry("签发人", most=SHORT)
    has_slip: bool = entry("签收回执", default=True)
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """几个单位承办要有主办；事项、时限空着的提醒。"""
        if self.assist and not self.lead:
            said = "两个以上单位承办的，要写明主办单位，请填“主办单位”。"
            yield Problem("主办单位", said, clause="条例第二十四条")
        filled = any((self.number, self.lead, self.matter, self.requirement))
        for key, text in (("督办事项", self.matter), ("办理时限", self.due)):
            if filled and not text:
                yield Problem(key, "空着没有写，承办单位不知道办什么、何时办完。", level=WARN)

    def sheet(self) -> Sheet:
        """排成版面：编号、格子、落款，页底是签收回执。"""
        return Sheet(
            self.office + self.about.name,
            "plain",
            self.office,
            head=(Text(self.office, "office"), Text(self.about.name, "title")),
            next_head=(
                Text(f"{self.office}{self.about.name}（续页）", "next_title"),
                Text(f"督办编号：{self.number}", "next_note"),
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
        assist = "、".join(self.assist)
        return (
            Row((label("主办单位"), value(self.lead, span=3)), SIZES["row"]),
            Row((label("协办单位"), value(assist, span=3)), SIZES["row"]),
            Row((tall("督办", "事项"), long_text(self.matter, span=3)), 0, 2),
            Row((tall("督办", "依据"), long_text(self.basis, span=3)), 0, 2),
            Row((tall("办理", "要求"), long_text(self.requirement, span=3)), 0, 3),
            Row((label("办理时限"), value(self.due),
                 label("反馈方式"), value(self.feedback)), SIZES["row"]),
            Row((label("联系人"), value(self.contact),
                 label("联系电话"), value(self.phone)), SIZES["row"]),
        )  # fmt: skip

    def _slip(self) -> Slip:
        row = SIZES["row"]
        rows = (
            Row((label("督办编号"), value(self.number), label("签收时间"),
                 value("　　月　　日　　时")), row),
            Row((label("签收单位"), value("（盖章处）", style="place"),
                 label("签收人"), centred("")), row),
            Row((label("承办意见"), value(REPLY, span=3, style="note")), row),
        )  # fmt: skip
        return Slip("签收回执", (Grid(COLUMNS["supervision_slip"], rows),))


FORM = SupervisionNotice
