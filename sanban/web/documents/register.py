"""收文登记簿：一行一份，筛选全在网址里；批量催办、传阅，导出、导入、打印。"""

from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from sanban.core.workdays import Calendar
from sanban.documents.kinds.incoming import KIND
from sanban.documents.models import BookFilter, Incoming, Nature
from sanban.matters.lights import LIGHTS
from sanban.matters.models import (
    FAR,
    FEW,
    HOLDERS,
    MANY,
    MatterState,
    Urgency,
    seen_count,
    subjects_of,
)
from sanban.people.models import BUSINESS, RoleCode
from sanban.web import keyset
from sanban.web.documents.forms import KINDS
from sanban.web.request import Request, matter_url, number, respond, with_role
from sanban.web.shell import calendar
from sanban.web.templatetags.words import day, light, rush
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "documents/register.html"
ORDER = ("-receipt_year", "-receipt_no")
SHOWN = (
    "matter_id",
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
# 筛选里只比“等于”的几项
SAME = frozenset({"year", "urgency", "stage", "nature", "doc_kind"})
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
    sender = forms.CharField(widget=QuickText, label="来文单位", required=False, max_length=100)
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
    text = forms.CharField(widget=QuickText, label="标题或来文字号", required=False, max_length=100)
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
    jump = number(request.GET.get("go", "").strip()[-6:])
    if jump is not None:
        found = chosen(request, form).filter(receipt_no=jump).first()
        if found is not None:
            return redirect("matter", pk=found.pk)
    page = replace(_page(request, form), unit="件", jump="go", jump_label="收文号")
    return respond(request, PAGE, _context(request, form, page))


def book_form(request: Request) -> BookForm:
    """筛选表；没填过的看今年的。"""
    this_year = timezone.localtime(request.now).year
    data = request.GET.copy()
    data.setdefault("year", str(this_year))
    return BookForm(data, year=this_year)


def chosen(request: Request, form: BookForm) -> Any:
    """合筛选、看得见的收文；条件填得不对的那一项不算。"""
    book = BookFilter(**_given(form))
    days = calendar(timezone.localdate())
    rows = Incoming.objects.book(book, now=request.now, calendar=days)
    return rows.visible_to(request.me)


def _given(form: BookForm) -> dict[str, Any]:
    """填了的、填得对的几项。"""
    form.is_valid()
    values = {name: form.cleaned_data.get(name) for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _page(request: Request, form: BookForm) -> keyset.Page:
    """取一页；筛选只是“等于”的，走编好的那一句。"""
    given = _given(form)
    if SAME.issuperset(given):
        names, values = tuple(given), (subjects_of(request.me), *given.values())
        seen = seen_count(values[0])
        total = partial(_listed(names, seen <= MANY).total, *values)
        return _listed(names, seen <= FEW).page(*values, asked=request.GET, total=total)
    rows = chosen(request, form)
    total = partial(keyset.capped, rows)
    return keyset.page(rows.values_list(*SHOWN, named=True), ORDER, request.GET, total=total)


@lru_cache(maxsize=64)
def _listed(names: tuple[str, ...], few: bool) -> keyset.Listed:
    """按这几项筛选的登记簿；人的身份、各项的值在取的时候给。"""

    def build(subjects: list[str], *values: Any) -> Any:
        book = BookFilter(**dict(zip(names, values, strict=True)))
        rows = Incoming.objects.book(book, now=FAR, calendar=Calendar())
        return rows.shown_to(subjects, few=few)

    return keyset.Listed(Incoming, build, columns=SHOWN, order=ORDER)


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
        "rows": _rows(page.rows, request.now),
        "query": query.urlencode(),
        "may_register": RoleCode.CLERK in request.roles,
        "range": _range(form),
    }


def _rows(found: list[Any], now: datetime) -> list[dict[str, str]]:
    """各行要写的字，都现成：一页几十行，不在模板里逐格去算。"""
    holders: dict[int, dict[str, bool]] = {one.matter_id: {} for one in found}
    for pk, short, full, name in HOLDERS.rows(list(holders)):
        holders[pk][short or full or name] = full is not None
    days = calendar(timezone.localdate())
    return [_row(one, _names(holders[one.matter_id]), now, days) for one in found]


def _row(one: Any, doers: str, now: datetime, days: Calendar) -> dict[str, str]:
    state, stage, due_at = one.matter__state, one.matter__stage_label, one.matter__due_at
    return {
        "pk": str(one.matter_id),
        "url": matter_url(one.matter_id),
        "off": "off" if state == MatterState.VOIDED else "",
        "no": str(one.receipt_no),
        "number": f"{one.receipt_no:04d}",
        "received": day(one.received_at),
        "rush": rush(one.matter__urgency),
        "title": one.matter__title,
        "sender": one.sender_name,
        "sender_number": one.sender_number,
        "nature": "阅" if one.nature == Nature.READ else "办",
        "stage": stage if state == MatterState.RUNNING else "",
        "doers": doers,
        "due": day(due_at),
        "light": light(state, due_at, now, days, stage),
    }


def _names(holders: dict[str, bool]) -> str:
    """头一个的名字，和一共几家、几人。"""
    names = list(holders)
    if len(names) < 2:
        return "".join(names)
    return f"{names[0]} 等\u00a0{len(names)}\u00a0{'家' if holders[names[0]] else '人'}"


def _range(form: BookForm) -> str:
    year, month = form.cleaned_data.get("year"), form.cleaned_data.get("month")
    return (f"{year}年" if year else "全部年度") + (f"{month}月" if month else "")
