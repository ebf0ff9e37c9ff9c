"""演示的发文：六份走到不同环节，都走真的服务；编号、用印、核发各有一份可看。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from demo.people import OURS, Staff
from sanban.documents.models import NumberPrefix, Outcome, Outgoing
from sanban.documents.services import drafting, issuing, prefixes
from sanban.documents.services.drafting import DraftForm
from sanban.documents.services.issuing import Extra, Result, SealOrder
from sanban.documents.services.prefixes import PrefixForm
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.services import Asked

DRAFTER, DIRECTOR, CLERK, MAYOR = "孙佳", "周明远", "林晓燕", "何立新"
OFFICE_NAME = "演示县人民政府办公室"
# 代字、用途、标志后缀
PREFIXES = (
    ("演政办发", "普发性文件", "文件"),
    ("演政办函", "函", ""),
    ("演政办字", "一般事项", "文件"),
)
UNITS = ("emergency", "forestry", "finance", "water")
Act = Callable[[Outgoing, Staff, datetime], object]


@dataclass(frozen=True, slots=True)
class Doing:
    """一步：隔上一步几个钟头，做什么。"""

    hours: float
    do: Act


@dataclass(frozen=True, slots=True)
class Draft:
    """一份发文：多少个上班的钟头以前起草，事由，正文，起草以后怎样走。"""

    key: str
    ago: float
    subject: str
    body: str
    acts: tuple[Doing, ...] = ()
    kind: str = "notice"
    important: bool = False


def draft(paper: Draft, staff: Staff, now: datetime) -> Outgoing:
    """起草一份，代字用第一个；还没有代字的先添上。"""
    by = staff.people[DRAFTER]
    form = DraftForm(
        doc_kind=paper.kind,
        title=f"{OFFICE_NAME}关于{paper.subject}的通知",
        prefix=_prefix(staff),
        main_recipients="各乡镇人民政府，县政府各部门",
        publicity="open",
        is_important=paper.important,
        project_basis="2026年发文计划",
        contact="孙佳，0900-8200123",
        body=paper.body,
    )
    return drafting.start_draft(form, by=by, now=now)


def fresh(outgoing: Outgoing) -> Outgoing:
    """读到最新。"""
    return issuing.of_matter(outgoing.matter)


def _prefix(staff: Staff) -> NumberPrefix:
    found = NumberPrefix.objects.usable(staff.orgs[OURS]).first()
    if found:
        return found
    by = staff.people[CLERK]
    made = [
        prefixes.add_prefix(
            PrefixForm(text=text, issuer=OFFICE_NAME, label=label, mark_suffix=suffix), by=by
        )
        for text, label, suffix in PREFIXES
    ]
    return made[0]


def go(by: str, code: str, remark: str = "", *, hours: float = 1.0, people: str = "") -> Doing:
    """走一步；`people` 是空格隔开的姓名。"""

    def do(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
        choice = Choice(people=staff.named(tuple(people.split())))
        asked = Asked(staff.people[by], now)
        return issuing.move(outgoing.matter, code, asked=asked, remark=remark, choice=choice)

    return Doing(hours, do)


def _consult(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
    """征求两个单位的意见。"""
    choice = Choice(orgs=((staff.orgs["forestry"], LEAD), (staff.orgs["finance"], ASSIST)))
    asked = Asked(staff.people[DRAFTER], now)
    return issuing.move(outgoing.matter, "to_consult", asked=asked, choice=choice)


def _answers(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
    """两个单位各自答复，一个有修改意见。"""
    said = {"forestry": ("comments", "同意，建议把卡口值守写明。"), "finance": ("agree", "同意。")}
    for row in outgoing.matter.consultations.select_related("org", "person"):
        code = next(key for key in said if staff.orgs[key].pk == row.org_id)
        answer, words = said[code]
        issuing.move(
            outgoing.matter,
            "consulted",
            asked=Asked(row.person, now),
            remark=words,
            extra=Extra(answer=answer),
        )
    return outgoing


def _review(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
    """主任逐项审核，送签发。"""
    by = staff.people[DIRECTOR]
    results = {one.code: Result(Outcome.PASS) for one in issuing.items_for(outgoing)}
    for one in issuing.machine_checks(outgoing, now=now):
        if one.outcome == Outcome.FIX:
            results[one.rule] = Result(Outcome.COMMENT, "已核对，可以不改")
    results["wording"] = Result(Outcome.COMMENT, "查出的都看过了")
    issuing.review(outgoing, results, by=by, now=now)
    for kind in issuing.assessments_for(outgoing):
        issuing.assess(outgoing, kind, Result(Outcome.NOT_APPLICABLE), by=by, now=now)
    choice = Choice(people=staff.named((MAYOR,)))
    return issuing.move(
        outgoing.matter, "to_leader", asked=Asked(by, now), remark="拟请何县长签发。", choice=choice
    )


def _seal(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
    """做定稿，用印，付印。"""
    clerk = staff.people[CLERK]
    issuing.make_finals(outgoing, by=clerk, now=now)
    again = fresh(outgoing)
    left = issuing.seal_check(again)
    by, reason = (staff.people[DIRECTOR], "查过，不影响盖章") if left else (clerk, "")
    order = SealOrder(seal_name=f"{OFFICE_NAME}印章", copies=40, waive_reason=reason)
    issuing.use_seal(again, order, by=by, now=now)
    return issuing.move(outgoing.matter, "print", asked=Asked(clerk, now), extra=Extra(copies=40))


def _dispatch(outgoing: Outgoing, staff: Staff, now: datetime) -> object:
    """发给几个单位。"""
    choice = Choice(orgs=tuple((staff.orgs[code], ASSIST) for code in UNITS))
    return issuing.move(
        outgoing.matter, "dispatch", asked=Asked(staff.people[CLERK], now), choice=choice
    )


TO_REVIEW = go(DRAFTER, "to_review", hours=2.0)
REVIEW = Doing(1.5, _review)
SIGN = go(MAYOR, "sign_off", "同意，请抓好落实。", hours=3.0)
RECHECK = go(CLERK, "to_number", hours=0.8)
NUMBER = go(CLERK, "number", hours=0.3)
ISSUED = (TO_REVIEW, REVIEW, SIGN, RECHECK, NUMBER, Doing(1.0, _seal))
SENT = (*ISSUED, Doing(1.0, _dispatch))
FIRE = """为做好秋冬季森林草原防火工作，现就有关事项通知如下：

# 压实防火责任

各乡镇人民政府要落实属地责任，逐山头、逐地块明确责任人。

# 开展隐患排查

重点排查林区输配电线路、旅游景区等部位，建立台账，及时整改。

# 强化值班备勤

严格执行24小时值班和领导带班制度，遇有火情及时处置、按规定报告。
"""
WINTER = """为做好冬季清洁取暖保障工作，现就有关事项通知如下：

# 摸清底数

各乡镇要逐户登记取暖方式和困难群众需求，建立台账。

# 保障供应

县发展改革局要落实煤炭、电力、天然气供应，及时协调解决问题。
"""
TIDY = """为加强机关公文管理，现就有关事项通知如下：

# 精简文件

可发可不发的文件不发，能合并的合并发。

# 提高质量

起草公文要观点明确、文字精练，数字、人名、地名要逐一核对。
"""
# fmt: off
PAPERS = (
    #     短名      钟头前  事由                            正文    怎样走
    Draft("fire",   60.0, "做好秋冬季森林草原防火工作",     FIRE,   SENT),
    Draft("heat",   40.0, "做好冬季清洁取暖保障工作",       WINTER, ISSUED),
    Draft("paper",  30.0, "加强机关公文管理",               TIDY,
          (TO_REVIEW, REVIEW, SIGN, RECHECK)),
    Draft("snow",   16.0, "做好雨雪冰冻天气防范应对工作",   WINTER, (TO_REVIEW, REVIEW),
          important=True),
    Draft("guard",  22.0, "加强冬季林区卡口值守",           FIRE,
          (Doing(1.0, _consult), Doing(6.0, _answers))),
    Draft("desk",   9.0,  "进一步精简文件简报",             TIDY,   (TO_REVIEW,)),
    Draft("new",    3.0,  "做好年末档案移交工作",           TIDY),
)
# fmt: on
