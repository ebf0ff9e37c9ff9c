"""会议签到表：人多自动续页，每页重复表头，末页补满空行（domain.md §5.2 第 15 条）。"""

from dataclasses import dataclass

from sanban.engine.forms.cells import centred, shortened, value
from sanban.engine.forms.form import SHORT, About, Form, entry
from sanban.engine.forms.sheet import Cell, Ends, Grid, Row, Sheet, Text
from sanban.engine.forms.styles import COLUMNS, SIZES

HEADS = ("序号", "单　　位", "姓　名", "职　务", "联系电话", "签　　到")


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """一位参会人员；note 印在签到栏里（“请假”“替会”）。"""

    name: str = entry("姓名", most=SHORT)
    org: str = entry("单位")
    post: str = entry("职务")
    phone: str = entry("联系电话", most=SHORT)
    note: str = entry("备注", most=SHORT)


@dataclass(frozen=True, kw_only=True)
class SignInSheet(Form):
    """会议签到表；people 按领导排序和单位排序给，blanks 是另外多留的空行。"""

    about = About("sign_in_sheet", "会议签到表", "惯例")

    meeting: str = entry("会议名称")
    time: str = entry("会议时间")
    place: str = entry("会议地点")
    code: str = entry("短码", most=SHORT)
    people: tuple[Attendee, ...] = entry("人员", default=())
    blanks: int = entry("空行", most=500, default=0)
    printed: str = entry("页脚")

    def sheet(self) -> Sheet:
        """排成版面：会议三项在上，人员一行一位。"""
        head = Row(tuple(centred(word, style="column") for word in HEADS), SIZES["sign_in_row"])
        known = (_row(number, one) for number, one in enumerate(self.people, 1))
        start = len(self.people) + 1
        spare = (_row(number, Attendee()) for number in range(start, start + self.blanks))
        grid = Grid(COLUMNS[self.about.code], (head, *known, *spare), 1, filler=_row(0, Attendee()))
        return Sheet(
            self.meeting + self.about.name,
            "plain",
            head=(Text(self.about.name, "title"),),
            next_head=(
                Text(f"{self.about.name}（续）", "next_title"),
                Text(f"会议名称：{shortened(self.meeting)}", "next_note"),
            ),
            parts=(
                Ends(f"会议名称：{self.meeting}"),
                Ends(f"时间：{self.time}", f"地点：{self.place or '　　　　　　　　'}"),
                grid,
            ),
            code=self.code,
            left=self.printed,
        )


FORM = SignInSheet


def _row(number: int, one: Attendee) -> Row:
    cells: tuple[Cell, ...] = (
        centred(str(number) if number else "", style="row_centred"),
        value(one.org, style="row"),
        centred(one.name, style="row_centred"),
        centred(one.post, style="row_centred"),
        centred(one.phone, style="row_centred"),
        centred(one.note, style="row_centred"),
    )
    return Row(cells, SIZES["sign_in_row"])
