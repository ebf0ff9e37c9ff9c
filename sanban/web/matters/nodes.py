"""节点和子任务：节点迟了几日，子任务逐层的完成率。"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sanban.core.workdays import Calendar
from sanban.matters.lights import Light
from sanban.supervision.models import Milestone, Subtask, SupervisedItem
from sanban.supervision.services.subtask_tree import Tree, rolled_up, tree_of


@dataclass(frozen=True, slots=True)
class Node:
    """一个节点和它的灯。"""

    row: Milestone
    light: Light


@dataclass(frozen=True, slots=True)
class Branch:
    """树上的一项子任务：在第几层、汇总的完成率、有没有下层。"""

    row: Subtask
    depth: int
    progress: int
    is_parent: bool


def nodes_of(item: SupervisedItem, today: date, days: Calendar) -> list[Node]:
    """各个节点，早的在前，一次查询。"""
    rows = item.milestones.order_by("due_on", "position")
    return [Node(row, _light(row, today, days)) for row in rows]


def _light(row: Milestone, today: date, days: Calendar) -> Light:
    if row.done_on:
        late = max(0, days.between(row.due_on, row.done_on))
        return Light("done", f"迟 {late} 日完成" if late else "按期完成")
    left = days.between(today, row.due_on)
    if row.due_on < today:
        return Light("late", f"迟 {max(1, -left)} 日")
    return Light("near", f"剩 {left} 日" if left else "今日") if left <= 1 else Light("go", "未到")


def subtasks_of(item: SupervisedItem) -> list[Branch]:
    """子任务一层层排好，上层在前，一次查询。"""
    tree = tree_of(item)
    done, _ = rolled_up(tree)
    return list(_walk(tree, done, None, 0))


def _walk(
    tree: Tree, done: dict[int | None, Fraction], above: int | None, depth: int
) -> Iterator[Branch]:
    for row in tree.children(above):
        below = bool(tree.children(row.pk))
        yield Branch(row, depth, round(done.get(row.pk, Fraction(row.progress))), below)
        yield from _walk(tree, done, row.pk, depth + 1)
