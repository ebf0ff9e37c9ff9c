"""督办的几本账：堵点难点痛点、周计划和季度清单、专班回头看、上一季的通报，都走真的服务。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.utils import timezone

from demo.files import make_xlsx
from demo.people import Staff
from demo.supervised.acts import MAYOR, SUPERVISOR
from sanban.core.models import Holiday
from sanban.files.services.guards import Upload
from sanban.people.models import Person
from sanban.statistics import services as statistics
from sanban.supervision.models import Span
from sanban.supervision.services import campaigns, importing, planning, registers
from sanban.supervision.services.campaigns import CampaignForm
from sanban.supervision.services.importing import Choices
from sanban.supervision.services.planning import EntryForm
from sanban.supervision.services.registers import BlockageForm

Timed = tuple[datetime, Callable[[datetime], object]]


@dataclass(frozen=True, slots=True)
class Trouble:
    """一处堵点、难点或痛点；`solved` 是怎样解决的，空为还没解决。"""

    kind: str
    title: str
    raised: str
    handler: str
    measure: str
    solved: str = ""


# fmt: off
TROUBLES = (
    Trouble("blocked", "老旧小区加装充电桩，电力增容要跑三个部门", "housing", "reform",
            "由县发改委牵头，并联办理，一次提交。"),
    Trouble("hard", "农村公路两侧土地流转补偿标准不一", "transport", "land",
            "由县自然资源局拟定统一标准，报县政府常务会议审定。"),
    Trouble("painful", "城南小学放学时段无处停车接送", "education", "police",
            "划设限时停车泊位，错峰放学。", "增设限时泊位40个，错峰放学20分钟，高峰通行不再拥堵。"),
)
# 重要、紧急、工作、做到什么、谁
WEEKLY = (
    (True,  True,  "调度城区供热管网改造",   "换热站9座全部试供",         "汪小雨"),
    (True,  False, "梳理四季度重点任务",     "形成清单，逐条落实到单位",   "邵长青"),
    (False, True,  "催报逾期事项整改情况",   "逾期的单位都有书面说明",     "汪小雨"),
)
QUARTERLY = (
    (True,  True,  "完成为民实事年度任务",   "12项为民实事全部办结",       "邵长青"),
    (True,  False, "督查岁末年初安全生产",   "重点行业督查全覆盖",         "汪小雨"),
)
OLD_HEADS = ("督办编号", "事项内容", "来源", "牵头单位", "责任人", "立项日期", "交办日期",
             "完成时限", "办结日期")
OLD = (
    ("督字〔2024〕3号",  "修复河口镇水毁桥涵两座",   "领导批示", "河口镇", "水生"),
    ("督字〔2024〕7号",  "解决白沙镇集镇停水问题",   "领导批示", "白沙镇", "沙小白"),
    ("督字〔2024〕11号", "拆除青石镇危旧校舍一处",   "领导批示", "青石镇", "石磊"),
    ("督字〔2024〕16号", "兑付东山镇退耕还林补助",   "领导批示", "东山镇", "岳东升"),
    ("督字〔2024〕20号", "清理南坪乡河道违建三处",   "领导批示", "南坪乡", "南雁"),
)
VERDICTS = ("landed", "landed", "partly", "landed")
# fmt: on


def books(staff: Staff, now: datetime) -> Iterator[Timed]:
    """每一步：何时、做什么；都在上班的日子，都在此刻以前。"""
    today = timezone.localtime(now).date()
    monday = today - timedelta(days=today.weekday())
    jobs: tuple[tuple[date, Callable[[Staff, datetime], object]], ...] = (
        (today - timedelta(days=80), _quarter_list),
        (today - timedelta(days=60), _old_items),
        (today - timedelta(days=30), _troubles),
        (monday - timedelta(days=7), _last_week),
        (monday, _this_week),
        (today - timedelta(days=8), _circular),
    )
    for day, do in jobs:
        moment = _moment(day)
        if moment < now:
            yield moment, partial(do, staff)


def _moment(day: date) -> datetime:
    """这一天，或者往后最近的上班日，下午三点。"""
    calendar = Holiday.objects.calendar(day)
    while not calendar.is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, time(15), timezone.get_default_timezone())


def _person(staff: Staff) -> Person:
    return staff.people[SUPERVISOR]


def _troubles(staff: Staff, now: datetime) -> None:
    day, by = timezone.localtime(now).date(), _person(staff)
    for one in TROUBLES:
        form = BlockageForm(
            kind=one.kind,
            title=one.title,
            raised_org=staff.orgs[one.raised],
            raised_on=day - timedelta(days=5),
            handler_org=staff.orgs[one.handler],
            measure=one.measure,
            due_on=day + timedelta(days=40),
        )
        made = registers.add_blockage(form, by=by, now=now)
        if one.solved:
            registers.solve_blockage(made, outcome=one.solved, on=day, by=by, now=now)


Lines = tuple[tuple[bool, bool, str, str, str], ...]


def _plan(staff: Staff, now: datetime, span: str, lines: Lines) -> None:
    by = _person(staff)
    made = planning.open_plan(span, timezone.localtime(now).date(), by=by, now=now)
    for important, urgent, title, target, owner in lines:
        form = EntryForm(
            title=title,
            target=target,
            is_important=important,
            is_urgent=urgent,
            owner=staff.people[owner],
        )
        planning.add_entry(made, form, by=by, now=now)


def _quarter_list(staff: Staff, now: datetime) -> None:
    _plan(staff, now, Span.QUARTER, QUARTERLY)


def _last_week(staff: Staff, now: datetime) -> None:
    _plan(staff, now, Span.WEEK, WEEKLY[:2])


def _this_week(staff: Staff, now: datetime) -> None:
    """上周的第一条对账销号，第二条转过来，再列这周的。"""
    by = _person(staff)
    made = planning.open_plan(Span.WEEK, timezone.localtime(now).date(), by=by, now=now)
    left = list(planning.leftovers(made))
    for one in left[:1]:
        planning.tick_off(one, "9座换热站都已试供。", by=by, now=now)
    for one in left[1:]:
        planning.carry(one, made, reason="清单还在征求意见。", by=by, now=now)
    _plan(staff, now, Span.WEEK, WEEKLY[2:])


def _old_items(staff: Staff, now: datetime) -> None:
    """立专班，补录旧批示，逐件核实；留一件还没核实。"""
    by, day = _person(staff), timezone.localtime(now).date()
    form = CampaignForm(
        name="2024年领导批示件回头看专班",
        purpose="对2024年销号的领导批示件逐件重新核实。",
        head=staff.people[MAYOR],
        since=day,
        due_on=day + timedelta(days=90),
    )
    campaign = campaigns.open_campaign(form, by=by, now=now)
    days = ("2024-03-01", "2024-03-04", "2024-08-30", "2024-08-20")
    rows = (OLD_HEADS, *((*one, *days) for one in OLD))
    upload = Upload("2024年批示件.xlsx", make_xlsx("2024年领导批示件", rows))
    run = importing.plan_run(upload, Choices(campaign=campaign.pk), by=by, now=now)
    importing.confirm(run, by=by, now=now)
    importing.carry_on(run.pk, now=now)
    entries = campaign.entries.order_by("position")
    for entry, verdict in zip(entries, VERDICTS, strict=False):
        campaigns.judge(entry, verdict=verdict, evidence="到现场看过，走访了群众。", by=by, now=now)


def _circular(staff: Staff, now: datetime) -> None:
    """上一季的督查通报，算好数，等起草。"""
    today = timezone.localtime(now).date()
    last = planning.start_of(Span.QUARTER, today) - timedelta(days=1)
    since = planning.start_of(Span.QUARTER, last)
    plan = statistics.Plan(
        kind="circular", since=since, until=last, main_recipients="各乡镇人民政府，县政府各部门"
    )
    statistics.start(plan, by=_person(staff), now=now)
