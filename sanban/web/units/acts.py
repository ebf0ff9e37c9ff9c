"""承办任务的各个动作：签收、节点、子任务、各种申请、申请办结；一个动作一个函数。"""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.matters.services import Asked
from sanban.people.models import Org
from sanban.supervision import services
from sanban.supervision.models import Handler, Milestone, RequestKind, SideRequest, Subtask
from sanban.supervision.services import SubtaskForm, Wish, tree_of
from sanban.web.matters.given import day, uploads
from sanban.web.request import Request, done, number, signed_in
from sanban.web.units.doors import Duty, get_duty

Act = Callable[[Request, Duty], str]
NO_PERCENT = "写 0 到 100 的整数，请改过再存。"


@require_POST
@signed_in
def act(request: Request, pk: int, code: str) -> HttpResponse:
    """办一样。"""
    if code not in ACTS:
        raise Http404
    duty = get_duty(request, pk)
    told = ACTS[code](request, duty)
    return done(request, task_url(duty), told)


def task_url(duty: Duty) -> str:
    """这件任务的网址；替另一个单位办的带上单位。"""
    return f"{reverse('task', args=(duty.item.pk,))}?org={duty.org.pk}"


def words(request: Request, name: str) -> str:
    """一格里的字。"""
    return str(request.POST.get(name, "")).strip()


def percent(text: str, label: str) -> int:
    """百分数。

    :raises Refused: 不是 0 到 100 的整数。
    """
    found = number(text.strip().removesuffix("%").strip())
    if found is None or found > 100:
        raise Refused(f"{label}{NO_PERCENT}", code="bad-number")
    return found


def _acknowledge(request: Request, duty: Duty) -> str:
    services.acknowledge(duty.item, org=duty.org, by=request.me, now=request.now)
    return "已签收"


def _milestone(request: Request, duty: Duty) -> str:
    row = Milestone.objects.filter(item=duty.item, pk=number(words(request, "one")) or 0).first()
    if row is None:
        raise Refused("这个节点已经改过，请刷新页面再办。", code="gone")
    on = day(request, "on")
    if on is None:
        raise Refused("请选完成的日子。", code="no-day")
    services.mark_done(row, on=on, note=words(request, "note"), by=request.me, now=request.now)
    return f"节点“{row.name}”已记为完成"


# 子任务


def _subtask(request: Request, duty: Duty, name: str = "one") -> Subtask:
    """选的那一项。

    :raises Refused: 没有，或者已经撤销。
    """
    found = tree_of(duty.item).node(number(words(request, name)) or 0)
    found.item = duty.item
    return found


def _subtask_form(request: Request, duty: Duty) -> SubtaskForm:
    share = words(request, "share")
    return SubtaskForm(
        title=words(request, "title"),
        mission=words(request, "mission"),
        standard=words(request, "standard"),
        org=_handler_org(request, duty),
        owner_name=words(request, "owner_name"),
        backup_name=words(request, "backup_name"),
        due_on=day(request, "due_on"),
        share=percent(share, "份额") if share else 0,
    )


def _handler_org(request: Request, duty: Duty) -> Org:
    """由哪个承办单位办；没选的为本单位。"""
    rows = Handler.objects.current(duty.item)
    found = rows.filter(org=number(words(request, "for")) or duty.org.pk).first()
    return found.org if found else duty.org


def _split(request: Request, duty: Duty) -> str:
    parent = _subtask(request, duty, "parent") if words(request, "parent") else None
    form = _subtask_form(request, duty)
    made = services.add_subtask(duty.item, form, parent=parent, by=request.me, now=request.now)
    return f"已分出子任务“{made.title}”"


def _change(request: Request, duty: Duty) -> str:
    row, form = _subtask(request, duty), _subtask_form(request, duty)
    services.change_subtask(row, form, by=request.me, now=request.now)
    return f"子任务“{form.title}”已改好"


def _report(request: Request, duty: Duty) -> str:
    row = _subtask(request, duty)
    progress = percent(words(request, "progress"), "完成率")
    services.report_subtask(row, progress, by=request.me, now=request.now)
    return f"子任务“{row.title}”完成 {progress}%"


def _remove(request: Request, duty: Duty) -> str:
    row = _subtask(request, duty)
    count = services.remove_subtask(
        row, reason=words(request, "remark"), by=request.me, now=request.now
    )
    return f"已撤销子任务“{row.title}”" + (f"等 {count} 项" if count > 1 else "")


# 申请


def _ask(kind: RequestKind) -> Act:
    def asked(request: Request, duty: Duty) -> str:
        wish = Wish(kind, words(request, "remark"), day(request, "day"), words(request, "consent"))
        made = services.ask(duty.item, wish, org=duty.org, by=request.me, now=request.now)
        whither = "，等督查室裁定" if made.consented_at else "，先送本单位领导同意"
        return f"已提{kind.label}{whither}"

    return asked


def _take_back(request: Request, duty: Duty) -> str:
    rows = SideRequest.objects.filter(item=duty.item, org=duty.org)
    row = rows.filter(pk=number(words(request, "one")) or 0).first()
    if row is None:
        raise Http404
    services.take_back(row, by=request.me, now=request.now)
    return f"已撤回{row.get_kind_display()}申请"


def _apply_close(request: Request, duty: Duty) -> str:
    asked = Asked(request.me, request.now, duty.todo)
    services.move(
        duty.item.matter,
        "apply_close",
        asked=asked,
        remark=words(request, "remark"),
        uploads=uploads(request),
    )
    return "已申请办结，等督查室核查"


def _withdraw(request: Request, duty: Duty) -> str:
    services.withdraw(duty.item.matter, by=request.me, now=request.now)
    return "已撤回办结申请，可以接着办"


ACTS: dict[str, Act] = {
    "acknowledge": _acknowledge,
    "milestone": _milestone,
    "split": _split,
    "change": _change,
    "progress": _report,
    "remove": _remove,
    "take_back": _take_back,
    "apply_close": _apply_close,
    "withdraw": _withdraw,
    **{kind.value: _ask(kind) for kind in RequestKind},
}
