"""发约稿：要什么、按什么提纲、多少字、限几时几分；发出以前看看各单位这一周的负担。"""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sanban.core.errors import Refused
from sanban.documents.models import MaterialCall
from sanban.documents.services import materials
from sanban.documents.services.materials import CALLERS, CallForm
from sanban.matters.models import Matter, MatterState
from sanban.people.models import Org
from sanban.web.people.picking import Picker
from sanban.web.request import Request, done, get_matter, number, numbers, respond, with_role

PAGE = "materials/calling.html"
MANY = 5
"""一周领了这么多件以上的，提醒一句。"""
MINUTE = "%Y-%m-%dT%H:%M"
CLOSE = time(17, 0)


def due_field(label: str, *, required: bool = True) -> forms.DateTimeField:
    """填一个到分的时刻。"""
    return forms.DateTimeField(
        label=label,
        required=required,
        input_formats=[MINUTE, f"{MINUTE}:%S"],
        widget=forms.DateTimeInput(format=MINUTE, attrs={"type": "datetime-local"}),
        error_messages={
            "required": "请写明几月几日几时几分以前交。",
            "invalid": "时间认不出，请写成 2026-09-18 17:00 这样。",
        },
    )


def next_close(now: datetime, days: int) -> datetime:
    """几天以后的下午五点。"""
    day = timezone.localtime(now).date() + timedelta(days=days)
    return datetime.combine(day, CLOSE, timezone.get_default_timezone())


def _area(rows: int, hint: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "placeholder": hint})


class CallingForm(forms.Form):
    """约稿要填的各项。"""

    title = forms.CharField(
        label="题目", max_length=200, error_messages={"required": "请写明要什么材料。"}
    )
    orgs = forms.ModelMultipleChoiceField(
        Org.objects.in_use(),
        label="单位",
        widget=Picker("pick-orgs", Org, query="?handling=1"),
        error_messages={
            "required": "请选要约稿的单位。",
            "invalid_choice": "请重选一个在用的单位。",
        },
    )
    due_at = due_field("交稿期限")
    headings = forms.CharField(
        label="提纲", required=False, max_length=2000,
        widget=_area(4, "一行一项，如：\n今年以来工作进展\n存在的困难和问题\n下步打算"),
    )  # fmt: skip
    most = forms.IntegerField(
        label="字数上限", required=False, min_value=1, max_value=99999,
        help_text="不限的空着；超了的不收，会说超了多少",
    )  # fmt: skip
    brief = forms.CharField(
        label="要求", required=False, max_length=2000,
        widget=_area(3, "用在什么场合、写到什么程度、数字截至哪一天"),
    )  # fmt: skip
    known = forms.CharField(
        label="已经掌握的", required=False, max_length=2000,
        widget=_area(2, "已经有的数字和情况，写在这里，单位不用再报"),
    )  # fmt: skip

    def asked(self) -> CallForm:
        """交给服务的样子。"""
        data = self.cleaned_data
        kept = {name: data[name] for name in ("title", "due_at", "brief", "known", "most")}
        return CallForm(**kept, headings=tuple(data["headings"].splitlines()))


@require_http_methods(["GET", "POST"])
@with_role(*CALLERS)
def new(request: Request) -> HttpResponse:
    """填写，发出。"""
    draft = _draft(request)
    data = request.POST if request.method == "POST" else None
    form = CallingForm(data, initial={"due_at": timezone.localtime(next_close(request.now, 2))})
    if form.is_valid():
        try:
            made = _call(request, form, draft)
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            url = reverse("material-call", args=(made.pk,))
            return done(request, url, f"已向 {made.parts.count()} 个单位约稿")
    context: dict[str, Any] = {"form": form, "draft": draft, **_burdens(request, form)}
    return respond(request, PAGE, context, part="sheet", status=422 if form.errors else 200)


def _call(request: Request, form: CallingForm, draft: Matter | None) -> MaterialCall:
    ids = form["orgs"].value() or []
    known = {str(org.pk): org for org in form.cleaned_data["orgs"]}
    orgs = [known[pk] for pk in ids if pk in known]
    return materials.call(form.asked(), orgs, by=request.me, now=request.now, matter=draft)


def _draft(request: Request) -> Matter | None:
    """为哪份稿子约的。"""
    pk = number(request.POST.get("matter") or request.GET.get("matter"))
    if pk is None:
        return None
    found = get_matter(request, pk)
    is_fit = found.kind == "outgoing" and found.state == MatterState.RUNNING
    return found if is_fit else None


def _burdens(request: Request, form: CallingForm) -> dict[str, Any]:
    return burden_of(request, form["orgs"].value() or []) if form.is_bound else {}


@require_GET
@with_role(*CALLERS)
def burden(request: Request) -> HttpResponse:
    """选了单位，就说它们这一周已经领了几件。"""
    return respond(request, PAGE, burden_of(request, request.GET.getlist("orgs")), part="burden")


def burden_of(request: Request, ids: list[str]) -> dict[str, Any]:
    """各单位这一周领了几件，多的在前。"""
    wanted = numbers(ids)
    counts = materials.burden(wanted, now=request.now)
    names = Org.objects.in_bulk(wanted)
    rows = [(str(names[pk]), counts[pk], counts[pk] >= MANY) for pk in wanted if pk in names]
    return {"burdens": sorted(rows, key=lambda row: -row[1])}
