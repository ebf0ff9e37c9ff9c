"""收文登记簿：一行一份，筛选全在网址里；批量催办、传阅，导出、导入、打印。"""

from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import Prefetch
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from sanban.documents.kinds.incoming import KIND
from sanban.documents.models import BookFilter, Incoming, Nature
from sanban.matters.lights import LIGHTS
from sanban.matters.models import Todo, TodoState, Urgency
from sanban.people.models import BUSINESS, RoleCode
from sanban.web import keyset
from sanban.web.documents.forms import KINDS
from sanban.web.request import Request, matter_url, number, respond, with_role
from sanban.web.shell import calendar
from sanban.web.widgets import QuickSelect

PAGE = "documents/register.html"
ORDER = ("-receipt_year", "-receipt_no")
SHOWN = (
    "receipt_year",
    "receipt_no",
    "received_at",
    "sender_name",
    "sender_number",
    "nature",
    "matter__title",
    "matter__urgency",
    "matter__state",
    "matter__stage_label",
    "matter__due_at",
)
FIRST_YEAR = 2000
ROW = ("year", "month", "sender", "urgency", "stage", "light", "text")


def _some(label: str, choices: Any) -> list[tuple[str, str]]:
    return [("", label), *[(code, text) for code, text in choices if code]]


class BookForm(forms.Form):
    """登记簿的筛选。"""

    year = forms.TypedChoiceField(
        widget=QuickSelect, label="年度", required=False, coerce=int, empty_value=None
    )
    month = forms.TypedChoiceField(
        widget=QuickSelect,
        label="月份",
        required=False,
        coerce=int,
        empty_value=None,
        choices=_some("全年", [(str(n), f"{n}月") for n in range(1, 13)]),
    )
    sender = forms.CharField(label="来文单位", required=False, max_length=100)
    urgency = forms.ChoiceField(
        widget=QuickSelect,
        label="紧急程度",
        required=False,
        choices=_some("全部紧急程度", Urgency.choices),
    )
    stage = forms.ChoiceField(
        widget=QuickSelect,
        label="环节",
        required=False,
        choices=_some("全部环节", [(one.code, one.label) for one in KIND.stages]),
    )
    light = forms.ChoiceField(
        widget=QuickSelect, label="灯", required=False, choices=_some("全部灯", LIGHTS.items())
    )
    nature = forms.ChoiceField(
        widget=QuickSelect,
        label="办件阅件",
        required=False,
        choices=_some("办件和阅件", Nature.choices),
    )
    text = forms.CharField(label="标题或来文字号", required=False, max_length=100)
    doc_kind = forms.ChoiceField(
        widget=QuickSelect,
        label="文种",
        required=False,
        choices=_some("全部文种", [(one, one) for one in KINDS]),
    )

    def __init__(self, data: QueryDict, *, year: int) -> None:
        super().__init__(data)
        years = [(str(one), f"{one}年") for one in range(year, max(year - 10, FIRST_YEAR), -1)]
        self.fields["year"].choices = [("", "全部年度"), *years]  # type: ignore[attr-defined]
        for name, hint in (("sender", "来文单位"), ("text", "标题 / 来文字号")):
            self.fields[name].widget.attrs.update(placeholder=hint, size=14)


@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看登记簿；`go` 是转到某个收文号。"""
    form = book_form(request)
    rows = chosen(request, form)
    jump = number(request.GET.get("go", "").strip()[-6:])
    if jump is not None:
        found = rows.filter(receipt_no=jump).first()
        if found is not None:
            return redirect("matter", pk=found.pk)
    page = keyset.page(rows.only(*SHOWN).prefetch_related(_doers()), ORDER, request.GET)
    page = replace(page, unit="件", jump="go", jump_label="收文号")
    return respond(request, PAGE, _context(request, form, page))


def book_form(request: Request) -> BookForm:
    """筛选表；没填过的看今年的。"""
    this_year = timezone.localtime(request.now).year
    data = request.GET.copy()
    data.setdefault("year", str(this_year))
    return BookForm(data, year=this_year)


def chosen(request: Request, form: BookForm) -> Any:
    """合筛选、看得见的收文；条件填得不对的那一项不算。"""
    form.is_valid()
    values = {name: form.cleaned_data.get(name) for name in form.fields}
    kept = {name: value for name, value in values.items() if value not in (None, "")}
    book = BookFilter(**{**kept, "urgency": kept.get("urgency")})
    days = calendar(timezone.localdate())
    rows = Incoming.objects.book(book, now=request.now, calendar=days)
    return rows.visible_to(request.me)


def _doers() -> Prefetch[str]:
    live = Todo.objects.filter(state=TodoState.OPEN, is_reading=False).only(
        "matter", "place", "person__name", "org__name", "org__short_name"
    )
    return Prefetch(
        "matter__todos", live.select_related("person", "org").order_by("place", "id"), "live_todos"
    )


def _context(request: Request, form: BookForm, page: keyset.Page) -> dict[str, Any]:
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    asked = any(request.GET.get(name) for name in form.fields)
    return {
        "form": form,
        "row": [form[name] for name in ROW],
        "more": [form["nature"], form["doc_kind"]],
        "clear": request.path if asked else "",
        "pager": page,
        "rows": [_row(one) for one in page.rows],
        "query": query.urlencode(),
        "may_register": RoleCode.CLERK in request.roles,
        "now": request.now,
        "days": calendar(timezone.localdate()),
        "range": _range(form),
    }


def _row(incoming: Incoming) -> dict[str, Any]:
    live = incoming.matter.live_todos  # type: ignore[attr-defined]
    return {"incoming": incoming, "doers": _names(live), "url": matter_url(incoming.pk)}


def _names(todos: list[Todo]) -> str:
    names = list(dict.fromkeys(str(one.org) if one.org else one.person.name for one in todos))
    unit = "家" if todos and todos[0].org else "人"
    return (
        names[0] + (f" 等\u00a0{len(names)}\u00a0{unit}" if len(names) > 1 else "") if names else ""
    )


def _range(form: BookForm) -> str:
    year, month = form.cleaned_data.get("year"), form.cleaned_data.get("month")
    return (f"{year}年" if year else "全部年度") + (f"{month}月" if month else "")
