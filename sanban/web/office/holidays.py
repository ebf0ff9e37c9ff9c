"""节假日：国务院放假和调休，按年看、改、录入底本、从 Excel 导入。"""

from datetime import date
from typing import Any

from django import forms
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.audit import services as audit
from sanban.core import services
from sanban.core.errors import Refused
from sanban.core.holidays import published
from sanban.core.models import Holiday
from sanban.people.models import RoleCode
from sanban.people.services import workbook
from sanban.web.office.months import months
from sanban.web.request import Request, done, number, respond, with_role

PAGE = "office/holidays.html"
ROLES = (RoleCode.CLERK, RoleCode.SYS_ADMIN)
FIRST, LAST = 2000, 2100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
STATES = {"放假": False, "休": False, "上班": True, "调休上班": True, "班": True}
# fmt: off
LAYOUT = workbook.Layout("放假安排", (
    workbook.Column("日期", "day",   required=True, width=14, hint="如 2027-01-01"),
    workbook.Column("名称", "name",  required=True, width=16, hint="如 元旦"),
    workbook.Column("安排", "state", required=True, width=12, hint="放假 或 上班"),
))
# fmt: on


class DayForm(forms.Form):
    """一天：日期、名称、放假还是上班。"""

    day = forms.DateField(
        label="日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    name = forms.CharField(label="名称", max_length=20)
    is_workday = forms.TypedChoiceField(
        label="安排", coerce=lambda value: value == "1", choices=[("0", "放假"), ("1", "调休上班")]
    )


@require_GET
@with_role(*ROLES)
def show(request: Request) -> HttpResponse:
    """看一年的放假安排；带着 `day` 的，表里填好那一天。"""
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    return respond(request, PAGE, _context(year, today, _filled(request.GET.get("day", ""))))


def _year(text: str, today: date) -> int:
    year = number(text)
    return year if year is not None and FIRST <= year <= LAST else today.year


def _filled(text: str) -> DayForm:
    day = _day(text)
    found = Holiday.objects.filter(day=day).first() if day else None
    kept = {"name": found.name, "is_workday": str(int(found.is_workday))} if found else {}
    return DayForm(initial={"day": day, **kept})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip().replace("/", "-").replace(".", "-"))
    except ValueError:
        return None


def _context(year: int, today: date, form: DayForm) -> dict[str, Any]:
    rows = list(Holiday.objects.of_year(year))
    return {
        "year": year,
        "rows": rows,
        "months": months(year, {row.day: row for row in rows}, today),
        "form": form,
        "can_seed": bool(published(year)),
        "picked": form.initial.get("day"),
    }


@require_POST
@with_role(*ROLES)
def save(request: Request) -> HttpResponse:
    """记下一天。"""
    form = DayForm(request.POST)
    if not form.is_valid():
        year = _year(request.POST.get("year", ""), timezone.localdate())
        return respond(request, PAGE, _context(year, timezone.localdate(), form), status=422)
    kept = form.cleaned_data
    with transaction.atomic():
        row = services.set_holiday(kept["day"], name=kept["name"], is_workday=kept["is_workday"])
        audit.record("holiday.set", by=request.me, detail=str(row))
    return _changed(request, kept["day"].year, f"记下了：{row}。")


@require_POST
@with_role(*ROLES)
def remove(request: Request) -> HttpResponse:
    """删去一天，恢复按星期计。"""
    day = _day(request.POST.get("day", ""))
    if day is None:
        raise Refused("没有认出是哪一天，请刷新页面再删。", code="no-day")
    with transaction.atomic():
        services.remove_holiday(day)
        audit.record("holiday.remove", by=request.me, detail=day.isoformat())
    return _changed(request, day.year, f"{day} 恢复按星期计。")


@require_POST
@with_role(*ROLES)
def seed(request: Request) -> HttpResponse:
    """录入一年的底本；已经录了的以底本为准。"""
    year = _year(request.POST.get("year", ""), timezone.localdate())
    rows = published(year)
    if not rows:
        said = f"系统里没有{year}年的底本，请等国务院公布后逐日录入，或从 Excel 导入。"
        raise Refused(said, code="no-table")
    with transaction.atomic():
        services.load_holidays(rows)
        audit.record("holiday.seed", by=request.me, detail=f"{year}年 {len(rows)} 天")
    return _changed(request, year, f"录入{year}年放假安排 {len(rows)} 天，请与国务院通知核对。")


def _changed(request: Request, year: int, said: str) -> HttpResponse:
    cache.delete("calendar")
    return done(request, f"{reverse('holidays')}?year={year}", said)


@require_POST
@with_role(*ROLES)
def take_in(request: Request) -> HttpResponse:
    """从 Excel 导入；有一行不对就全不导，逐行说明。"""
    uploaded = request.FILES.get("file")
    if uploaded is None:
        raise Refused("请先选一个 Excel 文件。", code="no-file")
    rows, faults = _read(uploaded.read(workbook.LIMIT_BYTES + 1))
    year = rows[0][0].year if rows else timezone.localdate().year
    if faults:
        today = timezone.localdate()
        context = {**_context(year, today, DayForm()), "faults": faults}
        return respond(request, PAGE, context, status=422)
    with transaction.atomic():
        services.load_holidays(rows)
        audit.record("holiday.import", by=request.me, detail=f"{len(rows)} 天")
    return _changed(request, year, f"导入 {len(rows)} 天。")


def _read(data: bytes) -> tuple[list[tuple[date, str, bool]], list[str]]:
    table = workbook.read_table(data, LAYOUT)
    faults = [f"第 {fault.number} 行：{fault.said}" for fault in table.faults]
    rows: list[tuple[date, str, bool]] = []
    for row in table.rows:
        wrong = _wrong(row, {day for day, _, _ in rows})
        faults += [f"第 {row.number} 行：{said}" for said in wrong]
        day = _day(row["day"])
        if day and not wrong:
            rows.append((day, row["name"], STATES[row["state"]]))
    return rows, faults


def _wrong(row: workbook.Row, had: set[date]) -> list[str]:
    day = _day(row["day"])
    tests = (
        (day is None, f"日期“{row['day']}”不认得，请写成 2027-01-01。"),
        (day in had, f"{row['day']} 前面已经有了，请删去一行。"),
        (not row["name"] or len(row["name"]) > 20, "名称要写，不超过 20 个字。"),
        (row["state"] not in STATES, f"安排“{row['state']}”不认得，请写“放假”或“上班”。"),
    )
    return [said for is_wrong, said in tests if is_wrong]


@require_GET
@with_role(*ROLES)
def template(request: Request) -> HttpResponse:
    """导入用的表样；这一年已录的一并写上。"""
    year = _year(request.GET.get("year", ""), timezone.localdate())
    rows = [
        workbook.Row(
            number,
            {"day": row.day.isoformat(), "name": row.name,
             "state": "上班" if row.is_workday else "放假"},
        )
        for number, row in enumerate(Holiday.objects.of_year(year), start=2)
    ]  # fmt: skip
    body = workbook.write_table(LAYOUT, rows, is_template=True)
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="holidays-{year}.xlsx"'
    return response
