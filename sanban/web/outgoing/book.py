"""发文登记簿：一行一份，筛选全在网址里；导出、打印栏目与屏上的一样。"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.core.workdays import Calendar
from sanban.documents.kinds.outgoing import KIND
from sanban.documents.models import (
    KIND_CHOICES,
    Force,
    IssuedNumber,
    NumberPrefix,
    Outgoing,
    Publicity,
)
from sanban.matters.lights import LIGHTS, light_of, lit
from sanban.matters.models import HOLDERS, MatterState, Step
from sanban.people.models import BUSINESS
from sanban.search.lists import having
from sanban.web import keyset, sheets
from sanban.web.outgoing.books import tabs, years
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.shell import calendar
from sanban.web.templatetags.words import day, light
from sanban.web.widgets import QuickSelect, QuickText

PAGE = "outgoing/book.html"
TITLE = "发文登记簿"
ORDER = ("-matter_id",)
KINDS = dict(KIND_CHOICES)
STAGES = [(one.code, one.label) for one in KIND.stages]
WRITERS = ("drafter", "clerk", "director", "section_head")
SHOWN = (
    "matter_id",
    "doc_kind",
    "main_recipients",
    "publicity",
    "copies",
    "is_numbered",
    "force",
    "signed_at",
    "dispatched_at",
    "number__prefix__text",
    "number__year",
    "number__serial",
    "matter__title",
    "matter__state",
    "matter__stage_label",
    "matter__due_at",
    "matter__archive_item__archival_code",
)
SEARCHED = ("matter__title", "main_recipients")
ROW = ("year", "series", "doc_kind", "stage", "light", "text")
NUMBER = re.compile(r"(?P<text>[一-龥A-Za-z]{1,12})?〔?(?P<year>\d{4})?〕?(?P<serial>\d{1,5})号?")
# fmt: off
HEADINGS = (
    ("发文字号", 24), ("标题", 60), ("文种", 8), ("主送", 36), ("签发人", 10), ("签发日期", 12),
    ("份数", 6), ("公开属性", 12), ("环节", 12), ("灯", 10), ("办理人", 16), ("核发日期", 12),
    ("归档", 24), ("效力", 8),
)
# fmt: on


def _some(label: str, choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    return [("", label), *((str(code), str(text)) for code, text in choices)]


def _select(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=QuickSelect, choices=choices)


class BookForm(forms.Form):
    """登记簿的筛选。"""

    year = _select("年度", [])
    series = _select("机关代字", [])
    doc_kind = _select("文种", _some("全部文种", KIND_CHOICES))
    stage = _select("环节", _some("全部环节", STAGES))
    light = _select("灯", _some("全部灯", LIGHTS.items()))
    text = forms.CharField(label="标题或字号", required=False, max_length=100, widget=QuickText)

    def __init__(self, data: QueryDict, *, year: int, prefixes: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["year"].choices = years(year)  # type: ignore[attr-defined]
        known = _some("全部代字", [*prefixes, ("none", "不编号")])
        self.fields["series"].choices = known  # type: ignore[attr-defined]
        self.fields["text"].widget.attrs.update(placeholder="标题 / 字号 / 主送", size=16)


@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看登记簿；`go` 是转到某个发文字号。"""
    form = book_form(request)
    found = _jump(request)
    if found is not None:
        return redirect("matter", pk=found)
    rows = chosen(request, form).values_list(*SHOWN, named=True)
    page = keyset.page(rows, ORDER, request.GET)
    page = replace(page, jump="go", jump_label="发文字号")
    return respond(request, PAGE, _context(request, form, page))


def _jump(request: Request) -> int | None:
    """填全了的字号，直接打开那一件。"""
    asked = request.GET.get("go", "").strip()
    if not asked:
        return None
    rows = Outgoing.objects.visible_to(request.me).filter(numbered(asked))
    return rows.order_by("-matter_id").values_list("matter_id", flat=True).first()


def book_form(request: Request) -> BookForm:
    """筛选表；没填过的看今年的。"""
    this_year = timezone.localtime(request.now).year
    data = request.GET.copy()
    data.setdefault("year", str(this_year))
    prefixes = NumberPrefix.objects.order_by("position", "id").values_list("pk", "text")
    return BookForm(data, year=this_year, prefixes=[(str(pk), text) for pk, text in prefixes])


def chosen(request: Request, form: BookForm) -> QuerySet[Outgoing]:
    """合筛选、看得见的发文；条件填得不对的那一项不算。"""
    form.is_valid()
    rows = Outgoing.objects.visible_to(request.me)
    for name, value in form.cleaned_data.items():
        if value:
            rows = rows.filter(_test(name, value, request.now))
    return rows


def _test(name: str, value: str, now: datetime) -> Q:
    if name == "light":
        return lit(value, now=now, calendar=calendar(timezone.localdate()), to="matter__")
    return TESTS[name](value)


def _of_year(value: str) -> Q:
    zone = timezone.get_default_timezone()
    since, until = (datetime(int(value) + n, 1, 1, tzinfo=zone) for n in (0, 1))
    return Q(matter__started_at__gte=since, matter__started_at__lt=until)


def _said(value: str) -> Q:
    return having(Outgoing.objects.all(), value, key="matter", columns=SEARCHED) | numbered(value)


def numbered(value: str) -> Q:
    """字号：写全的，或者只写代字、序号；先找出号来，不必逐件去比。"""
    seen = NUMBER.fullmatch(value.replace("[", "〔").replace("]", "〕").replace(" ", ""))
    if seen is None:
        return Q(pk__in=())
    said = {
        "prefix__text": seen["text"],
        "year": seen["year"] and int(seen["year"]),
        "serial": int(seen["serial"]),
    }
    given = {name: one for name, one in said.items() if one}
    return Q(number__in=IssuedNumber.objects.filter(**given).values("pk"))


def _prefixed(value: str) -> Q:
    return Q(is_numbered=False) if value == "none" else Q(prefix=int(value))


TESTS = {
    "year": _of_year,
    "series": _prefixed,
    "doc_kind": lambda value: Q(doc_kind=value),
    "stage": lambda value: Q(matter__stage=value),
    "text": _said,
}


def _context(request: Request, form: BookForm, page: keyset.Page) -> dict[str, Any]:
    query = request.GET.copy()
    for name in keyset.CURSORS:
        query.pop(name, None)
    asked = any(request.GET.get(name) for name in form.fields)
    year = form.cleaned_data.get("year")
    return {
        "row": [form[name] for name in ROW],
        "clear": request.path if asked else "",
        "pager": page,
        "rows": list(lines(page.rows, request.now)),
        "query": query.urlencode(),
        "range": f"{year}年" if year else "全部年度",
        "may_draft": bool(request.roles.intersection(WRITERS)),
        "books": tabs(request, "outgoing-book"),
    }


def lines(found: list[Any], now: datetime) -> Iterator[dict[str, Any]]:
    """各行要写的字，都现成。"""
    ids = [one.matter_id for one in found]
    signers, holders = _signers(ids), _holders(ids)
    days = calendar(timezone.localdate())
    for one in found:
        who = (signers.get(one.matter_id, ""), holders.get(one.matter_id, ""))
        yield _line(one, who, now, days)


def _signers(ids: list[int]) -> dict[int, str]:
    """签发人：最后一次签发的那位。"""
    rows = Step.objects.filter(matter__in=ids, action="sign_off").order_by("number")
    return dict(rows.values_list("matter_id", "person_name")) if ids else {}


def _holders(ids: list[int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for pk, short, full, name in HOLDERS.rows(ids) if ids else ():
        found.setdefault(pk, []).append(short or full or name)
    return {pk: names[0] + ("等" if len(names) > 1 else "") for pk, names in found.items()}


def _line(one: Any, who: tuple[str, str], now: datetime, days: Calendar) -> dict[str, Any]:
    state, stage = one.matter__state, one.matter__stage_label
    return {
        "url": matter_url(one.matter_id),
        "off": "off" if one.force in (Force.RETRACTED, Force.REPEALED, Force.REVOKED) else "",
        "number": number_of(one),
        "title": one.matter__title,
        "kind": KINDS.get(one.doc_kind, ""),
        "recipients": one.main_recipients,
        "signer": who[0],
        "signed": day(one.signed_at),
        "copies": one.copies,
        "publicity": Publicity(one.publicity).label if one.publicity else "",
        "stage": stage if state == MatterState.RUNNING else "",
        "light": light(state, one.matter__due_at, now, days, stage),
        "lit": light_of(state, one.matter__due_at, now=now, calendar=days, ended_as=stage).label,
        "doers": who[1],
        "dispatched": day(one.dispatched_at),
        "archived": one.matter__archive_item__archival_code or "",
        "force": Force(one.force).label if one.force not in (Force.DRAFT, Force.IN_FORCE) else "",
    }


def number_of(one: Any) -> str:
    """发文字号；还没编的空着，不编号的写明。"""
    if one.number__serial:
        return f"{one.number__prefix__text}〔{one.number__year}〕{one.number__serial}号"
    return "" if one.is_numbered else "不编号"


CELLS = ("number", "title", "kind", "recipients", "signer", "signed", "copies", "publicity",
         "stage", "lit", "doers", "dispatched", "archived", "force")  # fmt: skip


@require_GET
@with_role(*BUSINESS)
def export(request: Request) -> HttpResponse:
    """导出筛选出来的登记簿。"""
    rows = chosen(request, book_form(request)).order_by(*ORDER)
    found = list(rows.values_list(*SHOWN, named=True)[: sheets.MOST + 1])
    made = (tuple(row[name] or "" for name in CELLS) for row in lines(found, request.now))
    return sheets.export(request, TITLE, HEADINGS, made)
