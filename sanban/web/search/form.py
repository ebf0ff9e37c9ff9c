"""搜索页的筛选栏：字、种类、年度、单位、人、文号；单位和人打首字母出候选。"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sanban.web.request import Request
from sanban.web.search.asking import (
    FIRST_YEAR,
    MOST_NAME,
    MOST_WORDS,
    RELEVANCE,
    Asked,
    labels,
)
from sanban.web.widgets import options

WORDS = '<input type="search" name="q" value="{}" maxlength="{}" size="24" placeholder="{}">{}'
ORDER = '<input type="hidden" name="order" value="{}">'
SELECT = '<select name="{}">{}</select>'
NAMED = (
    '<span class="suggested"><input name="{0}" value="{1}" maxlength="{2}" size="10"'
    ' placeholder="{3}" data-suggest="{4}" data-id-for="find-{5}">'
    '<input type="hidden" name="{5}" id="find-{5}" value="{6}"></span>'
)
PLAIN = '<input name="{}" value="{}" maxlength="{}" size="14" placeholder="{}">'


@dataclass(frozen=True, slots=True)
class Field:
    """筛选栏里的一格：叫什么、怎样写。"""

    label: str
    html: SafeString

    def __str__(self) -> str:
        return self.html


def fields(request: Request, asked: Asked) -> list[Field]:
    """各格，照填的写好。"""
    org, person = asked.org, asked.person
    unit = (str(org) if org else asked.unit, org.pk if org else "")
    who = (person.name if person else asked.who, person.pk if person else "")
    order = format_html(ORDER, RELEVANCE) if asked.is_by_relevance else ""
    found = format_html(WORDS, asked.words, MOST_WORDS, "要找的字", order)
    number = format_html(PLAIN, "number", asked.number, MOST_NAME, "文号")
    return [
        Field("要找的字", found),
        Field("种类", _select("kind", "全部种类", labels(), asked.kind)),
        Field("年度", _select("year", "全部年度", _years(request), asked.year or "")),
        Field("单位", _named("unit", "单位", "org", unit)),
        Field("人员", _named("who", "人员", "person", who)),
        Field("文号", number),
    ]


def _years(request: Request) -> dict[str, str]:
    this = timezone.localtime(request.now).year
    return {str(one): f"{one}年" for one in range(this, FIRST_YEAR, -1)}


def _select(name: str, every: str, offered: dict[str, str], chosen: object) -> SafeString:
    written = options((("", every), *offered.items()), str(chosen))
    return format_html(SELECT, name, written)


PICKS = {"org": "pick-orgs", "person": "pick-people"}


def _named(name: str, hint: str, of: str, chosen: tuple[Any, Any]) -> SafeString:
    """写字、按首字母选的一格，和它背后的编号。"""
    return format_html(NAMED, name, chosen[0], MOST_NAME, hint, reverse(PICKS[of]), of, chosen[1])
