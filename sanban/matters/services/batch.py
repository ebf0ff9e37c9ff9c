"""批量：先看清要办哪几件，再一条意见一次办；一件一个事务，办不了的说明原因。"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sanban.core.errors import Refused
from sanban.matters import doers, kinds
from sanban.matters.models import Matter, Todo, TodoMode
from sanban.matters.routes import Move
from sanban.matters.services.flow import move
from sanban.matters.services.reading import read
from sanban.matters.services.trail import Asked
from sanban.people.models import Person

Walk = Callable[..., Matter]


@dataclass(frozen=True, slots=True)
class Outcome:
    """批量里的一件：能不能办、要怎么办、为什么不能。"""

    todo: Todo
    label: str
    fault: str = ""


def batch_preview(todos: Iterable[Todo]) -> list[Outcome]:
    """办之前的清单：每件会怎么办，哪几件要单独办。"""
    return [_plan(todo) for todo in todos]


def _plan(todo: Todo) -> Outcome:
    if todo.is_reading:
        return Outcome(todo, "已阅")
    found = plain_move(todo.matter) if todo.mode == TodoMode.MAIN else None
    if found is None:
        return Outcome(todo, "", "要选下一步或选办理人，请单独办理")
    return Outcome(todo, found.label)


def plain_move(matter: Matter) -> Move | None:
    """不用选人也不用选路的那一个走向；不止一个、到了终点的（如归档）就是空。"""
    moves = kinds.kind_of(matter).moves_from(matter.stage, matter.values)
    ahead = [one for one in moves if not one.at_once]
    chosen = doers.CHOSEN_PEOPLE + doers.CHOSEN_ORGS
    if len(ahead) == 1 and ahead[0].target.doer not in chosen and not ahead[0].target.is_end:
        return ahead[0]
    return None


def batch_do(
    todos: Iterable[Todo], *, by: Person, now: datetime, remark: str, walk: Walk = move
) -> list[Outcome]:
    """逐件办，一件不成不碍别件。

    :param walk: 怎样走一步；业务室走一步还要办别的（如记回执），给它自己的。
    """
    return [_do(one, Asked(by, now, one.todo.pk), remark, walk) for one in batch_preview(todos)]


def _do(one: Outcome, asked: Asked, remark: str, walk: Walk) -> Outcome:
    if one.fault:
        return one
    try:
        if one.todo.is_reading:
            read(one.todo, by=asked.by, now=asked.now, remark=remark)
        else:
            _move(one.todo, asked, remark, walk)
    except Refused as refusal:
        return Outcome(one.todo, one.label, refusal.message)
    return one


def _move(todo: Todo, asked: Asked, remark: str, walk: Walk) -> None:
    found = plain_move(todo.matter)
    if found is None:
        raise Refused("要选下一步，请单独办理。", code="not-plain")
    walk(todo.matter, found.code, asked=asked, remark=remark)
