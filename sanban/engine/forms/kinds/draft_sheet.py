"""发文稿纸：一件发文从拟稿到印制的签批，和定稿一起归档（条例第二十二条、domain.md §1.6）。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import SIGN_HERE, Opinion, centred, label, opinions, shortened, value
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.secrecy import secrecy_caution
from sanban.engine.forms.sheet import Grid, Row, Sheet, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

OPENNESS = ("主动公开", "依申请公开", "不予公开")


@dataclass(frozen=True, kw_only=True)
class DraftSheet(Form):
    """发文稿纸的全部栏目；日期、时间都是写好的中文字样，空栏给空串。

    签发、会签、审核都可以有几条意见，按给出的次序；code 是二维码里的短码，空着不印。
    """

    about = About("draft_sheet", "发文稿纸", "条例第十九条至第二十二条；栏目是惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    title: str = entry("标题")
    doc_number: str = entry("发文字号", most=SHORT)
    secrecy_level: str = entry("密级", most=SHORT)
    urgency: str = entry("紧急程度", most=SHORT)
    due: str = entry("缓急时限", most=SHORT)
    openness: str = entry("公开属性", most=SHORT)
    openness_reason: str = entry("不公开理由")
    signed_off: tuple[Opinion, ...] = entry("签发", default=())
    cosigned: tuple[Opinion, ...] = entry("会签", default=())
    reviewed: tuple[Opinion, ...] = entry("审核", default=())
    main_recipient: str = entry("主送", most=LONG)
    cc_recipient: str = entry("抄送", most=LONG)
    attachment: str = entry("附件", most=LONG)
    section: str = entry("拟稿部门")
    drafter: str = entry("拟稿人", most=SHORT)
    phone: str = entry("电话", most=SHORT)
    copies: str = entry("份数", most=SHORT)
    typist: str = entry("打字", most=SHORT)
    proofreader: str = entry("校对", most=SHORT)
    printed_on: str = entry("印制日期", most=SHORT)
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """密级的提醒；公开属性不在三种里、不予公开没有理由的提醒。"""
        yield from secrecy_caution(self.secrecy_level)
        if self.openness and self.openness not in OPENNESS:
            said = f"写的是“{self.openness}”，通常是 {'、'.join(OPENNESS)} 之一。"
            yield Problem("公开属性", said, clause="国办发〔2016〕80号", level=WARN)
        if self.openness == OPENNESS[-1] and not self.openness_reason:
            said = "不予公开的要写明理由，请填“不公开理由”。"
            yield Problem("公开属性", said, clause="国办发〔2016〕80号", level=WARN)

    def sheet(self) -> Sheet:
        """排成版面：签批在上，文件各栏居中，拟稿、印制在下。"""
        paper = self.about.code
        rows = (*self._heading(), *self._signing(), *self._document(), *self._making())
        return Sheet(
            self.office + self.about.name,
            "plain",
            self.office,
            head=(Text(self.office, "office"), Text(self.about.name, "title")),
            next_head=(
                Text(f"{self.office}{self.about.name}（续页）", "next_title"),
                Text(
                    f"发文字号：{shortened(self.doc_number)}　　标题：{shortened(self.title)}",
                    "next_note",
                ),
            ),
            parts=(Grid(COLUMNS[paper], rows),),
            code=self.code,
            left=self.printed,
        )

    def _heading(self) -> tuple[Row, ...]:
        return (
            Row((label("发文字号"), value(self.doc_number),
                 label("密级", chars=3), centred(self.secrecy_level, style="urgent"),
                 label("紧急程度"), centred(self.urgency, style="urgent")), SIZES["row"]),
        )  # fmt: skip

    def _signing(self) -> tuple[Row, ...]:
        rows = (
            ("签发", self.signed_off, 4), ("会签", self.cosigned, 2.5),
            ("审核", self.reviewed, 2.5),
        )  # fmt: skip
        return tuple(
            Row((label(word), opinions(said, span=5, hand=SIGN_HERE)), SIZES["sign_room"], grow)
            for word, said, grow in rows
        )

    def _document(self) -> tuple[Row, ...]:
        openness = self.openness
        if self.openness_reason:
            openness += f"（{self.openness_reason}）"
        return (
            Row((label("标题"), value(self.title, span=5, style="strong")), SIZES["wide_row"]),
            Row((label("主送"), value(self.main_recipient, span=5)), SIZES["wide_row"]),
            Row((label("抄送"), value(self.cc_recipient, span=5)), SIZES["wide_row"]),
            Row((label("附件"), value(self.attachment, span=5)), SIZES["wide_row"]),
            Row((label("公开属性"), value(openness, span=3),
                 label("缓急时限"), centred(self.due)), SIZES["row"]),
        )  # fmt: skip

    def _making(self) -> tuple[Row, ...]:
        return (
            Row((label("拟稿部门"), value(self.section), label("拟稿人", chars=3),
                 centred(self.drafter), label("电话"), centred(self.phone)), SIZES["row"]),
            Row((label("打字"), value(self.typist), label("校对", chars=3),
                 centred(self.proofreader), label("份数"), centred(self.copies)), SIZES["row"]),
            Row((label("印制日期"), value(self.printed_on, span=5)), SIZES["row"]),
        )  # fmt: skip


FORM = DraftSheet
