"""专班办结情况说明：一批旧事项逐件重新核实，总的情况和一件一行的清单（domain.md §4.7）。"""

from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.forms.cells import centred, label, long_text, tall, value
from sanban.engine.forms.form import LONG, SHORT, About, Form, entry
from sanban.engine.forms.sheet import Ends, Grid, Row, Sheet, SignOff, Text
from sanban.engine.forms.styles import COLUMNS, SIZES
from sanban.engine.gongwen.problems import WARN, Problem

HEADS = ("序号", "督办编号", "事　　　　项", "牵头单位", "结论", "核　实　情　况", "核实人")


@dataclass(frozen=True, kw_only=True)
class VerifiedEntry:
    """清单里的一件。"""

    number: str = entry("督办编号", most=SHORT)
    title: str = entry("事项", most=LONG)
    lead: str = entry("牵头单位")
    verdict: str = entry("结论", most=SHORT)
    evidence: str = entry("核实情况", most=LONG)
    verifier: str = entry("核实人", most=SHORT)


@dataclass(frozen=True, kw_only=True)
class CampaignStatement(Form):
    """专班办结情况说明的全部栏目；code 是二维码里的短码，空着不印。"""

    about = About("campaign_statement", "专班办结情况说明", "惯例")

    office: str = entry("单位")
    code: str = entry("短码", most=SHORT)
    name: str = entry("专班名称")
    head: str = entry("组长", most=SHORT)
    span: str = entry("起止", most=SHORT)
    purpose: str = entry("目的和范围", most=LONG)
    statement: str = entry("情况说明", most=LONG)
    issued_on: str = entry("日期", most=SHORT)
    entries: tuple[VerifiedEntry, ...] = entry("事项清单", default=())
    printed: str = entry("页脚")

    def problems(self) -> Iterator[Problem]:
        """有清单而没有写说明、有一件没有结论的提醒。"""
        if self.entries and not self.statement:
            said = "空着没有写，看不出总的落实得怎样。"
            yield Problem("情况说明", said, level=WARN)
        for number, one in enumerate(self.entries, 1):
            if not one.verdict:
                said = "还没有结论，请核实完再出说明。"
                yield Problem(f"事项清单.第{number}项.结论", said, level=WARN)

    def sheet(self) -> Sheet:
        """排成横的版面：总的情况一个表，事项清单一个表。"""
        title = self.office + self.about.name
        head = Row(tuple(centred(word, style="column") for word in HEADS), SIZES["list_row"])
        rows = tuple(_row(number, one) for number, one in enumerate(self.entries, 1))
        return Sheet(
            title,
            "landscape",
            self.office,
            head=(Text(title, "title"),),
            next_head=(Text(f"{title}（续页）", "next_title"),),
            parts=(
                Grid(COLUMNS["campaign_facts"], self._facts()),
                SignOff(self.office, self.issued_on),
                Ends("事项清单", f"共 {len(rows)} 件"),
                Grid(COLUMNS[self.about.code], (head, *(rows or (_row(0, VerifiedEntry()),))), 1),
            ),
            code=self.code,
            left=self.printed,
        )

    def _facts(self) -> tuple[Row, ...]:
        row = SIZES["row"]
        return (
            Row((label("专班名称"), value(self.name, span=3)), row),
            Row((label("组长"), value(self.head), label("起止"), value(self.span)), row),
            Row((tall("目的和", "范围"), long_text(self.purpose, span=3)), 0, 1),
            Row((tall("情况", "说明"), long_text(self.statement, span=3)), 0, 2),
        )


FORM = CampaignStatement


def _row(number: int, one: VerifiedEntry) -> Row:
    cells = (
        centred(str(number) if number else "", style="row_centred"),
        centred(one.number, style="row_centred"),
        value(one.title, style="row"),
        value(one.lead, style="row"),
        centred(one.verdict, style="row_centred"),
        value(one.evidence, style="row"),
        centred(one.verifier, style="row_centred"),
    )
    return Row(cells, SIZES["list_row"])
