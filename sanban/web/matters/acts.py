"""办一步：流程表上的走向和通用动作；一个动作一个函数，一张表。"""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.documents import services as documents
from sanban.documents.models import NumberPrefix
from sanban.documents.services import Upload, inking, issuing
from sanban.documents.services.inking import ONLY_INK
from sanban.documents.services.issuing import Extra
from sanban.matters import kinds, services
from sanban.matters.doers import ASSIST, LEAD, Choice
from sanban.matters.models import Circulation, Matter, Step, Todo, TodoState
from sanban.matters.routes import ALL
from sanban.matters.services import Asked
from sanban.people.models import Org, Person
from sanban.web.request import Request, done, get_matter, number, numbers, signed_in

LONGEST = 4000
MOST_COPIES = 99_999


@require_POST
@signed_in
def move(request: Request, pk: int, code: str) -> HttpResponse:
    """按流程表走一步。"""
    matter = get_matter(request, pk)
    given: dict[str, Any] = {
        "asked": asked(request),
        "remark": remark(request),
        "choice": choice(request),
        "uploads": uploads(request),
    }
    if matter.kind == "outgoing":
        moved = issuing.move(matter, code, extra=extra(request), **given)
    else:
        moved = documents.move(matter, code, readers=people(request, "readers"), **given)
    return done(request, _next(request, moved), _said(moved, request.me))


def extra(request: Request) -> Extra:
    """发文的几步另要的：答复、仍送签发的理由、代字、份数。"""
    asked = request.POST
    prefix = NumberPrefix.objects.filter(pk=number(asked.get("prefix")) or 0).first()
    return Extra(
        answer=asked.get("answer", ""),
        override=asked.get("override", "").strip()[:300],
        prefix=prefix if asked.get("prefix") else None,
        copies=copies(request) if asked.get("copies", "").strip() else None,
        readers=people(request, "readers"),
    )


@require_POST
@signed_in
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一个通用动作。"""
    if code not in ACTS:
        raise Http404
    matter = get_matter(request, pk)
    said = ACTS[code](request, matter)
    documents.settle_copies(matter, by=request.me, now=request.now)
    return done(request, reverse("matter", kwargs={"pk": pk}), said)


@require_POST
@signed_in
def opinion(request: Request, pk: int, step: int) -> HttpResponse:
    """撤下或换写自己的一条意见。"""
    matter = get_matter(request, pk)
    found = get_object_or_404(Step, pk=step, matter=matter)
    services.withdraw_opinion(found, by=request.me, now=request.now, remark=remark(request))
    return done(request, reverse("matter", kwargs={"pk": pk}), "意见已撤下，前后都留在流转记录里")


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
    documents.check_typed([words], by=request.me)
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
    text = request.POST.get("due_on", "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Refused("限办日期请按“2026-09-20”的样子填写。", code="bad-date") from None
    due = datetime.combine(found, time(17, 30), timezone.get_default_timezone())
    if due < request.now:
        raise Refused("限办日期已经过去，请改成今天或以后。", code="past-date")
    return due


def _next(request: Request, matter: Matter) -> str:
    """办完去哪里：还有待办就下一件，没有就留在这一件。"""
    if request.POST.get("then") == "leader":
        return reverse("leader")
    if request.POST.get("then") == "next":
        following = Todo.objects.desk_of(request.me).exclude(matter=matter).first()
        if following:
            return reverse("matter", kwargs={"pk": following.matter_id})
    return reverse("matter", kwargs={"pk": matter.pk})


def _said(matter: Matter, me: Person) -> str:
    live = Todo.objects.live(matter).filter(state=TodoState.OPEN).select_related("person")
    names = [f"{one.person.name}（{one.org or one.person.post_name}）" for one in live[:3]]
    if names and kinds.stage_of(matter).sign == ALL and _has_acted(matter, me):
        return f"您的一份已办好，还等 {'、'.join(names)}"
    return f"已送 {'、'.join(names)}" if names else f"已{matter.stage_label.removeprefix('已')}"


def _has_acted(matter: Matter, me: Person) -> bool:
    done_here = Todo.objects.filter(matter=matter, stage=matter.stage, state=TodoState.DONE)
    return done_here.filter(person=me).exists()


def _send_back(request: Request, matter: Matter) -> str:
    straight = request.POST.get("straight_back") == "1"
    moved = inking.send_back(
        matter,
        request.POST.get("stage", ""),
        asked=asked(request),
        remark=remark(request),
        straight_back=straight,
    )
    return f"已退回“{moved.stage_label}”，{_said(moved, request.me)}"


def _add_signer(request: Request, matter: Matter) -> str:
    chosen = people(request, "people")
    services.add_signer(matter, chosen, asked=asked(request), remark=remark(request))
    return f"已请 {'、'.join(one.name for one in chosen)} 加签，答复后转回您这里"


def _reply(request: Request, matter: Matter) -> str:
    inking.reply(matter, asked=asked(request), remark=remark(request))
    return "已答复加签"


def _refer(request: Request, matter: Matter) -> str:
    chosen = people(request, "people")
    if len(chosen) != 1:
        raise Refused("转办请选一位接手的人。", code="nobody")
    services.refer(matter, chosen[0], asked=asked(request), remark=remark(request))
    return f"已转 {chosen[0].name} 办理"


def _circulate(request: Request, matter: Matter) -> str:
    chosen = people(request, "people")
    services.circulate(matter, chosen, by=request.me, now=request.now, note=remark(request))
    return f"已送 {'、'.join(one.name for one in chosen)} 传阅"


def _withdraw(request: Request, matter: Matter) -> str:
    moved = documents.withdraw(matter, by=request.me, now=request.now)
    return f"已撤回，现在是“{moved.stage_label}”环节"


def _remind(request: Request, matter: Matter) -> str:
    pressed = services.remind(matter, by=request.me, now=request.now, remark=remark(request))
    phones = [f"{one.name} {one.telephone}".strip() for one in pressed]
    return f"已催 {'、'.join(phones)}"


def _direct_send(request: Request, matter: Matter) -> str:
    moved = services.direct_send(
        matter,
        request.POST.get("stage", ""),
        asked=asked(request),
        remark=remark(request),
        choice=choice(request),
    )
    return f"已特送“{moved.stage_label}”，{_said(moved, request.me)}"


def _terminate(request: Request, matter: Matter) -> str:
    services.terminate(matter, asked=asked(request), remark=remark(request))
    return "已终止，各人的待办一并收回"


def _read(request: Request, matter: Matter) -> str:
    todo = Todo.objects.reading_of(request.me).filter(matter=matter).first()
    if todo is None:
        raise Refused("这件您已经阅过，或者传阅已经收回，不必再点。", code="stale")
    services.read(todo, by=request.me, now=request.now, remark=remark(request))
    return "已阅"


def _chase(request: Request, matter: Matter) -> str:
    names: list[str] = []
    for one in _circulations(request, matter):
        names += [who.name for who in services.chase(one, by=request.me, now=request.now)]
    return f"已催 {'、'.join(dict.fromkeys(names))} 传阅"


def _recall_reading(request: Request, matter: Matter) -> str:
    for one in _circulations(request, matter):
        services.withdraw_circulation(one, by=request.me, now=request.now)
    return "传阅已收回，阅过的记录还在"


def _circulations(request: Request, matter: Matter) -> list[Circulation]:
    rows = Circulation.objects.filter(matter=matter, withdrawn_at=None)
    found = list(rows.filter(readers__state=TodoState.OPEN).distinct())
    if not found:
        raise Refused("都已阅过，不必催，也没有可收回的。", code="nobody")
    return found


# fmt: off
ACTS: dict[str, Callable[[Request, Matter], str]] = {
    "send_back": _send_back, "add_signer": _add_signer, "reply": _reply, "refer": _refer,
    "circulate": _circulate, "withdraw": _withdraw, "remind": _remind,
    "direct_send": _direct_send, "terminate": _terminate,
    "read": _read, "chase": _chase, "recall_reading": _recall_reading,
}
# fmt: on
