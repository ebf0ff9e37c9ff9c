"""这一次请求里给了什么：谁来办、写的意见、选的人和单位、交来的文件。"""

from datetime import date, datetime, time

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.services.inking import ONLY_INK
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.services import Asked
from sanban.people.models import Org, Person
from sanban.web.request import Request, number, numbers

LONGEST = 4000
MOST_COPIES = 99_999


def asked(request: Request) -> Asked:
    """谁来办、办哪一份、是不是代录。"""
    todo = number(request.POST.get("todo"))
    paper = Person.objects.filter(pk=number(request.POST.get("on_paper_for")) or 0).first()
    if paper is not None and "clerk" not in request.roles:
        raise Refused("代录批示由文书办理。", code="not-clerk")
    return Asked(request.me, request.now, todo, paper)


def copies(request: Request) -> int:
    """印多少份、盖多少份。

    :raises Refused: 不是数，或者不在 1 到 99999 之间。
    """
    found = number(request.POST.get("copies", "").strip())
    if not found or found > MOST_COPIES:
        raise Refused(f"份数请填 1 到 {MOST_COPIES} 之间的数。", code="bad-copies")
    return found


def remark(request: Request) -> str:
    """写的意见。

    :raises Refused: 太长；有密级标志。
    """
    words = request.POST.get("remark", "").strip()
    if not words and request.POST.get("inked"):
        return ONLY_INK
    if len(words) > LONGEST:
        raise Refused(f"意见太长，请删到 {LONGEST} 字以内；长的请作为附件。", code="too-long")
    guards.check_typed([words], by=request.me)
    return words


def choice(request: Request) -> Choice:
    """选的人、单位和期限。"""
    lead = [(one, LEAD) for one in orgs(request, "lead")]
    assist = [(one, ASSIST) for one in orgs(request, "assist")]
    return Choice(people(request, "people"), (*lead, *assist), _due(request))


def people(request: Request, name: str) -> tuple[Person, ...]:
    """按所选次序取人。"""
    ids = numbers(request.POST.getlist(name))
    found = Person.objects.in_use().in_bulk(ids) if ids else {}
    return tuple(found[pk] for pk in ids if pk in found)


def orgs(request: Request, name: str) -> tuple[Org, ...]:
    """按所选次序取单位。"""
    ids = numbers(request.POST.getlist(name))
    found = Org.objects.in_use().in_bulk(ids) if ids else {}
    return tuple(found[pk] for pk in ids if pk in found)


def uploads(request: Request) -> list[Upload]:
    """随这一步交来的文件。"""
    return [Upload(one.name or "", one.chunks()) for one in request.FILES.getlist("files")]


def _due(request: Request) -> datetime | None:
    found = day(request, "due_on")
    if found is None:
        return None
    due = datetime.combine(found, time(17, 30), timezone.get_default_timezone())
    if due < request.now:
        raise Refused("限办日期已经过去，请改成今天或以后。", code="past-date")
    return due


def day(request: Request, name: str) -> date | None:
    """给的一个日子；没给为空。

    :raises Refused: 认不出。
    """
    text = request.POST.get(name, "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused("日期请按“2026-09-20”的样子填写。", code="bad-date") from None
