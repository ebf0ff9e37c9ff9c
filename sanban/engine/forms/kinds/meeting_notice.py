"""会议通知：白头通知一份，后面可以带回执（domain.md §5.2 第 5 条）。

正文照公文的版心、字号、行距排（GB/T 9704-2012 7.3.3）；要红头的，请写成文种“通知”。
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import centred, value
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Ends, Grid, Lead, Part, Row, Sheet, SignOff, Slip, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

NUMBERS = "一二三四五六七八九"
RSVP_HEADS = ("序号", "单　位", "姓　名", "职　务", "联系电话", "备　注")
MOST_RSVP = 16


@dataclass(frozen=True, kw_only=True)
class MeetingNotice(Form):
    """会议通知的全部栏目：名称、时间、地点、内容、参会人员、要求、联系人，和回执。

    has_rsvp 为假时不带回执；rsvp_rows 是回执的空行数。
    """

    about = About("meeting_notice", "会议通知", "GB/T 9704-2012 7.3；栏目是惯例")

    office: str = entry("单位")
    title: str = entry("标题")
    number: str = entry("编号", most=SHORT)
    urgency: str = entry("紧急程度", most=SHORT)
    recipient: str = entry("主送", most=LONG)
    opening: str = entry("事由", most=LONG)
    meeting: str = entry("会议名称")
    time: str = entry("会议时间")
    place: str = entry("会议地点")
    content: tuple[str, ...] = entry("会议内容", most=LONG, default=())
    attendees: str = entry("参会人员", most=LONG)
    requirements: tuple[str, ...] = entry("会议要求", most=LONG, default=())
    contact: str = entry("联系人", most=SHORT)
    phone: str = entry("联系电话", most=SHORT)
    issued_on: str = entry("日期", most=SHORT)
    has_rsvp: bool = entry("回执", default=True)
    rsvp_rows: int = entry("回执行数", most=MOST_RSVP, default=4)
    rsvp_by: str = entry("回执期限", most=SHORT)
    rsvp_to: str = entry("回执报送")
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """时间、地点空着的提醒（整张空白的不提醒）。"""
        filled = any((self.meeting, self.title, self.recipient, self.opening))
        for key, text in (("会议时间", self.time), ("会议地点", self.place)):
            if filled and not text:
                yield Problem(key, "空着没有写，收到的人不知道何时到何地开会。", level=WARN)

    def sheet(self) -> Sheet:
        """排成版面：标题、主送、分条的正文、落款，页底是回执。"""
        number = f"　　编号：{self.number}" if self.number else ""
        return Sheet(
            self.title.replace("｜", "") or self.meeting + self.about.name,
            self.about.code,
            self.office,
            head=(Ends(self.urgency, number.strip(), "urgent"),) if self._has_marks else (),
            parts=(*self._opening(), *self._items(), SignOff(self.office, self.issued_on),
                   *((self._rsvp(),) if self.has_rsvp else ())),
            left=self.printed,
        )  # fmt: skip

    @property
    def _has_marks(self) -> bool:
        return bool(self.urgency or self.number)

    def _opening(self) -> Iterator[Part]:
        yield Text(self.title or self.about.name, "notice_title")
        yield Text((self.recipient or "　" * 8) + "：", "to")
        if self.opening:
            yield Text(self.opening, "body")

    def _items(self) -> Iterator[Part]:
        """“一、会议名称”一条一条；没有写的条目不排，全空的表留下各条给人填。"""
        items = (
            ("会议名称", (self.meeting,)), ("会议时间", (self.time,)), ("会议地点", (self.place,)),
            ("会议内容", self.content), ("参会人员", (self.attendees,)),
            ("会议要求", self.requirements), ("联系人", (self._contact,)),
        )  # fmt: skip
        written = [(name, texts) for name, texts in items if any(texts)] or items
        for number, (name, texts) in zip(NUMBERS, written, strict=False):
            if len(texts) > 1:
                yield Text(f"{number}、{name}", "heading")
                yield from (Text(f"{n}.{text}", "body") for n, text in enumerate(texts, 1))
            else:
                yield Lead(f"{number}、{name}：", "".join(texts))

    @property
    def _contact(self) -> str:
        phone = f"联系电话：{self.phone}" if self.phone else ""
        return "，".join(filter(None, (self.contact, phone)))

    def _rsvp(self) -> Slip:
        head = Row(tuple(centred(word, style="column") for word in RSVP_HEADS), SIZES["rsvp_row"])
        rows = (
            Row((centred(str(n)), *[value("")] * 5), SIZES["rsvp_row"])
            for n in range(1, self.rsvp_rows + 1)
        )
        by = f"请于{self.rsvp_by}前" if self.rsvp_by else "请"
        to = f"{by}将回执报{self.rsvp_to}。" if self.rsvp_to else ""
        note = (Text(to + "请假的，请在备注栏写明事由和替会人员。", "note"),)
        name = (Ends(f"会议名称：{self.meeting}", style="slip_note"),) if self.meeting else ()
        grid = Grid(COLUMNS["meeting_rsvp"], (head, *rows), header=1)
        return Slip("会议回执", (*name, grid, *note))


FORM = MeetingNotice
