"""演示里的一步步：谁、隔几个钟头、做什么；都走真的服务。"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from demo.files import Paper
from demo.people import Staff
from sanban.documents import services as documents
from sanban.documents.models import Incoming
from sanban.documents.services import Upload
from sanban.matters import services as matters
from sanban.matters.doers import Choice
from sanban.matters.models import Circulation, Matter, Todo
from sanban.matters.services import Asked
from sanban.people.models import Org, Person

CLERK, DIRECTOR = "林晓燕", "周明远"
LEAD, ASSIST = "lead", "assist"


@dataclass
class Case:
    """办到一半的一件：来文、登记、最近一次传阅。"""

    staff: Staff
    paper: Paper
    incoming: Incoming
    circulation: Circulation | None = None

    @property
    def matter(self) -> Matter:
        """事项。"""
        return self.incoming.matter


Do = Callable[[Case, Person, datetime], object]


@dataclass(frozen=True, slots=True)
class Act:
    """一步：隔上一步几个钟头（只数上班的）、谁、做什么。"""

    hours: float
    by: str
    do: Do


def go(
    by: str,
    code: str,
    remark: str = "",
    *,
    people: str = "",
    orgs: str = "",
    hours: float = 1.0,
    uploads: tuple[Upload, ...] = (),
) -> Act:
    """按流程表走一步；`people` 是空格隔开的姓名，`orgs` 是单位代码，头一个主办。

    :param uploads: 随这一步交来的反馈材料。
    """

    def do(case: Case, me: Person, now: datetime) -> object:
        choice = Choice(case.staff.named(tuple(people.split())), _parts(case, orgs))
        return documents.move(
            case.matter,
            code,
            asked=Asked(me, now),
            remark=remark,
            choice=choice,
            uploads=uploads,
        )

    return Act(hours, by, do)


def _parts(case: Case, orgs: str) -> tuple[tuple[Org, str], ...]:
    codes = orgs.split()
    parts = [LEAD] + [ASSIST] * len(codes[1:])
    return tuple((case.staff.orgs[code], part) for code, part in zip(codes, parts, strict=False))


def record(by: str, leader: str, code: str, remark: str, *, hours: float = 4.0) -> Act:
    """代录：领导在纸上签了，文书录进来。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        asked = Asked(me, now, on_paper_for=case.staff.people[leader])
        return documents.move(case.matter, code, asked=asked, remark=remark)

    return Act(hours, by, do)


def submit(by: str = CLERK, *, hours: float = 0.2) -> Act:
    """登记好，送拟办。"""
    return go(by, "submit", hours=hours)


def propose(remark: str, leaders: str, *, hours: float = 1.3) -> Act:
    """主任拟办，送领导批示。"""
    return go(DIRECTOR, "to_leaders", remark, people=leaders, hours=hours)


def instruct(by: str, remark: str, *, hours: float = 2.4) -> Act:
    """领导批示。"""
    return go(by, "instruct", remark, hours=hours)


def assign(orgs: str, *, by: str = CLERK, hours: float = 0.7) -> Act:
    """文书分办给几个单位，头一个主办。"""
    return go(by, "assign", orgs=orgs, hours=hours)


def report(by: str, remark: str, *, hours: float = 6.0, uploads: tuple[Upload, ...] = ()) -> Act:
    """承办单位反馈办理情况，可附材料。"""
    return go(by, "report_back", remark, hours=hours, uploads=uploads)


def complete(remark: str, *, by: str = CLERK, hours: float = 2.0) -> Act:
    """文书办结。"""
    return go(by, "complete", remark, hours=hours)


def sign_for(by: str, *, hours: float = 0.6) -> Act:
    """签收：打开送到手上的。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        documents.receive_copy(case.matter, by=me, now=now)
        return matters.acknowledge(case.matter, by=me, now=now)

    return Act(hours, by, do)


def remind(by: str, remark: str, *, hours: float = 3.0) -> Act:
    """催办。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return matters.remind(case.matter, by=me, now=now, remark=remark)

    return Act(hours, by, do)


def send_back(by: str, stage: str, remark: str, *, hours: float = 1.5) -> Act:
    """退回，办好直接送回。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return matters.send_back(
            case.matter, stage, asked=Asked(me, now), remark=remark, straight_back=True
        )

    return Act(hours, by, do)


def add_signer(by: str, people: str, remark: str, *, hours: float = 1.5) -> Act:
    """请人加签。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        signers = case.staff.named(tuple(people.split()))
        return matters.add_signer(case.matter, signers, asked=Asked(me, now), remark=remark)

    return Act(hours, by, do)


def reply(by: str, remark: str, *, hours: float = 2.0) -> Act:
    """答复加签。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return matters.reply(case.matter, asked=Asked(me, now), remark=remark)

    return Act(hours, by, do)


def circulate(by: str, people: str, note: str = "", *, hours: float = 0.5) -> Act:
    """送传阅。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        readers = case.staff.named(tuple(people.split()))
        case.circulation = matters.circulate(case.matter, readers, by=me, now=now, note=note)
        return case.circulation

    return Act(hours, by, do)


def read(by: str, remark: str = "", *, hours: float = 1.2) -> Act:
    """已阅。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        todo = Todo.objects.reading_of(me).get(matter=case.matter)
        return matters.read(todo, by=me, now=now, remark=remark)

    return Act(hours, by, do)


def chase(by: str, *, hours: float = 6.0) -> Act:
    """催阅。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        assert case.circulation
        return matters.chase(case.circulation, by=me, now=now)

    return Act(hours, by, do)


def take_back(by: str, *, hours: float = 0.1) -> Act:
    """撤回上一步。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        matter = matters.withdraw(case.matter, by=me, now=now)
        return documents.settle_copies(matter, by=me, now=now)

    return Act(hours, by, do)


def terminate(by: str, remark: str, *, hours: float = 3.0) -> Act:
    """终止。"""

    def do(case: Case, me: Person, now: datetime) -> object:
        return matters.terminate(case.matter, asked=Asked(me, now), remark=remark)

    return Act(hours, by, do)
