"""督办事项上的各个动作：催办、改派、裁定、核查、恢复、回头看、并案、节点；一个动作一个函数，一张表。"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.matters.doers import ASSIST, LEAD
from sanban.people.models import Org
from sanban.supervision import services
from sanban.supervision.models import (
    Feedback,
    FollowUpResult,
    Milestone,
    Outcome,
    RequestKind,
    Rung,
    SideRequest,
    SupervisedItem,
)
from sanban.supervision.services import Finding, Wish
from sanban.supervision.services.pressing import press
from sanban.web.items.door import get_item, words
from sanban.web.matters.given import day, orgs, uploads
from sanban.web.request import Request, done, number, signed_in

Row = TypeVar("Row", bound=Model)


@require_POST
@signed_in
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一样，办好回到这件事项的那一页。"""
    if code not in ACTS:
        raise Http404
    item = get_item(request, pk)
    do, tab = ACTS[code]
    said = do(request, item)
    return done(request, _back(request, pk, tab), said)


def _back(request: Request, pk: int, tab: str) -> str:
    if request.POST.get("then") == "waiting":
        return reverse("items-waiting")
    return f"{reverse('matter', kwargs={'pk': pk})}?tab={tab}"


def _who(request: Request) -> dict[str, Any]:
    return {"by": request.me, "now": request.now}


T = TypeVar("T", bound=Model)


def _one(request: Request, model: type[T], item: SupervisedItem) -> T:
    """表里指明的那一行；不是这件事项的，当没有。"""
    pk = number(request.POST.get("one")) or 0
    return get_object_or_404(model._default_manager.filter(item=item), pk=pk)


def _must_day(request: Request, told: str) -> date:
    found = day(request, "day")
    if found is None:
        raise Refused(told, code="no-day")
    return found


def _handlers(request: Request) -> list[tuple[Org, str]]:
    lead = [(one, LEAD) for one in orgs(request, "lead")]
    return [*lead, *((one, ASSIST) for one in orgs(request, "assist"))]


def _press(request: Request, item: SupervisedItem) -> str:
    rung = request.POST.get("rung", "")
    if rung not in Rung.values:
        raise Refused("请选怎样催：消息、电话、催办单、实地或专报。", code="no-rung")
    made = press(item, rung=rung, note=words(request), **_who(request))
    names = "、".join(str(one.org) for one in made)
    return f"已催 {names}（{Rung(rung).label}）"


def _verify(request: Request, item: SupervisedItem) -> str:
    passed = request.POST.get("passed") == "1"
    finding = Finding(
        method=request.POST.get("method", ""),
        is_passed=passed,
        opinion=words(request),
        verified_on=_must_day(request, "请填核查日期。"),
        place=words(request, "place"),
    )
    services.verify(item, finding, uploads=uploads(request), **_who(request))
    return "核查已记下，可以送领导审定" if passed else "核查已记下：没有核实，请退回重办"


def _look_back(request: Request, item: SupervisedItem) -> str:
    result = request.POST.get("result", "")
    given: dict[str, Any] = {
        "result": result,
        "note": words(request),
        "due_on": day(request, "day"),
    }
    services.look_back(item, **given, **_who(request))
    held = result == FollowUpResult.HELD
    return "回头看已记下：已巩固，可以归档" if held else "已交回原承办单位重新办理"


def _resume(request: Request, item: SupervisedItem) -> str:
    services.resume(item, due_on=day(request, "day"), note=words(request), **_who(request))
    return "已恢复办理，时限照中止的工作日数顺推"


def _reassign(request: Request, item: SupervisedItem) -> str:
    services.reassign(item, _handlers(request), reason=words(request), **_who(request))
    return f"已改派 {'、'.join(str(org) for org, _ in services.current_orgs(item))}"


def _suspend(request: Request, item: SupervisedItem) -> str:
    wish = Wish(kind=RequestKind.SUSPENSION, reason=words(request), wanted_on=day(request, "day"))
    services.ask(item, wish, org=None, **_who(request))
    return "已提请中止，请在下面裁定"


def _merge(request: Request, item: SupervisedItem) -> str:
    into = get_item(request, number(request.POST.get("into")) or 0)
    services.merge_items([item], into, reason=words(request), **_who(request))
    return f"已并到{into}"


def _rule(request: Request, item: SupervisedItem) -> str:
    granted = request.POST.get("granted") == "1"
    given: dict[str, Any] = {
        "granted": granted,
        "ruling": words(request),
        "granted_on": day(request, "day"),
    }
    chosen = _handlers(request)
    found = _one(request, SideRequest, item)
    made = services.rule(found, **given, handlers=chosen, **_who(request))
    return f"已{Outcome(made.outcome).label}{made.get_kind_display()}"


def _coordinated(request: Request, item: SupervisedItem) -> str:
    found = _one(request, SideRequest, item)
    services.settle_coordination(found, note=words(request), **_who(request))
    return "协调的结果已记下"


def _return(request: Request, item: SupervisedItem) -> str:
    row = services.return_feedback(
        _one(request, Feedback, item), reason=words(request), **_who(request)
    )
    return f"已退回{row.org}第 {row.number} 次反馈"


def _node_add(request: Request, item: SupervisedItem) -> str:
    due_on = _must_day(request, "请填应完成的日子。")
    name = words(request, "name")
    services.add_milestone(item, name=name, due_on=due_on, reason=words(request), **_who(request))
    return f"已添节点“{name}”"


def _node_done(request: Request, item: SupervisedItem) -> str:
    row = _one(request, Milestone, item)
    on = _must_day(request, "请填完成的日子。")
    services.mark_done(row, on=on, note=words(request), **_who(request))
    return f"节点“{row.name}”记为完成"


def _node_undo(request: Request, item: SupervisedItem) -> str:
    row = _one(request, Milestone, item)
    services.mark_undone(row, reason=words(request), **_who(request))
    return f"节点“{row.name}”改回没有完成"


def _node_change(request: Request, item: SupervisedItem) -> str:
    due_on = _must_day(request, "请填应完成的日子。")
    given: dict[str, Any] = {
        "name": words(request, "name"),
        "due_on": due_on,
        "reason": words(request),
    }
    row = services.change_milestone(_one(request, Milestone, item), **given, **_who(request))
    return f"节点“{row.name}”已改好"


Act = Callable[[Request, SupervisedItem], str]
# fmt: off
ACTS: dict[str, tuple[Act, str]] = {
    # 代号          怎样办         办好看哪一页
    "press":       (_press,       "pressing"),
    "verify":      (_verify,      "verify"),
    "look_back":   (_look_back,   "verify"),
    "resume":      (_resume,      "requests"),
    "reassign":    (_reassign,    "feedback"),
    "suspend":     (_suspend,     "requests"),
    "merge":       (_merge,       "elements"),
    "rule":        (_rule,        "requests"),
    "coordinated": (_coordinated, "requests"),
    "return":      (_return,      "feedback"),
    "node_add":    (_node_add,    "nodes"),
    "node_done":   (_node_done,   "nodes"),
    "node_undo":   (_node_undo,   "nodes"),
    "node_change": (_node_change, "nodes"),
}
# fmt: on
