"""约稿：发给几个单位，催，撤回；发出以前看看各单位这一周已经领了几件。"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import Distribution, MaterialCall, MaterialPart
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.doers import LEAD, Choice
from sanban.matters.models import Matter, MatterState, Todo, TodoMode
from sanban.matters.services import Asked, Opening
from sanban.people.models import Org, Person, RoleCode

CALLERS = (RoleCode.DRAFTER, RoleCode.CLERK, RoleCode.SECTION_HEAD, RoleCode.DIRECTOR)
"""可以约稿的角色。"""
KIND = "material"
MOST_ORGS = 100
MOST_HEADINGS = 20
LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CallForm:
    """约稿要填的各项。

    :param headings: 提纲，一项一个；不限提纲的空着。
    :param most: 字数上限；不限的空着。
    :param known: 已经掌握、不必再报的情况。
    """

    title: str
    due_at: datetime | None
    brief: str = ""
    known: str = ""
    headings: tuple[str, ...] = ()
    most: int | None = None

    def words(self) -> list[str]:
        """填写的全部文字，供查密级标志。"""
        lines = [*self.brief.splitlines(), *self.known.splitlines()]
        return [self.title, *lines, *self.headings]


@transaction.atomic
def call(
    form: CallForm, orgs: Iterable[Org], *, by: Person, now: datetime, matter: Matter | None = None
) -> MaterialCall:
    """发出约稿：一个单位一件事项，送到它的联络员手里。

    :param matter: 为哪份稿子；不为哪份稿子的空着。
    :raises Refused: 无权约稿；题目、期限、单位没填好；单位没有联络员；带密级标志。
    """
    guards.check_typed(form.words(), by=by)
    _check_caller(by)
    headings = tuple(line.strip() for line in form.headings if line.strip())
    due_at = _check_form(form, headings, now)
    if matter is not None:
        matters.running(matter)
    made = MaterialCall.objects.create(
        matter=matter,
        org=by.org,
        title=" ".join(form.title.split()),
        brief=form.brief.strip(),
        known=form.known.strip(),
        headings="\n".join(headings),
        most=form.most,
        due_at=due_at,
        by=by,
        made_at=now,
    )
    _ask(made, orgs, by=by, now=now)
    return made


def _check_caller(by: Person) -> None:
    if not any(one.role in CALLERS and one.org_id == by.org_id for one in by.holdings.all()):
        raise Refused("约稿由秘书、文书、科长、主任办理，请把要求交给他们。", code="not-caller")


def _check_form(form: CallForm, headings: Sequence[str], now: datetime) -> datetime:
    if not form.title.strip():
        raise Refused("题目还没有写，请写好再发。", code="no-title")
    if form.due_at is None:
        raise Refused("交稿期限还没有定，请写明几月几日几时几分。", code="no-due")
    if form.due_at <= now:
        raise Refused("交稿期限已经过了，请另定一个。", code="due-passed")
    if form.most is not None and form.most < 1:
        raise Refused("字数上限要大于 0；不限字数的请空着。", code="bad-most")
    _check_headings(headings)
    return form.due_at


def _check_headings(headings: Sequence[str]) -> None:
    if len(headings) > MOST_HEADINGS:
        said = f"提纲有 {len(headings)} 项，至多 {MOST_HEADINGS} 项，请合并几项。"
        raise Refused(said, code="many-headings")
    twice = [one for one in dict.fromkeys(headings) if headings.count(one) > 1]
    if twice:
        raise Refused(f"提纲里“{twice[0]}”写了两次，请只留一项。", code="heading-twice")
    long = [one for one in headings if len(one) > LONGEST_HEADING]
    if long:
        said = (
            f"提纲一项至多 {LONGEST_HEADING} 字，“{long[0][:12]}……”太长；详细的要求请写在要求里。"
        )
        raise Refused(said, code="long-heading")


@transaction.atomic
def call_more(
    made: MaterialCall, orgs: Iterable[Org], *, by: Person, now: datetime
) -> list[MaterialPart]:
    """同一次约稿再加几个单位；已经约过的不重发。

    :raises Refused: 不归此人管；已经撤回；期限过了；没有新的单位；没有联络员。
    """
    fresh = check_manager(made, by)
    if fresh.due_at <= now:
        raise Refused("这次约稿的期限已经过了，要再约请另发一次。", code="due-passed")
    return _ask(fresh, orgs, by=by, now=now)


def may_manage(made: MaterialCall, person: Person) -> bool:
    """能不能催、评、撤：约稿的人，和本单位的主任。"""
    if made.by_id == person.pk:
        return True
    held = person.holdings.all()
    return any(one.role == RoleCode.DIRECTOR and one.org_id == made.org_id for one in held)


def check_manager(made: MaterialCall, by: Person) -> MaterialCall:
    """锁住一次约稿，读到最新。

    :raises Refused: 不归此人管；已经撤回。
    """
    rows = MaterialCall.objects.select_related("matter", "org", "by")
    fresh = rows.select_for_update(of=("self",)).get(pk=made.pk)
    if not may_manage(fresh, by):
        said = f"这次约稿由{fresh.by.name}发出，催办、撤回请与他或者办公室主任联系。"
        raise Refused(said, code="not-yours")
    if fresh.withdrawn_at:
        raise Refused("这次约稿已经撤回，不用再办。", code="withdrawn")
    return fresh


def _ask(
    made: MaterialCall, orgs: Iterable[Org], *, by: Person, now: datetime
) -> list[MaterialPart]:
    had = set(MaterialPart.objects.filter(call=made).values_list("org_id", flat=True))
    wanted = [org for org in dict.fromkeys(orgs) if org.pk not in had]
    _check_orgs(wanted)
    parts = [_ask_one(made, org, by, now) for org in wanted]
    due = timezone.localtime(made.due_at)
    said = f"约稿：{made.title}，请于{due:%-m月%-d日 %H:%M}前交稿"
    for part in parts:
        _tell(part, "ask", said, now)
    names = "、".join(str(org) for org in wanted)
    audit.record("material.call", by=by, target=f"call:{made.pk}", detail=names)
    return parts


def _check_orgs(orgs: Sequence[Org]) -> None:
    if not orgs:
        raise Refused("请选要约稿的单位；已经约过的不必再选。", code="nobody")
    if len(orgs) > MOST_ORGS:
        raise Refused(f"一次至多约 {MOST_ORGS} 个单位，请分几次发。", code="many-orgs")
    known = Org.objects.in_use().handling().filter(pk__in=[org.pk for org in orgs])
    able = set(known.values_list("pk", flat=True))
    bare = [str(org) for org in orgs if org.pk not in able]
    if bare:
        said = f"{'、'.join(bare)}没有在岗的联络员，请管理员在“人员机构”里指定，或另选单位。"
        raise Refused(said, code="no-liaison")


def _ask_one(made: MaterialCall, org: Org, by: Person, now: datetime) -> MaterialPart:
    opening = Opening(title=made.title, due_at=made.due_at, parent=made.matter)
    matter = matters.start(KIND, opening, by=by, now=now)
    choice = Choice(orgs=((org, LEAD),), due_at=made.due_at)
    moved = matters.move(matter, "ask", asked=Asked(by, now), choice=choice)
    return MaterialPart.objects.create(matter=moved, call=made, org=org)


def _tell(part: MaterialPart, act: str, said: str, now: datetime) -> None:
    rows = Todo.objects.live(part.matter).select_related("person")
    people = [row.person for row in rows]
    cause = f"material:{act}:{part.pk}"
    link = f"/matters/{part.pk}/"
    inbox.send(people, kind="material", title=said, cause=cause, now=now, link=link)


def burden(orgs: Iterable[int], *, now: datetime) -> dict[int, int]:
    """这些单位本周一以来各领了几件要办、要报的：单位的编号 → 件数；一件也没有的是 0。

    交它承办的、约它供稿的，和分发给它要报办理情况的，都算。
    """
    wanted = list(orgs)
    today = timezone.localtime(now)
    monday = today.replace(hour=0, minute=0, second=0, microsecond=0)
    monday -= timedelta(days=today.weekday())
    todos = Todo.objects.filter(org__in=wanted, mode=TodoMode.MAIN, opened_at__gte=monday)
    copies = Distribution.objects.filter(
        org__in=wanted, wants_handling=True, is_assigned=False, sent_at__gte=monday
    )
    counts = Counter({pk: 0 for pk in wanted})
    for rows in (todos, copies):
        found = rows.values("org").annotate(n=Count("matter", distinct=True))
        counts.update({row["org"]: row["n"] for row in found.values("org", "n")})
    return dict(counts)


@transaction.atomic
def remind_late(made: MaterialCall, *, by: Person, now: datetime) -> list[MaterialPart]:
    """一键催稿：没交的都催一遍，返回催了哪些。

    :raises Refused: 不归此人管、已经撤回、都交了。
    """
    fresh = check_manager(made, by)
    rows = list(MaterialPart.objects.waiting(fresh))
    if not rows:
        raise Refused("约稿的单位都交了，不必催。", code="nobody")
    for part in rows:
        matters.remind(part.matter, by=by, now=now)
    return rows


def remind_part(part: MaterialPart, *, by: Person, now: datetime) -> MaterialPart:
    """催一个单位。

    :raises Refused: 不归此人管、已经撤回、已经交了。
    """
    with transaction.atomic():
        check_manager(part.call, by)
        if part.matter.stage != "supply" or part.matter.state != MatterState.RUNNING:
            raise Refused(f"{part.org}的稿子不在供稿环节，不必催。", code="not-waiting")
        matters.remind(part.matter, by=by, now=now)
    return part


@transaction.atomic
def withdraw_call(made: MaterialCall, *, reason: str, by: Person, now: datetime) -> MaterialCall:
    """撤回约稿：没办完的各份都终止，告诉各单位不用再办；已经采用的留着。

    :raises Refused: 不归此人管、已经撤回、没写理由、都已经办完、带密级标志。
    """
    guards.check_typed([reason], by=by)
    fresh = check_manager(made, by)
    rows = [one for one in MaterialPart.objects.of(fresh) if _is_running(one)]
    if not rows:
        raise Refused("各单位的稿子都已经办完，不用撤回。", code="nothing-left")
    for part in rows:
        _stop(part, reason, by=by, now=now)
    fresh.withdrawn_at, fresh.withdraw_reason = now, reason.strip()[:200]
    fresh.save(update_fields=["withdrawn_at", "withdraw_reason"])
    detail = f"撤回 {len(rows)} 份"
    audit.record("material.withdraw", by=by, target=f"call:{fresh.pk}", detail=detail)
    return fresh


@transaction.atomic
def withdraw_part(part: MaterialPart, *, reason: str, by: Person, now: datetime) -> MaterialPart:
    """只撤回对一个单位的约稿：约错了单位，或者不用它报了。

    :raises Refused: 不归此人管、已经撤回、没写理由、已经办完、带密级标志。
    """
    guards.check_typed([reason], by=by)
    check_manager(part.call, by)
    fresh = MaterialPart.objects.of(part.call).get(pk=part.pk)
    _stop(fresh, reason, by=by, now=now)
    return MaterialPart.objects.of(part.call).get(pk=part.pk)


def _is_running(part: MaterialPart) -> bool:
    return part.matter.state == MatterState.RUNNING


def _stop(part: MaterialPart, reason: str, *, by: Person, now: datetime) -> None:
    if not reason.strip():
        raise Refused("撤回约稿要写明理由，请写好再办。", code="no-remark")
    said = f"约稿已撤回，不用再办：{part.call.title}（{reason.strip()}）"
    _tell(part, "stop", said, now)
    matters.terminate(part.matter, asked=Asked(by, now), remark=reason)
