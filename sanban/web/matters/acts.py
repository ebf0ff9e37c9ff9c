"""办一步：流程表上的走向和通用动作；一个动作一个函数，一张表。"""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.documents.services import inking
from sanban.matters import kinds, services
from sanban.matters.models import Circulation, Matter, Step, Todo, TodoState
from sanban.matters.routes import ALL
from sanban.people.models import Person
from sanban.web.matters.given import asked, choice, people, remark
from sanban.web.matters.walks import walk_of
from sanban.web.request import Request, done, get_matter, signed_in


@require_POST
@signed_in
def move(request: Request, pk: int, code: str) -> HttpResponse:
    """按流程表走一步。"""
    matter = get_matter(request, pk)
    moved = walk_of(matter).move(request, matter, code)
    return done(request, _next(request, moved), _said(moved, request.me))


@require_POST
@signed_in
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一个通用动作。"""
    if code not in ACTS:
        raise Http404
    matter = get_matter(request, pk)
    said = ACTS[code](request, matter)
    walk_of(matter).settle(request, matter)
    return done(request, reverse("matter", kwargs={"pk": pk}), said)


@require_POST
@signed_in
def opinion(request: Request, pk: int, step: int) -> HttpResponse:
    """撤下或换写自己的一条意见。"""
    matter = get_matter(request, pk)
    found = get_object_or_404(Step, pk=step, matter=matter)
    services.withdraw_opinion(found, by=request.me, now=request.now, remark=remark(request))
    return done(request, reverse("matter", kwargs={"pk": pk}), "意见已撤下，前后都留在流转记录里")


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
    moved = walk_of(matter).send_back(
        matter,
        request.POST.get("stage", ""),
        asked=asked(request),
        remark=remark(request),
        straight_back=request.POST.get("straight_back") == "1",
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
    moved = walk_of(matter).withdraw(matter, by=request.me, now=request.now)
    return f"已撤回，现在是“{moved.stage_label}”环节"


def _remind(request: Request, matter: Matter) -> str:
    pressed = services.remind(matter, by=request.me, now=request.now, remark=remark(request))
    phones = [f"{one.name} {one.telephone}".strip() for one in pressed]
    return f"已催 {'、'.join(phones)}"


def _direct_send(request: Request, matter: Matter) -> str:
    moved = walk_of(matter).direct_send(
        matter,
        request.POST.get("stage", ""),
        asked=asked(request),
        remark=remark(request),
        choice=choice(request),
    )
    return f"已特送“{moved.stage_label}”，{_said(moved, request.me)}"


def _terminate(request: Request, matter: Matter) -> str:
    walk_of(matter).terminate(matter, asked=asked(request), remark=remark(request))
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
