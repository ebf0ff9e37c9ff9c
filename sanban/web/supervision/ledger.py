"""督办台账：密排的表，筛选全在网址里；不过两千件的分组、随意排序，再多按编号、时限翻页。"""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_GET

from sanban.people.models import BUSINESS, RoleCode
from sanban.supervision.services.lights import LIGHTS
from sanban.web import keyset
from sanban.web.request import Request, number, respond, with_role
from sanban.web.shell import calendar
from sanban.web.statistics.periods import READERS
from sanban.web.supervision import groups, sections
from sanban.web.supervision.book import Book, Tally, book_of, tally_of
from sanban.web.supervision.filters import (
    GROUPS,
    LEDGER_ONLY,
    MORE,
    OPENNESS,
    ROW,
    SORTS,
    LedgerForm,
    kept_query,
)
from sanban.web.supervision.rows import MORE_SHOWN, SHOWN, Today, rows_of
from sanban.web.supervision.views import saved_views

PAGE = "supervision/ledger.html"
FACES = (
    ("supervision", "台账"),
    ("supervision-board", "看板"),
    ("supervision-gantt", "横道图"),
    ("supervision-agenda", "日历"),
)
MAKERS = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
"""督查室替本单位办督办的角色。"""
# 各种排序的方向，写在表头上
ORDERS = {
    name: "descending" if names[0].startswith("-") else "ascending"
    for name, names in groups.SORTINGS.items()
}
SIZE = 50
"""不过两千件时，一页几行。"""
# 数字条上各灯底下的一句话：灯的规矩（domain.md §4.5）
RULES = {
    "late": "过了时限，或节点迟了七个工作日",
    "near": "剩三个工作日以内，或节点迟了",
    "go": "照计划办",
    "hold": "经批准暂停或不再办",
    "done": "督查室销了号",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """要摆的一页：按组分开的行，翻页，为什么没照要的分组排序。"""

    sections: list[tuple[groups.Group | None, list[dict[str, Any]]]]
    pager: keyset.Page
    why: str = ""
    group_count: int = 0


@require_GET
@with_role(*BUSINESS)
def show(request: Request) -> HttpResponse:
    """看台账。"""
    form = form_of(request)
    book = book_of(request.me, form.chosen(), request.now)
    tally, shown = _found(request, form, book)
    lights = lights_of(request.GET, form, tally)
    context = {
        **frame(request, form, "supervision"),
        "shown": shown,
        "tally": tally,
        "lights": lights,
        "counted": counted_words(form, tally, shown),
        "wide": form.given("columns") == "all",
        "heads": heads_of(request.GET, form, is_small=tally.is_small),
        "tiles": tiles_of(tally, lights),
        "has_rates": bool(request.roles.intersection(READERS)),
        "by_lead": form.given("group") == "lead" and shown.group_count > 0,
        "views": saved_views(request.me.pk),
    }
    return respond(request, PAGE, context)


def form_of(request: Request) -> LedgerForm:
    """筛选表。"""
    return LedgerForm(request.GET, year=timezone.localtime(request.now).year)


def frame(request: Request, form: LedgerForm, face: str) -> dict[str, Any]:
    """台账、看板、横道图、日历共用的：筛选栏、几种看法、能做什么。"""
    plain = kept_query(request.GET)
    return {
        "form": form,
        "row": form.fields(_useful(ROW, face)),
        "more": form.fields(_useful(MORE, face)),
        "clear": request.path if form.is_filtered else "",
        "faces": [(name, label, name == face) for name, label in FACES],
        "face": face,
        "query": plain,
        "may_act": bool(request.roles.intersection(MAKERS)),
        "range": range_of(form),
    }


def _useful(names: tuple[str, ...], face: str) -> tuple[str, ...]:
    """这种看法用得上的几格。"""
    is_ledger = face == "supervision"
    return tuple(name for name in names if is_ledger or name not in LEDGER_ONLY)


def heads_of(asked: QueryDict, form: LedgerForm, *, is_small: bool) -> dict[str, dict[str, str]]:
    """能点着排序的表头：网址，现在是不是照它排；件数多的只有编号、时限。"""
    here = form.given("sort")
    return {
        name: {
            "url": "?" + kept_query(asked, sort=name),
            "order": ORDERS[name] if name == here else "",
        }
        for name in SORTS
        if is_small or name in groups.ANY_SIZE
    }


def range_of(form: LedgerForm) -> str:
    """选的是哪些，打印时写在表头。"""
    names = ("year", "source", "lead", "owed_by", "leader", "openness", "state", "light")
    said = [form.told(name).removesuffix("（不含办结）") for name in names]
    return "，".join(one for one in [*said, form.given("text")] if one)


def lights_of(asked: QueryDict, form: LedgerForm, tally: Tally) -> list[dict[str, str]]:
    """各灯几件，点了只看这种；再点一次看全部。"""
    here = form.given("light")
    return [
        {
            "code": code,
            "label": label,
            "count": tally.told(code) or "0",
            "url": "?" + kept_query(asked, light="" if here == code else code),
            "current": "true" if here == code else "",
        }
        for code, label in LIGHTS.items()
        if code in tally.lights and (tally.lights[code] or here == code)
    ]


def tiles_of(tally: Tally, lights: list[dict[str, str]]) -> list[dict[str, Any]]:
    """数字条：合条件的几件，各灯几件；统计室的各项率另从 supervision-tiles 取。"""
    whole: dict[str, Any] = {"label": "合条件的", "count": tally.total_told, "note": "照现在的筛选"}
    return [
        whole,
        *({**one, "bad": one["code"] == "late", "note": RULES[one["code"]]} for one in lights),
    ]


def counted_words(form: LedgerForm, tally: Tally, shown: Shown) -> str:
    """页头的一句话：在办几件、几个单位。"""
    what = OPENNESS[form.given("openness")].removesuffix("（不含办结）")
    said = f"{what} {tally.total_told} 件"
    by_lead = form.given("group") == "lead" and shown.group_count
    return said + (f"，{shown.group_count} 个单位" if by_lead else "")


def _columns(form: LedgerForm) -> tuple[str, ...]:
    return (*SHOWN, *MORE_SHOWN) if form.given("columns") == "all" else SHOWN


def today_of(request: Request) -> Today:
    """写这一页时的今天。"""
    return Today(request.now, calendar(timezone.localdate(request.now)))


def _listed(request: Request, form: LedgerForm, book: Book) -> Shown:
    """件数多：不分组，按编号或时限，键集翻页。"""
    sort = form.given("sort")
    known = sort if sort in groups.ANY_SIZE else "number"
    columns = _columns(form)
    page = book.page(known, request.GET, columns=columns, total=f"{groups.MOST}+")
    rows = rows_of(page.rows, today_of(request), wide=columns != SHOWN)
    return Shown([(None, rows)], page, _why(form, sort != known))


def _why(form: LedgerForm, is_other_sort: bool) -> str:
    """为什么没有照要的分组、排序；没有要的不说。"""
    asked = [GROUPS[form.given("group")]] if form.given("group") != "none" else []
    asked += [SORTS[form.given("sort")]] if is_other_sort else []
    if not asked:
        return ""
    said = f"筛选后还有 {groups.MOST} 件以上，{'、'.join(asked)}的先不提供，"
    return said + "照编号、时限列出；请再选单位、来源、领导或年度，少于这个数就有。"


def _found(request: Request, form: LedgerForm, book: Book) -> tuple[Tally, Shown]:
    """各灯几件，和这一页：件数多的不分组，按单位、领导、来源分的先数各组，别的照排。"""
    group = form.given("group")
    if group in groups.NAMED and not book.chosen.light and book.total() <= groups.MOST:
        found = sections.groups_of(book, group)
        return tally_of(found, book.chosen.openness), _grouped(request, form, book, found)
    tally = book.tally()
    if not tally.is_small:
        return tally, _listed(request, form, book)
    if group in groups.NAMED:
        return tally, _grouped(request, form, book, sections.groups_of(book, group))
    return tally, _arranged(request, form, book, total=tally.total)


def _grouped(request: Request, form: LedgerForm, book: Book, found: list[groups.Group]) -> Shown:
    """件数不多：各组数好了，再照要的排序取这一页，按位置翻页。"""
    group, column = form.given("group"), groups.GROUPINGS[form.given("group")].column
    start, size = number(request.GET.get("start")) or 0, page_size(request.GET)
    columns = tuple(dict.fromkeys([*_columns(form), column]))
    at = sections.Cut(start, size, form.given("sort"), columns)
    rows = sections.cut(book, group, found, at)
    total = sum(one.count for one in found)
    pager = positions(rows, total, asked=request.GET, at=(start, size))
    made = rows_of(rows, today_of(request), wide=_columns(form) != SHOWN)
    if not made:
        return Shown([(None, made)], pager)
    keys = [getattr(one, column) for one in rows]
    known = sections.rated(book, group, found, keys)
    return Shown(_sections(known, keys, made), pager, group_count=len(found))


def _arranged(request: Request, form: LedgerForm, book: Book, *, total: int) -> Shown:
    """不分组或者按灯分的：照要的排序，按位置翻页。"""
    group, sort = form.given("group"), form.given("sort")
    start, size = number(request.GET.get("start")) or 0, page_size(request.GET)
    extra = [groups.GROUPINGS[group].column] if group in groups.GROUPINGS else []
    columns = tuple(dict.fromkeys([*_columns(form), *extra]))
    found = sections.arranged(book, group, sections.Cut(start, size, sort, columns))
    pager = positions(found, total, asked=request.GET, at=(start, size))
    made = rows_of(found, today_of(request), wide=_columns(form) != SHOWN)
    if group not in groups.GROUPINGS or not made:
        return Shown([(None, made)], pager)
    keys = [getattr(one, groups.GROUPINGS[group].column) for one in found]
    known = {one.key: one for one in groups.counted(book.rows(), group, request.now)}
    return Shown(_sections(known, keys, made), pager, group_count=len(known))


def _sections(
    known: dict[Any, groups.Group], keys: list[Any], made: list[dict[str, Any]]
) -> list[tuple[groups.Group | None, list[dict[str, Any]]]]:
    """把排好的行按组断开。"""
    parts: dict[Any, list[dict[str, Any]]] = {}
    for key, row in zip(keys, made, strict=True):
        parts.setdefault(key, []).append(row)
    return [(known.get(key), rows) for key, rows in parts.items()]


def page_size(asked: QueryDict) -> int:
    """一页几行。"""
    text = asked.get("size", "")
    return int(text) if text in keyset.SIZES_TEXT else SIZE


def positions(found: list[Any], total: int, *, asked: QueryDict, at: tuple[int, int]) -> Any:
    """按位置翻页；至多两千件，每页都要整个排一遍，用不着键集。"""
    start, size = at

    def url(place: int) -> str:
        kept = {"size": str(size)} if size != SIZE else {}
        return "?" + kept_query(asked, **kept, start=str(place))

    last = max(0, (total - 1) // size * size)
    back, ahead = start > 0, start + len(found) < total
    return keyset.Page(
        found,
        str(total),
        first=url(0) if back else "",
        previous=url(max(0, start - size)) if back else "",
        next=url(start + size) if ahead else "",
        last=url(last) if ahead else "",
    )
