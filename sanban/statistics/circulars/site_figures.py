"""督查报告里的数和事实：到现场看的、核查的、群众说的，各带着是哪一件。"""

from collections.abc import Iterable, Iterator
from typing import Any

from sanban.statistics.circulars.figures import Figure, late_items, overall, period, whole
from sanban.statistics.span import Span, said
from sanban.supervision.models import SiteCheck, Verification, Voice

CHECKS, UNANNOUNCED, VERIFIED, NOT_PASSED = "checks", "unannounced", "verified", "not_passed"
SITE, ADVICE, FAULT, VOICE = "site", "advice", "fault", "voice"
MOST_WORDS = 300
"""一段原话至多写几个字。"""
MOST_EACH = 20
"""每一类至多写几条；全部在页面上。"""


def counted(span: Span) -> Iterator[Figure]:
    """一个期间督查报告用的全部数和事实。"""
    yield period(span)
    yield from (whole(report, span) for report in overall())
    yield from _checks(_checked(span))
    yield from _verified(span)
    yield from _voices(span)
    yield from late_items(span)


def _checked(span: Span) -> list[SiteCheck]:
    rows = SiteCheck.objects.filter(item__org=span.org, checked_on__range=(span.since, span.until))
    rows = rows.select_related("item__matter", "item__lead_org", "org")
    return list(rows.order_by("checked_on", "pk"))


def _checks(found: list[SiteCheck]) -> Iterator[Figure]:
    yield _count(CHECKS, "实地检查", (one.item_id for one in found))
    secret = (one.item_id for one in found if one.is_unannounced)
    yield _count(UNANNOUNCED, "其中暗访", secret)
    for one in found[:MOST_EACH]:
        where = f"{said(one.checked_on)}到{one.place}"
        yield _fact(SITE, one, f"{where}　{_cut(one.findings)}", one.item)
        if one.advice.strip():
            yield _fact(ADVICE, one, _cut(one.advice), one.item)


def _verified(span: Span) -> Iterator[Figure]:
    rows = Verification.objects.filter(
        item__org=span.org, verified_on__range=(span.since, span.until)
    )
    found = list(rows.select_related("item__matter", "item__lead_org").order_by("pk"))
    failed = [one for one in found if not one.is_passed]
    yield _count(VERIFIED, "核查", (one.item_id for one in found))
    yield _count(NOT_PASSED, "核查没有通过", (one.item_id for one in failed))
    for one in failed[:MOST_EACH]:
        yield _fact(FAULT, one, f"{one.item.matter.title}　{_cut(one.opinion)}", one.item)


def _voices(span: Span) -> Iterator[Figure]:
    rows = Voice.objects.filter(item__org=span.org, received_on__range=(span.since, span.until))
    found = list(rows.select_related("item__lead_org").order_by("received_on", "pk"))
    yield _count("voices", "群众意见", (one.item_id for one in found))
    for one in found[:MOST_EACH]:
        yield _fact(VOICE, one, f"{one.channel}　{_cut(one.words)}", one.item)


def _count(key: str, label: str, items: Iterable[int]) -> Figure:
    rows = tuple(items)
    return Figure(key=key, label=label, text=str(len(rows)), numerator=len(rows), rows=rows)


def _fact(kind: str, one: Any, label: str, item: Any) -> Figure:
    """一件事实：不是数，写法空着，话在名称里。"""
    org = getattr(one, "org_id", None) or item.lead_org_id
    return Figure(key=f"{kind}:{one.pk}", label=label, text="", org=org, rows=(item.pk,))


def _cut(text: str) -> str:
    said_once = "".join(text.split("\n")).strip()
    return said_once if len(said_once) <= MOST_WORDS else said_once[:MOST_WORDS] + "……"
