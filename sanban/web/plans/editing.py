"""列一条、改一条。"""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.people.models import Person
from sanban.supervision.models import PlanEntry, WorkPlan
from sanban.supervision.services import planning
from sanban.supervision.services.planning import PLANNERS, EntryForm
from sanban.web.people.picking import Picker, date_field, know, org_field, text_field
from sanban.web.plans.doors import get_entry, get_plan
from sanban.web.plans.periods import title_of
from sanban.web.plans.plan import plan_url
from sanban.web.request import Request, done, respond, with_role

PAGE = "plans/editing.html"
NAMES = ("title", "target", "is_important", "is_urgent", "owner", "org", "due_on")


class EntryFields(forms.Form):
    """一条要填的各项。"""

    title = text_field("工作", 300)
    target = forms.CharField(
        label="目标",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "做到什么程度，尽量有数"}),
    )
    is_important = forms.BooleanField(
        label="重要", required=False, help_text="影响全局、领导点名的"
    )
    is_urgent = forms.BooleanField(label="紧急", required=False, help_text="这一期内必须办的")
    owner = forms.ModelChoiceField(
        Person.objects.in_use(),
        label="责任人",
        required=False,
        widget=Picker("pick-people", Person, most=1),
        error_messages={"invalid_choice": "请重选一位在岗的人。"},
    )
    org = org_field("责任单位", required=False, hint="本办公室自己办的空着")
    due_on = date_field("时限", required=False)


@require_http_methods(["GET", "POST"])
@with_role(*PLANNERS)
def new(request: Request, pk: int) -> HttpResponse:
    """列一条。"""
    plan = get_plan(request, pk)
    form = EntryFields(_given(request))
    if form.is_valid():
        try:
            asked = EntryForm(**form.cleaned_data)
            planning.add_entry(plan, asked, by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, plan_url(plan.pk), f"已列入“{asked.title}”")
    return _answer(request, plan, form)


@require_http_methods(["GET", "POST"])
@with_role(*PLANNERS)
def change(request: Request, pk: int) -> HttpResponse:
    """改一条。"""
    entry = get_entry(request, pk)
    form = EntryFields(_given(request), initial=_initial(entry))
    know(form, *[one for one in (entry.owner, entry.org) if one])
    if form.is_valid():
        try:
            asked = EntryForm(**form.cleaned_data, **_kept(entry))
            planning.change_entry(entry, asked, by=request.me, now=request.now)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            return done(request, plan_url(entry.plan_id), f"“{asked.title}”已改好")
    return _answer(request, entry.plan, form, entry)


def _given(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _initial(entry: PlanEntry) -> dict[str, Any]:
    rows = {name: getattr(entry, name) for name in NAMES}
    return {**rows, "owner": entry.owner_id, "org": entry.org_id}


def _kept(entry: PlanEntry) -> dict[str, Any]:
    """表上不改的几项，照旧。"""
    return {name: getattr(entry, name) for name in ("item", "source_number", "source_text")}


def _answer(
    request: Request, plan: WorkPlan, form: forms.Form, entry: PlanEntry | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "plan_title": title_of(plan),
        "entry": entry,
        "back": plan_url(plan.pk),
    }
    return respond(request, PAGE, context, part="sheet", status=422 if form.errors else 200)
