"""本单位的子任务：分给本单位的、能再分的，逐层的完成率；由子任务合成的不必另填完成率。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sanban.supervision.models import Subtask
from sanban.supervision.services import tree_of
from sanban.supervision.services.subtask_tree import Tree, rolled_up
from sanban.web.units.doors import Duty


@dataclass(frozen=True, slots=True)
class Branch:
    """树上的一项：在第几层、汇总的完成率、有没有下层、归不归本单位管。"""

    row: Subtask
    depth: int
    progress: int
    is_parent: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Branches:
    """一件事项的子任务。

    :ivar is_counted: 本单位的完成率由子任务合成，不必另填。
    :ivar may_add: 能不能在最上层分：只有牵头单位能。
    :ivar first_due: 本单位没做完的，最早到期的一项。
    """

    rows: list[Branch]
    is_counted: bool
    may_add: bool
    first_due: Subtask | None


def branches_of(duty: Duty) -> Branches:
    """子任务一层层排好，上层在前，一次查询。"""
    tree, org = tree_of(duty.item), duty.org.pk
    done, leaves = rolled_up(tree)
    rows = list(_walk(tree, done, org, (None, 0)))
    mine = [one for one in tree.rows if one.org_id == org]
    left = [one for one in mine if one.due_on and one.done_at is None]
    return Branches(
        rows=rows,
        is_counted=any(one.pk in leaves for one in mine),
        may_add=org in tree.orgs_over(None),
        first_due=min(left, key=lambda one: one.due_on or date.max, default=None),
    )


def _walk(
    tree: Tree, done: dict[int | None, Fraction], org: int, at: tuple[int | None, int]
) -> Iterator[Branch]:
    above, depth = at
    for row in tree.children(above):
        progress = int(done.get(row.pk, Fraction(row.progress)))
        is_mine = org in tree.orgs_over(row)
        yield Branch(row, depth, progress, bool(tree.children(row.pk)), is_mine)
        yield from _walk(tree, done, org, (row.pk, depth + 1))
