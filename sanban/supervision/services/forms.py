"""立项的表：四要素和各栏，缺什么、哪里不合规矩，一句话说清。"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime

from sanban.core.errors import Refused
from sanban.engine.tasks import Quality, TaskText, four_elements, weigh
from sanban.people.models import Org, Person
from sanban.supervision.models import Cycle, Source
from sanban.supervision.services.dates import day_of, odd_day, said


@dataclass(frozen=True, kw_only=True)
class ItemForm:
    """一件督办事项填的各栏。

    :param source: 来源的代号，`Source`。
    :param basis: 依据：文号、批示原文、会议次序。
    :param mission: 任务书：做什么、做到什么；`standard` 怎样算办成。
    :param roadmap: 路径图，一步一句。
    :param milestones: 时间表，一个节点一个（日期，做到什么）。
    :param lead_org: 牵头单位；`assist_orgs` 协办单位。
    :param leader: 包抓领导。
    :param due_on: 完成时限。
    :param cycle: 反馈周期，`Cycle`。
    """

    title: str
    source: str
    basis: str = ""
    content: str = ""
    mission: str = ""
    standard: str = ""
    roadmap: tuple[str, ...] = ()
    milestones: tuple[tuple[date, str], ...] = ()
    lead_org: Org | None = None
    owner_name: str = ""
    owner_phone: str = ""
    backup_name: str = ""
    assist_orgs: tuple[Org, ...] = ()
    leader: Person | None = None
    due_on: date | None = None
    urgency: str = ""
    is_key: bool = False
    cycle: str = ""

    def words(self) -> list[str]:
        """填写的全部文字，供把关。"""
        typed = [getattr(self, one.name) for one in fields(self)]
        plain = [one for one in typed if isinstance(one, str)]
        return [*plain, *self.roadmap, *(name for _, name in self.milestones)]


# fmt: off
LIMITS = (
    # 栏             叫什么        最多几个字
    ("title",        "事项",       500),
    ("basis",        "依据",       500),
    ("content",      "事项内容",   5000),
    ("mission",      "任务书",     5000),
    ("standard",     "验收标准",   500),
    ("owner_name",   "责任人",     40),
    ("owner_phone",  "责任人电话", 40),
    ("backup_name",  "B 角",       40),
)
# fmt: on
LONGEST_STEP, MOST_STEPS = 300, 60
LONGEST_MILESTONE, MOST_ASSISTS = 200, 60


def text_of(form: ItemForm, *, now: datetime) -> TaskText:
    """给引擎看的任务的字。"""
    return TaskText(
        title=form.title.strip(),
        mission=form.mission.strip(),
        standard=form.standard.strip(),
        steps=road_of(form),
        milestones=form.milestones,
        owner=form.owner_name.strip(),
        backup=form.backup_name.strip(),
        lead_org=str(form.lead_org or ""),
        assist_orgs=tuple(str(org) for org in form.assist_orgs),
        leader=form.leader.name if form.leader else "",
        due=form.due_on,
        today=day_of(now),
    )


def road_of(form: ItemForm) -> tuple[str, ...]:
    """路径图的各步，空的不要。"""
    return tuple(step.strip() for step in form.roadmap if step.strip())


def qualities_of(form: ItemForm, *, now: datetime) -> tuple[Quality, ...]:
    """五项质量各得几分、还差什么；只给写的人看。"""
    return weigh(text_of(form, now=now))


def check_form(form: ItemForm, *, now: datetime) -> None:
    """送立项审批的关口：四要素齐不齐，日子合不合。

    :raises Refused: 缺要素；时限已过；各栏不合规矩。
    """
    check_shape(form)
    missing = four_elements(text_of(form, now=now))
    if missing:
        labels = "、".join(one.label for one in missing)
        told = "".join(one.message for one in missing)
        raise Refused(f"四要素还缺{labels}。{told}", code="elements-missing")
    if form.due_on is not None and form.due_on < day_of(now):
        said_ = f"完成时限{said(form.due_on)}已经过了，请改到今天以后。"
        raise Refused(said_, code="due-past")


def check_shape(form: ItemForm) -> None:
    """存的关口：必填的两栏、各栏的长短、代号、单位和日子；四要素不全的也能先存。

    :raises Refused: 第一处不合规矩的。
    """
    fault = next(_faults(form), None)
    if fault:
        raise Refused(fault[1], code=fault[0])


def _faults(form: ItemForm) -> Iterator[tuple[str, str]]:
    if not form.title.strip():
        yield "no-title", "事项还没有写，请写好再存。"
    if form.source not in Source.values:
        yield "no-source", "请选来源：上级部署、领导批示、会议议定等十类里的一类。"
    if form.cycle not in Cycle.values:
        yield "no-cycle", "请选反馈周期：办结时报、每周、每月或每季。"
    for name, label, most in LIMITS:
        length = len(getattr(form, name))
        if length > most:
            yield "too-long", f"“{label}”有 {length} 个字，最多 {most} 个，请删短。"
    yield from _org_faults(form)
    yield from _step_faults(form)
    yield from _milestone_faults(form)


def _org_faults(form: ItemForm) -> Iterator[tuple[str, str]]:
    orgs = [*([form.lead_org] if form.lead_org else []), *form.assist_orgs]
    ids = [org.pk for org in orgs]
    twice = dict.fromkeys(str(org) for org in orgs if ids.count(org.pk) > 1)
    if twice:
        yield "org-twice", f"{'、'.join(twice)}选了两次，请只留一处：要么牵头，要么协办。"
    if len(form.assist_orgs) > MOST_ASSISTS:
        yield "too-many", f"协办单位最多 {MOST_ASSISTS} 个，请分成几件事项。"
    if form.assist_orgs and form.lead_org is None:
        yield "no-lead", "有协办单位的，要指明一个牵头单位，请选好再存。"


def _step_faults(form: ItemForm) -> Iterator[tuple[str, str]]:
    steps = road_of(form)
    if len(steps) > MOST_STEPS:
        yield "too-many", f"路径图最多 {MOST_STEPS} 步，现在有 {len(steps)} 步，请并几步。"
    long = next((step for step in steps if len(step) > LONGEST_STEP), None)
    if long:
        yield "too-long", f"路径图“{long[:12]}……”一步最多 {LONGEST_STEP} 个字，请删短或分成两步。"


def _milestone_faults(form: ItemForm) -> Iterator[tuple[str, str]]:
    odd = odd_day(form.due_on, *(day for day, _ in form.milestones))
    if odd:
        yield "odd-day", odd
    for day, name in form.milestones:
        if not name.strip():
            yield "no-milestone", f"{said(day)}的节点没有写做到什么，请写好再存。"
        if len(name) > LONGEST_MILESTONE:
            told = f"节点“{name[:12]}……”最多 {LONGEST_MILESTONE} 个字，请删短。"
            yield "too-long", told
        if form.due_on and day > form.due_on:
            told = f"节点“{name}”（{said(day)}）在完成时限{said(form.due_on)}之后，请改日子。"
            yield "milestone-late", told
