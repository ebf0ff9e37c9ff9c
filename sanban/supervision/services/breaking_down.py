"""分解：一棵子任务树，层数不限；份额逐层合成单位和整件的完成率。"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction
from django.db.models import F

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.models import FAR
from sanban.matters.services import Entry
from sanban.people.models import Org, Person
from sanban.supervision.models import Handler, Subtask, SupervisedItem
from sanban.supervision.services.dates import check_days, day_of, said, workday_from
from sanban.supervision.services.speaking import check_lengths, check_speaks
from sanban.supervision.services.subtask_tree import FULL, Tree, rolled_up, tree_of
from sanban.supervision.services.syncing import check_handling, locked_item

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtaskForm:
    """一项子任务填的各栏。

    :param share: 在同一层里占的百分数；都写 0 的平分，有的写 0 的平分余下的。
    :param org: 由哪个承办单位办；空着由上一层的单位办。
    """

    title: str
    mission: str = ""
    standard: str = ""
    org: Org | None = None
    owner_name: str = ""
    backup_name: str = ""
    due_on: date | None = None
    share: int = 0


LIMITS = (
    ("title", "子任务", 200),
    ("mission", "任务目标", 500),
    ("standard", "验收标准", 300),
    ("owner_name", "责任人", 40),
    ("backup_name", "B 角", 40),
)


def add_subtask(
    item: SupervisedItem,
    form: SubtaskForm,
    *,
    parent: Subtask | None = None,
    by: Person,
    now: datetime,
) -> Subtask:
    """分解出一项子任务；上一层给了就分在它下面，时限落在休息日的顺延。

    :raises Refused: 不在办理；无权分解；各栏不合规矩；份额超过一百；分得太多。
    """
    _check_words(form, by)
    with transaction.atomic():
        fresh, tree = _opened(item)
        above = tree.node(parent.pk) if parent else None
        check_speaks(fresh, tree.orgs_over(above), by)
        if len(tree.rows) >= MOST:
            raise Refused(f"一件事项最多分 {MOST} 项子任务，请并几项。", code="too-many")
        values = _values(fresh, form, tree.children(parent.pk if parent else None))
        position = 1 + max((one.position for one in tree.rows), default=0)
        row = Subtask.objects.create(
            item=fresh, parent=above, position=position, by=by, made_at=now, **values
        )
        _write(fresh, f"分解：{row.title}{_moved(form, values)}", by=by, now=now, org=row.org)
        settle(fresh, now=now)
        return row


def change_subtask(subtask: Subtask, form: SubtaskForm, *, by: Person, now: datetime) -> Subtask:
    """改一项子任务的各栏。

    :raises Refused: 同 `add_subtask`；已经撤销。
    """
    _check_words(form, by)
    with transaction.atomic():
        fresh, tree = _opened(subtask.item)
        row = tree.node(subtask.pk)
        check_speaks(fresh, tree.orgs_over(row), by)
        beside = [one for one in tree.children(row.parent_id) if one.pk != row.pk]
        values = _values(fresh, form, beside)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(values))
        _write(fresh, f"改子任务：{row.title}{_moved(form, values)}", by=by, now=now, org=row.org)
        settle(fresh, now=now)
        return row


def move_subtask(
    subtask: Subtask, parent: Subtask | None, *, position: int | None = None, by: Person,
    now: datetime,
) -> Subtask:  # fmt: skip
    """把一项子任务挪到另一项下面（空为最上层），排在同层第 `position` 位（从 0 起，空为末位）。

    :raises Refused: 挪到自己或自己的下层，成了圈；份额超过一百；无权；已经撤销。
    """
    with transaction.atomic():
        fresh, tree = _opened(subtask.item)
        row = tree.node(subtask.pk)
        check_speaks(fresh, tree.orgs_over(row), by)
        above = tree.node(parent.pk) if parent else None
        tree.check_no_circle(row, above)
        beside = [one for one in tree.children(above.pk if above else None) if one.pk != row.pk]
        _check_shares(row.share, beside)
        row.parent = above
        row.save(update_fields=["parent"])
        _reorder(beside, row, position)
        where = f"“{above.title}”下面" if above else "最上层"
        _write(fresh, f"挪子任务：{row.title}挪到{where}", by=by, now=now, org=row.org)
        settle(fresh, now=now)
        return row


def _reorder(beside: list[Subtask], row: Subtask, position: int | None) -> None:
    place = len(beside) if position is None else min(max(position, 0), len(beside))
    ordered = [*beside[:place], row, *beside[place:]]
    for n, one in enumerate(ordered, 1):
        one.position = n
    Subtask.objects.bulk_update(ordered, ["position"])


def report_subtask(subtask: Subtask, progress: int, *, by: Person, now: datetime) -> Subtask:
    """报一项子任务的完成率，上面各层、单位和整件跟着变。

    :raises Refused: 不是百分数；还有下层的（由下层合成）；无权；不在办理。
    """
    _check_percent(progress)
    with transaction.atomic():
        fresh, tree = _opened(subtask.item)
        row = tree.node(subtask.pk)
        check_speaks(fresh, tree.orgs_over(row), by)
        if tree.children(row.pk):
            told = f"“{row.title}”下面还有子任务，它的完成率由下面合成，请报下面的。"
            raise Refused(told, code="has-children")
        told = f"子任务“{row.title}”完成率 {row.progress}% → {progress}%"
        Subtask.objects.filter(pk=row.pk).update(progress=progress)
        _write(fresh, told, by=by, now=now, org=row.org)
        settle(fresh, now=now)
        return Subtask.objects.get(pk=row.pk)


def remove_subtask(subtask: Subtask, *, reason: str, by: Person, now: datetime) -> int:
    """撤销一项子任务，连同它下面的，返回撤了几项；记录都留着。

    :raises Refused: 没写原因；无权；不在办理。
    """
    if not reason.strip():
        raise Refused("撤销子任务要写原因，请写好再撤。", code="no-reason")
    guards.check_typed([reason], by=by)
    with transaction.atomic():
        fresh, tree = _opened(subtask.item)
        row = tree.node(subtask.pk)
        check_speaks(fresh, tree.orgs_over(row), by)
        gone = [row.pk, *(one.pk for one in tree.under(row))]
        Subtask.objects.filter(pk__in=gone).update(removed_at=now)
        more = f"，连同下面 {len(gone) - 1} 项" if len(gone) > 1 else ""
        _write(fresh, f"撤销子任务：{row.title}{more}；{reason.strip()}", by=by, now=now)
        settle(fresh, now=now)
        return len(gone)


# 完成率


def settle(item: SupervisedItem, *, now: datetime) -> int:
    """由子任务合成各层、单位、整件的完成率；没有分解的，整件照牵头单位报的。返回整件的。"""
    tree = tree_of(item)
    total = _settle_tree(item, tree, now) if tree.rows else _of_lead(item)
    SupervisedItem.objects.filter(pk=item.pk).exclude(progress=total).update(
        progress=total, edition=F("edition") + 1
    )
    return total


def _of_lead(item: SupervisedItem) -> int:
    rows = Handler.objects.filter(item=item, released_at=None)
    found = rows.filter(part=LEAD).values_list("progress", flat=True).first()
    return found if found is not None else item.progress


def _settle_tree(item: SupervisedItem, tree: Tree, now: datetime) -> int:
    done, leaves = rolled_up(tree)
    for row in tree.rows:
        row.progress = int(done.get(row.pk, Fraction(row.progress)))
        is_done = row.progress == FULL
        row.done_at = (row.done_at or now) if is_done else None
    Subtask.objects.bulk_update(tree.rows, ["progress", "done_at"])
    for org, progress in _by_org(tree, leaves, done).items():
        Handler.objects.filter(item=item, org=org).update(progress=progress)
    return int(done[None])


def _by_org(
    tree: Tree, leaves: Mapping[int, Fraction], done: Mapping[int | None, Fraction]
) -> dict[int, int]:
    """单位 → 它名下最末一层的完成率，照份额合成。"""
    got: dict[int, Fraction] = defaultdict(Fraction)
    whole: dict[int, Fraction] = defaultdict(Fraction)
    for pk, share in leaves.items():
        org = tree.node(pk).org_id
        if org is not None:
            whole[org] += share
            got[org] += share * done[pk]
    return {org: int(got[org] / share) for org, share in whole.items() if share}


# 把关


def _opened(item: SupervisedItem) -> tuple[SupervisedItem, Tree]:
    fresh = locked_item(item)
    check_handling(fresh)
    return fresh, tree_of(fresh)


def _check_words(form: SubtaskForm, by: Person) -> None:
    if not form.title.strip():
        raise Refused("子任务还没有写，请写好再存。", code="no-title")
    check_lengths((label, getattr(form, name), most) for name, label, most in LIMITS)
    check_days(form.due_on)
    if not 0 <= form.share <= FULL:
        raise Refused("份额写 0 到 100 的整数，请改过再存。", code="bad-share")
    guards.check_typed([getattr(form, name) for name, _, _ in LIMITS], by=by)


def _check_percent(progress: int) -> None:
    if not 0 <= progress <= FULL:
        raise Refused("完成率写 0 到 100 的整数，请改过再报。", code="bad-progress")


def _check_shares(share: int, beside: Iterable[Subtask]) -> None:
    total = share + sum(one.share for one in beside)
    if total > FULL:
        told = f"同一层的份额合计 {total}，超过了 100，请调低几项再存。"
        raise Refused(told, code="shares-over")


def _values(
    item: SupervisedItem, form: SubtaskForm, beside: Iterable[Subtask]
) -> dict[str, object]:
    """照表要存的各栏；时限顺延到工作日。"""
    _check_shares(form.share, beside)
    day = form.due_on
    if day is not None:
        day = workday_from(day, Holiday.objects.calendar(day))
    if day and item.due_at < FAR and day > day_of(item.due_at):
        told = f"子任务的时限{said(day)}在整件的时限{said(day_of(item.due_at))}之后，请改日子。"
        raise Refused(told, code="due-late")
    if form.org and not item.handlers.filter(org=form.org, released_at=None).exists():
        told = f"{form.org}不是这件事项的承办单位，请督查室先把它列为协办单位。"
        raise Refused(told, code="not-handler")
    words = {name: getattr(form, name).strip() for name, _, _ in LIMITS}
    return {**words, "org": form.org, "due_on": day, "share": form.share}


def _moved(form: SubtaskForm, values: Mapping[str, object]) -> str:
    later = values["due_on"]
    if form.due_on is None or later == form.due_on or not isinstance(later, date):
        return ""
    return f"（{said(form.due_on)}是休息日，时限顺延到{said(later)}）"


def _write(
    item: SupervisedItem, note: str, *, by: Person, now: datetime, org: Org | None = None
) -> None:
    entry = Entry("break_down", "分解", note=note, org=org, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
