"""装演示单位：人、常用意见、一场场来文，都照先后次序走真的服务。"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from demo.acts import Act, Case
from demo.clock import OfficeHours
from demo.files import Paper
from demo.issuing import PAPERS, Doing, Draft, draft, fresh
from demo.making import receive, register
from demo.people import Staff, load_people
from demo.scenes import SCENES, Scene
from demo.supervised.loading import supervised
from demo.texts import papers
from sanban.core import services as core
from sanban.core.models import Holiday
from sanban.documents.models import Outgoing
from sanban.matters.services import load_phrases
from sanban.people import services as people
from sanban.people.models import Delegation, Person
from sanban.people.services import Term
from sanban.supervision.models import SupervisedItem

FRESH = 1.0
"""最近的来文，至少给它一个上班的钟头。"""
# 门口等着登记的：来文、文件、几个钟头以前、谁放的、小样要不要
DOOR = (
    ("statistics_census", "docx", 0.5, "林晓燕", True),
    ("forestry_plain", "scan", 0.4, "林晓燕", True),
    ("market_notice", "ofd", 0.3, "林晓燕", False),
    ("medicine_notice", "doc", 0.2, "林晓燕", False),
    ("burden_rules", "torn", 0.2, "林晓燕", True),
    ("medicine_notice", "wps", 0.1, "许文彬", False),
    ("liuwan_roster", "txt", 0.1, "许文彬", False),
)
AWAY, DEPUTY, AWAY_HOURS, AWAY_DAYS = "苏文静", "唐志远", 14.0, 3


@dataclass(frozen=True, slots=True)
class Loaded:
    """装了多少。"""

    people: int
    matters: int
    items: int
    steps: int

    def __str__(self) -> str:
        return f"{self.people} 人、{self.matters} 件收文、{self.items} 件督办、{self.steps} 步"


@dataclass
class Building:
    """装到一半的演示单位。"""

    staff: Staff
    hours: OfficeHours
    papers: dict[str, Paper]
    cases: dict[int, Case] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """某一刻要做的一件事。"""

    moment: datetime
    do: Callable[[datetime], object]


def is_loaded() -> bool:
    """装过没有。"""
    return bool(core.options("is_demo"))


@transaction.atomic
def load(now: datetime, *, small: bool = False) -> Loaded:
    """往建好的办公室里装演示单位，全在一个事务里。

    :param now: 此刻；所有的步骤都在它以前的上班时间里。
    :param small: 只装十来件，各个环节都有，不用 LibreOffice。
    """
    hours = _office_hours(now)
    building = Building(load_people(now), hours, _papers(hours, now))
    core.set_option("is_demo", "1")
    core.set_option("fonds_no", "Y001")
    load_phrases()
    scenes = [scene for scene in SCENES if scene.small or not small]
    doors = [row[:4] for row in DOOR if row[4] or not small]
    events = [
        *_scenes(building, scenes),
        *_doors(building, doors),
        _away(building, now),
        *_papers_out(building),
        *(Event(*one) for one in supervised(building.staff, now, small=small)),
    ]
    for event in sorted(events, key=lambda event: event.moment):
        event.do(event.moment)
    steps = sum(case.matter.step_no for case in _cases(building))
    items = SupervisedItem.objects.count()
    return Loaded(len(building.staff.people), len(scenes), items, steps)


def _cases(building: Building) -> Iterator[Case]:
    for case in building.cases.values():
        case.matter.refresh_from_db()
        yield case


def _office_hours(now: datetime) -> OfficeHours:
    zone = timezone.get_default_timezone()
    calendar = Holiday.objects.calendar(timezone.localtime(now).date())
    return OfficeHours(now, calendar, zone)


def _papers(hours: OfficeHours, now: datetime) -> dict[str, Paper]:
    """成文日期不晚于最近的上班日，时限照今天算。"""
    latest = hours.day_of(hours.before(FRESH))
    return {one.key: one for one in papers(timezone.localtime(now).date(), latest=latest)}


def _scenes(building: Building, scenes: list[Scene]) -> Iterator[Event]:
    for number, scene in enumerate(scenes):
        paper = building.papers[scene.key]
        begin = max(
            building.hours.before(scene.ago), building.hours.morning_of(paper.date) + number % 9
        )
        begin = min(begin, building.hours.before(0.3))
        gaps = [0.0, *(act.hours for act in scene.acts)]
        moments = building.hours.walk(begin, gaps)
        yield Event(moments[0], _registering(building, number, scene))
        for act, moment in zip(scene.acts, moments[1:], strict=True):
            yield Event(moment, _acting(building, number, act))


def _registering(building: Building, number: int, scene: Scene) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        paper = building.papers[scene.key]
        incoming = register(scene, paper, building.staff, now)
        building.cases[number] = Case(building.staff, paper, incoming)
        return incoming

    return do


def _acting(building: Building, number: int, act: Act) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        case = building.cases[number]
        case.matter.refresh_from_db()
        return act.do(case, building.staff.people[act.by], now)

    return do


def _doors(building: Building, rows: list[tuple[str, str, float, str]]) -> Iterator[Event]:
    for key, form, ago, name in rows:
        moment = building.hours.minutes[building.hours.before(ago)]
        paper, by = building.papers[key], building.staff.people[name]
        yield Event(moment, _receiving(paper, form, by))


def _receiving(paper: Paper, form: str, by: Person) -> Callable[[datetime], object]:
    return lambda now: receive(paper, form, by=by, now=now)


def _papers_out(building: Building) -> Iterator[Event]:
    """自己发的文：各份走到不同的环节。"""
    issued: dict[str, Outgoing] = {}
    for paper in PAPERS:
        begin = building.hours.before(paper.ago)
        gaps = [0.0, *(act.hours for act in paper.acts)]
        moments = building.hours.walk(begin, gaps)
        yield Event(moments[0], _drafting(building, paper, issued))
        for act, moment in zip(paper.acts, moments[1:], strict=True):
            yield Event(moment, _issuing(building, paper, act, issued))


def _drafting(
    building: Building, paper: Draft, issued: dict[str, Outgoing]
) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        issued[paper.key] = draft(paper, building.staff, now)
        return issued[paper.key]

    return do


def _issuing(
    building: Building, paper: Draft, act: Doing, issued: dict[str, Outgoing]
) -> Callable[[datetime], object]:
    def do(now: datetime) -> object:
        return act.do(fresh(issued[paper.key]), building.staff, now)

    return do


def _away(building: Building, now: datetime) -> Event:
    """一位领导出差，委托另一位代办。"""
    place = building.hours.before(AWAY_HOURS)
    until = timezone.localtime(now).date() + timedelta(days=AWAY_DAYS)
    term = Term(building.hours.day_of(place), until, "赴省参加培训")
    person, deputy = building.staff.named((AWAY, DEPUTY))

    def do(moment: datetime) -> Delegation:
        return people.add_delegation(person, deputy=deputy, term=term, by=person, now=moment)

    return Event(building.hours.minutes[place], do)
