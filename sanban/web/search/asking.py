"""网址里问了什么：字、种类、年度、单位、人、文号、次序；读不懂的当没填。"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils import timezone

from sanban.documents.models import Distribution
from sanban.documents.services import keys
from sanban.matters import kinds
from sanban.matters.models import Matter, MatterQuerySet, Step
from sanban.people.models import Org, Person, closest
from sanban.supervision.models import Handler
from sanban.web.request import number

MOST_WORDS, MOST_NAME = 200, 100
FIRST_YEAR, LAST_YEAR = 2000, 9000
KEPT_SECONDS = 30
RELEVANCE = "relevance"
NUMBER = re.compile(r"(?P<text>[^〔第\d]{0,20})(?:〔(?P<year>\d{4})〕?)?第?(?P<serial>\d{1,6})?号?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """一次搜索；没填的为空。

    :param unit: 单位一格里写的字；认得的是 `org`，认不得的照样说给人听。
    :param who: 人员一格里写的字；认得的是 `person`。
    """

    words: str = ""
    kind: str = ""
    year: int | None = None
    unit: str = ""
    org: Org | None = None
    who: str = ""
    person: Person | None = None
    number: str = ""
    is_by_relevance: bool = False

    @property
    def is_narrowed(self) -> bool:
        """除了字，还填了别的。"""
        return bool(self.kind or self.year or self.unit or self.who or self.number)

    @property
    def said(self) -> str:
        """要在索引里找的字；只填了文号的，就找文号。"""
        return self.words or self.number

    @property
    def unknown(self) -> str:
        """填了却认不得的单位或人。"""
        if self.unit and self.org is None:
            return f"没有找到叫“{self.unit}”的单位"
        return f"没有找到叫“{self.who}”的人" if self.who and self.person is None else ""


def asked_of(given: QueryDict) -> Asked:
    """读网址。"""
    unit, who = _text(given, "unit", MOST_NAME), _text(given, "who", MOST_NAME)
    kind, year = given.get("kind", ""), number(given.get("year"))
    return Asked(
        words=_text(given, "q", MOST_WORDS),
        kind=kind if kind in labels() else "",
        year=year if year and FIRST_YEAR <= year <= LAST_YEAR else None,
        unit=unit,
        org=_org(unit, number(given.get("org"))),
        who=who,
        person=_person(who, number(given.get("person"))),
        number=_text(given, "number", MOST_NAME),
        is_by_relevance=given.get("order") == RELEVANCE,
    )


def labels() -> dict[str, str]:
    """各类事项的名称，照登记的次序。"""
    return {one.code: one.label for one in kinds.all_kinds()}


def _text(given: QueryDict, name: str, most: int) -> str:
    return " ".join(str(given.get(name, ""))[: most * 2].split())[:most]


def _org(unit: str, pk: int | None) -> Org | None:
    """选中的单位；只写了字的，取最像的一个。"""
    if not unit:
        return None
    known = units()
    if pk in known:
        return known[pk]
    best = min(known.values(), key=lambda one: _farness(one, unit), default=None)
    return best if best and _farness(best, unit) < FAR_OFF else None


def units() -> dict[int, Org]:
    """各单位，照排序；存半分钟。"""
    kept: dict[int, Org] | None = cache.get("search-units")
    if kept is None:
        columns = ("id", "name", "short_name", "initials")
        kept = {one.pk: one for one in Org.objects.only(*columns).order_by("rank_order", "id")}
        cache.set("search-units", kept, KEPT_SECONDS)
    return kept


FAR_OFF = 5


def _farness(org: Org, unit: str) -> int:
    """名称、首字母离写的有多远：一样的、以它开头的、里面有的。"""
    names, word = (org.short_name, org.name, org.initials), unit.lower()
    tests = (
        word in (org.short_name, org.name),
        word == org.initials,
        any(one.startswith(word) for one in names if one),
        any(word in one for one in names),
    )
    return next((n for n, test in enumerate(tests) if test), FAR_OFF)


def _person(who: str, pk: int | None) -> Person | None:
    if not who:
        return None
    named = Person.objects.filter(pk=pk) if pk else closest(Person.objects.like(who), who)
    return named.first()


def narrowed(asked: Asked) -> MatterQuerySet | None:
    """合各项条件的事项；一项也没填的为空，认不得的单位、人一件也没有。"""
    if not asked.is_narrowed:
        return None
    if asked.unknown:
        return Matter.objects.none()
    tests = (_of_kind(asked), _of_year(asked), _of_org(asked), _of_person(asked), _of_number(asked))
    rows = Matter.objects.order_by()
    for test in tests:
        if test:
            rows = rows.filter(test)
    return rows


def _of_kind(asked: Asked) -> Q:
    return Q(kind=asked.kind) if asked.kind else Q()


def _of_year(asked: Asked) -> Q:
    """收文看收文年度，督办看编号年度，其余看起办的年份。"""
    if not asked.year:
        return Q()
    zone = timezone.get_default_timezone()
    since, until = (datetime(asked.year + n, 1, 1, tzinfo=zone) for n in (0, 1))
    rest = Q(incoming=None, supervised_item=None)
    begun = rest & Q(started_at__gte=since, started_at__lt=until)
    return Q(incoming__receipt_year=asked.year) | Q(supervised_item__year=asked.year) | begun


def _of_org(asked: Asked) -> Q:
    """来文的、发文的、牵头和承办的、收到这份文件的，都算这个单位的。"""
    if asked.org is None:
        return Q()
    pk = asked.org.pk
    own = Q(incoming=None, supervised_item=None, org=pk)
    found = own | Q(incoming__sender_org=pk) | Q(supervised_item__lead_org=pk)
    found |= Q(Exists(Handler.objects.filter(item=OuterRef("pk"), org=pk, released_at=None)))
    sent = Distribution.objects.filter(matter=OuterRef("pk"), org=pk, withdrawn_at=None)
    return found | Q(Exists(sent))


def _of_person(asked: Asked) -> Q:
    """登记的、办过一步的、包抓的，都算这个人的。"""
    if asked.person is None:
        return Q()
    pk = asked.person.pk
    steps = Step.objects.filter(matter=OuterRef("pk"), person=pk)
    return Q(drafter=pk) | Q(supervised_item__leader=pk) | Q(Exists(steps))


def _of_number(asked: Asked) -> Q:
    """来文字号里有这几个字的；发文字号、督办编号照代字、年份、序号比。"""
    if not asked.number:
        return Q()
    key = keys.number_key(asked.number)
    found = Q(incoming__sender_number_key__contains=key)
    seen = NUMBER.fullmatch(key)
    return found | _of_parts(seen) if seen else found


def _of_parts(seen: re.Match[str]) -> Q:
    year, serial = (int(seen[name]) if seen[name] else None for name in ("year", "serial"))
    text = seen["text"]
    outgoing = {"prefix__text": text, "year": year, "serial": serial}
    item = {"series": text, "year": year, "number": serial}
    receipt = {"receipt_year": year, "receipt_no": serial} if serial and not text else {}
    shapes = (
        ("outgoing__number__", outgoing),
        ("supervised_item__", item),
        ("incoming__", receipt),
    )
    found = Q()
    for path, parts in shapes:
        if any(parts.values()):
            found |= Q(**{path + name: one for name, one in parts.items() if one})
    return found
