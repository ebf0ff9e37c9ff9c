"""测试用的表单：examples/ 里的每一张，和塞得满满的。"""

from pathlib import Path

from sanban.engine.forms import FORMS, load_form
from sanban.engine.forms.cells import Opinion
from sanban.engine.forms.kinds.archive_list import ArchiveEntry, ArchiveList
from sanban.engine.forms.kinds.campaign_statement import CampaignStatement, VerifiedEntry
from sanban.engine.forms.kinds.draft_sheet import DraftSheet
from sanban.engine.forms.kinds.inspection_report import InspectionReport, Pressed
from sanban.engine.forms.kinds.meeting_notice import MeetingNotice
from sanban.engine.forms.kinds.name_cards import NameCard, NameCards
from sanban.engine.forms.kinds.reminder_slip import ReminderSlip
from sanban.engine.forms.kinds.sign_in_sheet import Attendee, SignInSheet
from sanban.engine.forms.kinds.supervision_notice import SupervisionNotice
from sanban.engine.gongwen.markdown.toml_text import read_toml

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("表单-*.toml"))
BLANK = {code: kind() for code, kind in FORMS.items()}
LONG = "逐条抓好落实，" * 600
OFFICE = "演示县人民政府办公室"


def example(name):
    """examples/ 里的一张。"""
    path = next(one for one in EXAMPLES if name in one.stem)
    return load_form(read_toml(path.read_text("utf-8"))[0])


def people(count):
    return tuple(Attendee(name=f"张{n}", org="县水务局", post="科员") for n in range(1, count + 1))


def entries(count):
    return tuple(
        ArchiveEntry(
            archival_code=f"Z109-WS·2026-D30-BGS-{n:04d}", doc_number=f"演政办发〔2026〕{n}号",
            author=OFFICE, title=f"第{n}件" + "关于做好水利工作的通知" * (n % 4),
            issue_date="20260911", pages="3",
        )
        for n in range(1, count + 1)
    )  # fmt: skip


FULL = {
    "draft_sheet": DraftSheet(
        office=OFFICE * 8, code="A", title="标题" * 150, copies="9" * 60, printed_on="A" * 300,
        phone="—" * 60, cc_recipient=LONG, signed_off=(Opinion(text=LONG, name="何立新"),),
    ),
    "supervision_notice": SupervisionNotice(
        office=OFFICE, code="B", lead="县水务局", matter=LONG, basis="A" * 5000, due="月底",
        requirement="！？" * 2000,
    ),
    "reminder_slip": ReminderSlip(
        office=OFFICE, code="E", to="县水务局" * 60, matter=LONG, late="逾期" * 100, due="月底",
        progress="A" * 5000, requirement="！？" * 2000,
    ),
    "inspection_report": InspectionReport(
        office=OFFICE, code="F", to="何立新县长" * 40, matter=LONG, basis="A" * 5000, due="月底",
        trouble="！？" * 2000, advice="请" * 3000,
        instructions=(Opinion(text=LONG, name="何立新"),),
        pressed=tuple(Pressed(time=f"9月{n}日", way="催办单", org="局" * 200) for n in range(60)),
    ),
    "campaign_statement": CampaignStatement(
        office=OFFICE, code="G", name="回头看专班" * 20, purpose="A" * 5000, statement=LONG,
        entries=tuple(
            VerifiedEntry(number=f"督字〔2019〕{n}号", title="修" * 120, verdict="已落实")
            for n in range(60)
        ),
    ),
    "meeting_notice": MeetingNotice(
        office=OFFICE, title="关于" + "召开会议" * 60 + "的通知", content=(LONG, LONG),
        rsvp_rows=16, rsvp_to="县政府办公室" * 40, meeting="水利会议" * 70,
    ),
    "sign_in_sheet": SignInSheet(
        meeting="水利会议" * 70, code="C", place="楼" * 300,
        people=(*people(60), Attendee(name="长", org="县" * 300, note="x" * 60)),
    ),
    "archive_list": ArchiveList(fonds_no="Z109", code="D", entries=entries(300)),
    "name_cards": NameCards(
        cards=(NameCard(name="阿" * 24), NameCard(name="W" * 24, post="职" * 30)), height=60,
    ),
}  # fmt: skip
