"""做通报：立一份、改几段话、重算、起草成发文；签发以后数不再变。"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import NumberPrefix, Outgoing, Way
from sanban.documents.services import drafting
from sanban.documents.services.drafting.form import gongwen_from, settled
from sanban.documents.services.drafting.versions import Saved
from sanban.files.services import guards
from sanban.people.models import Person, RoleCode
from sanban.statistics.circulars.composing import compose, form_of, genre_of, unfounded
from sanban.statistics.circulars.figures import Figure
from sanban.statistics.models import Circular, CircularKind, FrozenFigure, office_roles
from sanban.statistics.span import Span

KEEPERS = (RoleCode.SUPERVISOR, RoleCode.DIRECTOR)
"""做通报的：督查员、主任。"""
WORDS = ("title", "main_recipients", "practices", "problems", "demands")
LIMITS = {"title": 200, "main_recipients": 500}
REASON = "数重新算过，照新的数改"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """要做一份什么样的：何种，哪天到哪天；标题空着由系统写。"""

    kind: str
    since: date
    until: date
    title: str = ""
    main_recipients: str = ""
    practices: str = ""
    problems: str = ""
    demands: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """一个数存下的和现在的：现在没有的、原来没有的，那一边空着。"""

    key: str
    label: str
    frozen: str
    present: str

    @property
    def is_changed(self) -> bool:
        """变了。"""
        return self.frozen != self.present


@transaction.atomic
def start(plan: Plan, *, by: Person, now: datetime) -> Circular:
    """立一份通报，数算好存下。

    :raises Refused: 不是督查员、主任；期间颠倒、还没有开始；有密级标志；写得太长。
    """
    _check_keeper(by, by.org_id)
    _check_plan(plan, now, by=by)
    span = Span(by.org_id, plan.since, plan.until, now)
    words = {name: getattr(plan, name).strip() for name in WORDS}
    genre = genre_of(Circular(kind=plan.kind))
    words["title"] = words["title"] or genre.title.format(issuer=by.org.name, period=span.label)
    circular = Circular.objects.create(
        org=by.org, kind=plan.kind, since=plan.since, until=plan.until, by=by, made_at=now,
        counted_at=now, **words,
    )  # fmt: skip
    _keep(circular, genre.counted(span))
    audit.record("circular.start", by=by, target=circular.target, detail=circular.title)
    return circular


@transaction.atomic
def revise(circular: Circular, plan: Plan, *, by: Person, now: datetime) -> Circular:
    """改标题、主送、几段话；起草以后的，稿子照着再写一版。

    :raises Refused: 同 `start`；已经签发；稿子不由此人改。
    """
    fresh = _open(circular, by)
    words = {name: getattr(plan, name).strip() for name in WORDS}
    words["title"] = words["title"] or fresh.title
    _check_words(plan, by)
    for name, text in words.items():
        setattr(fresh, name, text)
    fresh.save(update_fields=WORDS)
    audit.record("circular.revise", by=by, target=fresh.target)
    _rewrite(fresh, "几段话改过", by=by, now=now)
    return fresh


@transaction.atomic
def recount(circular: Circular, *, by: Person, now: datetime) -> Circular:
    """照此刻的记录重新算；起草以后的，稿子照新的数再写一版。

    :raises Refused: 不是督查员、主任；已经签发，数已冻结；稿子不由此人改。
    """
    fresh = _open(circular, by)
    fresh.counted_at, fresh.edition = now, fresh.edition + 1
    fresh.save(update_fields=["counted_at", "edition"])
    fresh.figures.all().delete()
    _keep(fresh, genre_of(fresh).counted(_span(fresh, now)))
    audit.record("circular.recount", by=by, target=fresh.target, detail=f"第 {fresh.edition} 次")
    _rewrite(fresh, REASON, by=by, now=now)
    return fresh


@transaction.atomic
def draft(
    circular: Circular,
    *,
    by: Person,
    now: datetime,
    prefix: NumberPrefix | None = None,
    publicity: str = "",
) -> Outgoing:
    """写成公文，起草一件发文；以后走办公室的审核、签发、用印。

    :raises Refused: 起草过了；不是督查员、主任；无权起草；代字不是本机关的。
    """
    fresh = _open(circular, by)
    if fresh.outgoing is not None:
        raise Refused("这一份已经起草成发文，请到那一件里接着办。", code="already-drafted")
    form = replace(form_of(fresh, _figures(fresh), prefix), publicity=publicity)
    fresh.outgoing = drafting.start_draft(form, by=by, now=now)
    fresh.save(update_fields=["outgoing"])
    audit.record("circular.draft", by=by, target=fresh.target, detail=fresh.outgoing.matter.target)
    return fresh.outgoing


def changes(circular: Circular, *, now: datetime) -> list[Change]:
    """存下的数和此刻重算的，一个一个并排；`now` 是此刻。"""
    present = {one.key: one for one in genre_of(circular).counted(_span(circular, now))}
    frozen = {one.key: one for one in _figures(circular)}
    return list(_compared(frozen, present))


def _compared(frozen: dict[str, FrozenFigure], present: dict[str, Figure]) -> Iterator[Change]:
    for key in [*frozen, *(key for key in present if key not in frozen)]:
        old, new = frozen.get(key), present.get(key)
        label = old.label if old else new.label if new else ""
        yield Change(key, label, old.text if old else "", new.text if new else "")


def check_numbers(circular: Circular) -> tuple[str, ...]:
    """最新一版稿子里，哪些数在存下的数里找不到；还没有起草的看要写成的样子。"""
    rows = _figures(circular)
    if circular.outgoing is None:
        day = timezone.localtime(circular.counted_at).date()
        return unfounded(compose(circular, rows, day=day), circular, rows)
    newest = drafting.newest(circular.outgoing.matter)
    return unfounded(drafting.gongwen_of(newest), circular, rows)


def _rewrite(circular: Circular, reason: str, *, by: Person, now: datetime) -> None:
    """照存下的数再写一版稿子；人在稿子里改过的字句会被盖掉，旧版都在。"""
    outgoing = circular.outgoing
    if outgoing is None:
        return
    form = settled(form_of(circular, _figures(circular), outgoing.prefix), circular.org)
    base = drafting.newest(outgoing.matter)
    day = timezone.localtime(now).date()
    gongwen = gongwen_from(form, day=day, base=drafting.gongwen_of(base))
    saved = Saved(gongwen=gongwen, way=Way.FORM, reason=reason, base=base.number)
    drafting.keep(outgoing, saved, by=by, now=now)


def _figures(circular: Circular) -> list[FrozenFigure]:
    return list(circular.figures.select_related("org").order_by("position"))


def _keep(circular: Circular, found: Iterator[Figure]) -> None:
    rows = [one.frozen(circular.pk, place) for place, one in enumerate(found)]
    FrozenFigure.objects.bulk_create(rows, 500)


def _span(circular: Circular, now: datetime) -> Span:
    return Span(circular.org_id, circular.since, circular.until, now)


def _open(circular: Circular, by: Person) -> Circular:
    """锁住，还能改的。"""
    locked = Circular.objects.select_for_update(of=("self",)).whole().get(pk=circular.pk)
    _check_keeper(by, locked.org_id)
    if locked.is_frozen:
        said = "这一份已经签发，数已经冻结，不能再改；确有差错的，请在印发后的申诉、更正里写明。"
        raise Refused(said, code="frozen")
    return locked


def _check_keeper(by: Person, org: int) -> None:
    if by.org_id != org or not office_roles(by, by.org).intersection(KEEPERS):
        raise Refused("通报由督查员、主任来做，请把要求交给他们。", code="not-keeper")


def _check_plan(plan: Plan, now: datetime, *, by: Person) -> None:
    if plan.kind not in CircularKind.values:
        raise Refused("请选督查通报或者督查报告。", code="bad-choice")
    if plan.until < plan.since:
        raise Refused("期间的末一天早于头一天，请改过再做。", code="bad-span")
    if plan.since > timezone.localtime(now).date():
        raise Refused("这个期间还没有开始，没有可数的，请改过再做。", code="bad-span")
    _check_words(plan, by)


def _check_words(plan: Plan, by: Person) -> None:
    if any(len(getattr(plan, name)) > most for name, most in LIMITS.items()):
        raise Refused("标题、主送写得太长，请改短再存。", code="too-long")
    guards.check_typed((line for name in WORDS for line in getattr(plan, name).splitlines()), by=by)
