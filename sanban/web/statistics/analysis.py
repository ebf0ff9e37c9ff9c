"""一季的综合分析研判：先看数、看问题，再写判断；定了稿的，看定稿时存下的。"""

import json
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from sanban.statistics.analyses.comparing import figures, last_start, next_start, span_of
from sanban.statistics.analyses.gathering import LISTS
from sanban.statistics.models import Analysis
from sanban.statistics.services.analysis import LONGEST
from sanban.statistics.span import Span
from sanban.supervision.models import SupervisedItem
from sanban.web import sheets
from sanban.web.offices import office_id
from sanban.web.request import Request, matter_url, respond, with_role
from sanban.web.statistics.analyses import READERS, label, may_write
from sanban.web.statistics.periods import query_of
from sanban.web.templatetags.words import moment

PAGE, PART, WORD = (f"statistics/analysis{name}.html" for name in ("", "_part", "_word"))
# 一块里有哪几张单子
PARTS = {
    "problems": ("late", "sources"),
    "blockages": ("unsolved", "solved"),
    "repeats": ("rebounds", "repeated"),
    "words": ("words",),
    "ahead": ("ahead",),
}
LABELS = {
    "late": "逾期还没办结", "sources": "逾期的来源", "unsolved": "没解决的堵点难点痛点",
    "solved": "解决了的堵点难点痛点", "rebounds": "回头看反弹", "repeated": "反复退回、延期",
    "words": "问题里常说的词", "ahead": "下季到期",
}  # fmt: skip
HEADINGS = (("部分", 22), ("内容", 48), ("数", 12), ("上季", 12), ("变化", 18), ("单位", 20),
            ("时限", 12), ("说明", 60))  # fmt: skip
FIELDS = (
    ("judgement", "形势判断", "总的怎样，好在哪里、差在哪里，苗头是什么"),
    ("causes", "原因", "为什么：哪些是主观的，哪些要上级、别的部门帮着解决"),
    ("measures", "下步措施", "做什么、谁来做、何时做到"),
    ("decided", "会议议定", "研判会议定的事，一行一条"),
)


class WordsForm(forms.Form):
    """人写的四项。"""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, title, hint in FIELDS:
            widget = forms.Textarea(attrs={"rows": 4, "placeholder": hint})
            self.fields[name] = forms.CharField(
                label=title, required=False, max_length=LONGEST, widget=widget
            )


def get_analysis(request: Request, pk: int) -> Analysis:
    """本办公室的一份；别的单位的当没有。"""
    rows = Analysis.objects.select_related("org", "by")
    return get_object_or_404(rows, pk=pk, org=office_id(request))


@require_GET
@with_role(*READERS)
def show(request: Request, pk: int) -> HttpResponse:
    """看一季的。"""
    return answer(request, get_analysis(request, pk))


def answer(
    request: Request,
    analysis: Analysis,
    *,
    form: WordsForm | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """整页；没有存成的，写的字还在表里。"""
    span, writes = _span(request, analysis), may_write(request) and analysis.closed_at is None
    words = [(title, getattr(analysis, name)) for name, title, _ in FIELDS]
    found = _kept(analysis).get("figures") or figures(span)
    context = {
        "analysis": analysis,
        "label": span.label,
        "counted": _counted(analysis, span),
        "figures": [_figure(one, span) for one in found],
        "parts": PARTS,
        "words": words,
        "is_written": any(text for _, text in words),
        "form": (form or WordsForm(initial=_initial(analysis))) if writes else None,
        **more,
    }
    return respond(request, PAGE, context, status=status)


def _initial(analysis: Analysis) -> dict[str, str]:
    return {name: getattr(analysis, name) for name, _, _ in FIELDS}


def _span(request: Request, analysis: Analysis) -> Span:
    return span_of(analysis.org_id, analysis.starts_on, request.now)


def _kept(analysis: Analysis) -> dict[str, Any]:
    """定稿时存下的；没有定稿的为空。"""
    found: dict[str, Any] = json.loads(analysis.material) if analysis.material else {}
    return found


def _counted(analysis: Analysis, span: Span) -> str:
    """数是何时的。"""
    if analysis.closed_at:
        return f"{moment(analysis.closed_at)} 定稿，数是那时存下的"
    return "这一季还没有过完，数到此刻" if span.end > span.now else "数到此刻，定稿时存下"


def _figure(one: dict[str, Any], span: Span) -> dict[str, Any]:
    """一个数，连着本季、上季各行的网址。"""
    path = reverse("statistic-rows", args=(one["code"],))
    before = span_of(span.org, last_start(span.since), span.now)
    here, there = f"{path}?{query_of(span)}", f"{path}?{query_of(before)}"
    return {**one, "url": here, "part_url": f"{here}&part=1", "before_url": there}


@require_GET
@with_role(*READERS)
def part(request: Request, pk: int, code: str) -> HttpResponse:
    """一块单子，由页面自己来取。"""
    if code not in PARTS:
        raise Http404
    analysis = get_analysis(request, pk)
    found = shown(request, analysis, PARTS[code])
    asked = query_of(_span(request, analysis), by="source")
    return respond(request, PART, {
        "code": code,
        "analysis": analysis,
        **found,
        "may_list": may_write(request),
        "following": label(next_start(analysis.starts_on), request.now),
        "sources_url": f"{reverse('statistic-rows', args=('overdue',))}?{asked}",
        "word_url": reverse("analysis-word", args=(pk,)),
    })  # fmt: skip


def shown(request: Request, analysis: Analysis, names: Any) -> dict[str, Any]:
    """几张单子；不归此人看的事项不列，只说有几件。"""
    kept, span = _kept(analysis), _span(request, analysis)
    found = {name: kept.get(name) or LISTS[name](span) for name in names}
    asked = {one["item"] for of in found.values() for one in of["rows"] if one.get("item")}
    seen = visible(request, asked)
    return {name: _open_to(listing, seen) for name, listing in found.items()}


def visible(request: Request, asked: set[int]) -> set[int]:
    """此人看得见哪几件。"""
    if not asked:
        return set()
    rows = SupervisedItem.objects.filter(pk__in=asked).visible_to(request.me)
    return set(rows.order_by().values_list("pk", flat=True))


def _open_to(listing: dict[str, Any], seen: set[int]) -> dict[str, Any]:
    rows = [one for one in listing["rows"] if not one.get("item") or one["item"] in seen]
    hidden = len(listing["rows"]) - len(rows)
    more = listing["count"] - len(listing["rows"])
    rows = [{**one, "url": matter_url(one["item"]) if one.get("item") else ""} for one in rows]
    return {"rows": rows, "count": listing["count"], "hidden": hidden, "more": more}


@require_GET
@with_role(*READERS)
def word(request: Request, pk: int) -> HttpResponse:
    """说到一个词的事项。"""
    analysis = get_analysis(request, pk)
    asked = request.GET.get("word", "")
    rows = shown(request, analysis, ("words",))["words"]["rows"]
    items = next((one["items"] for one in rows if one["word"] == asked), None)
    if items is None:
        raise Http404
    found = SupervisedItem.objects.filter(pk__in=items).visible_to(request.me)
    found = found.select_related("matter", "lead_org").order_by("due_at", "pk")
    listed = [{"url": matter_url(one.pk), "row": one} for one in found]
    return respond(request, WORD, {
        "word": asked,
        "label": _span(request, analysis).label,
        "rows": listed,
        "count": len(items),
        "hidden": len(items) - len(listed),
        "back": reverse("analysis", args=(pk,)),
    })  # fmt: skip


@require_GET
@with_role(*READERS)
def export(request: Request, pk: int) -> HttpResponse:
    """导出：写的几项、各个数、各张单子，一张表。"""
    analysis = get_analysis(request, pk)
    return sheets.export(request, "综合分析研判", HEADINGS, _cells(request, analysis))


def _cells(request: Request, analysis: Analysis) -> Iterator[tuple[object, ...]]:
    for name, title, _ in FIELDS:
        yield (title, getattr(analysis, name))
    span = _span(request, analysis)
    for one in _kept(analysis).get("figures") or figures(span):
        yield ("各个数", one["title"], one["text"], one["before"], one["change"])
    for name, listing in shown(request, analysis, LISTS).items():
        yield from (_row(LABELS[name], one) for one in listing["rows"])
        left = listing["hidden"] + listing["more"]
        if left:
            yield (LABELS[name], f"另有 {left} 行没有列出")


def _row(title: str, one: dict[str, Any]) -> tuple[object, ...]:
    """一张单子的一行，摆进共用的几栏。"""
    said = one.get("title") or one.get("label") or one["word"]
    return (title, said, _count(one), "", "", one.get("org", ""), one.get("due", ""), _told(one))


def _count(one: dict[str, Any]) -> object:
    if "items" in one:
        return len(one["items"])
    return one.get("days", one.get("part", ""))


def _told(one: dict[str, Any]) -> str:
    if "returns" in one:
        return f"退回 {one['returns']} 次，延期 {one['extensions']} 次　{one['told']}".strip()
    return str(one.get("told", ""))
