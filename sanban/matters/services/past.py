"""一件事项的来路：留痕和差事各读一次，据此算出走过的路和还能撤回的一步。"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from sanban.matters import kinds
from sanban.matters.models import LIVE, Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.matters.routes import Stage
from sanban.people.models import Person

WHERE = ("stage", "stage_label", "round", "state")
FIXED = ("start", "hand_over", "delegate", "void", "close_past")
HANDED = ("refer", "hand_over", "delegate")

NOTHING = "您在这件事项上没有可以撤回的；要改主意的，请与正在办的人联系退回。"
TOO_LATE = "后面已经有人办理，不能撤回了；要改主意的，请与正在办的人联系退回。"


@dataclass(frozen=True, slots=True)
class Undo:
    """撤回哪一步；`fault` 不空就是撤不了，说明原因。"""

    step: Step | None
    fault: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Delta:
    """一步造成的变化：事项此前在哪里（没变为空），各差事的前后状态（没有为空）。"""

    moved: Mapping[str, Any]
    todos: Mapping[int, tuple[str, str]]


@dataclass(frozen=True)
class Past:
    """一件事项的全部留痕和差事；有了它，问多少次都不再查库。"""

    matter: Matter
    steps: tuple[Step, ...]
    todos: tuple[Todo, ...]

    @cached_property
    def live(self) -> list[Todo]:
        """还没办完的（不含传阅），按次序。"""
        found = [row for row in self.todos if row.state in LIVE and not row.is_reading]
        return sorted(found, key=lambda row: (row.place, row.pk))

    def open_of(self, person: Person) -> Todo | None:
        """此人手上要办的第一份。"""
        mine = (row for row in self.live if row.person_id == person.pk)
        return next((row for row in mine if row.state == TodoState.OPEN), None)

    def reading_of(self, person: Person) -> Todo | None:
        """送此人阅、还没阅的。"""
        mine = (row for row in self.todos if row.is_reading and row.person_id == person.pk)
        return next((row for row in mine if row.state == TodoState.OPEN), None)

    def has_acted(self, person: Person) -> bool:
        """此人留没留过痕。"""
        return any(step.person_id == person.pk for step in self.steps)

    @cached_property
    def kept(self) -> list[Step]:
        """没被撤回的各步，新的在前；撤回这个动作本身不算。"""
        undone = {step.about_id for step in self.steps if step.action == "withdraw"}
        steps = [step for step in self.steps if step.is_work and step.action != "withdraw"]
        return [step for step in reversed(steps) if step.pk not in undone]

    def earlier(self) -> list[Stage]:
        """能退回的环节：走到这里之前办过的，近的在前。"""
        stages = kinds.kind_of(self.matter).by_code
        done = {row.stage for row in self.todos if worked(row)}
        codes = dict.fromkeys(reversed(self._path()))
        return [stages[code] for code in codes if code in done and code != self.matter.stage]

    def _path(self) -> list[str]:
        """从起点走到这里的路；退回的，退掉的那一段不算。"""
        entered = {row.round: row.stage for row in self.todos if row.mode == TodoMode.MAIN}
        path: list[str] = []
        for step in reversed(self.kept):
            stage = entered.get(step.number)
            if stage and step.action == "send_back" and stage in path:
                del path[path.index(stage) :]
            path += [stage] if stage else []
        return path

    def undo_of(self, by: Person) -> Undo:
        """此人此刻能撤回的那一步，或者为什么不能。"""
        mine = (step for step in self.kept if by.pk in (step.person_id, step.recorded_by_id))
        step = next(mine, None)
        if step is None or step.action in FIXED:
            return Undo(None, NOTHING, "nothing-to-withdraw")
        if "withdraw" in kinds.stage_of(self.matter).forbids or self._is_void:
            said = f"事项已经到“{self.matter.stage_label}”，不能撤回。"
            return Undo(None, said, "forbidden-here")
        if not self._untouched(step):
            return Undo(None, TOO_LATE, "too-late")
        gone = self._gone(step)
        if gone:
            said = f"撤回后要由{gone}重办，而{gone}已不在岗；请正在办的人退回。"
            return Undo(None, said, "gone")
        return Undo(step)

    @property
    def _is_void(self) -> bool:
        return self.matter.state == MatterState.VOIDED

    def delta(self, step: Step) -> Delta:
        """这一步造成的变化。"""
        before = json.loads(step.before)
        after = self._after(step)
        pairs = {pk: (_state(before, pk), _state(after, pk)) for pk in _ids(before) | _ids(after)}
        changed = {pk: pair for pk, pair in pairs.items() if pair[0] != pair[1]}
        moved = any(before[name] != after[name] for name in WHERE)
        return Delta(before if moved else {}, changed)

    def _after(self, step: Step) -> dict[str, Any]:
        following = (one for one in self.steps if one.number == step.number + 1)
        later = next(following, None)
        found: dict[str, Any] = json.loads(later.before) if later else picture(self)
        return found

    def _untouched(self, step: Step) -> bool:
        """这一步之后，没有人再动过它动过的东西。"""
        mine = self.delta(step)
        for later in self.kept[: self.kept.index(step)]:
            theirs = self.delta(later)
            if theirs.moved or mine.todos.keys() & theirs.todos.keys():
                return False
        return all(self._can_reopen(row, mine) for row in self.todos if row.pk in mine.todos)

    def _can_reopen(self, row: Todo, delta: Delta) -> bool:
        """加签的差事，要请加签的那一份还等着，才能再开。"""
        if row.parent_id is None or not delta.todos[row.pk][0]:
            return True
        if row.parent_id in delta.todos:
            return delta.todos[row.parent_id][0] == TodoState.WAITING
        return any(one.pk == row.parent_id and one.state == TodoState.WAITING for one in self.live)

    def _gone(self, step: Step) -> str:
        back = {pk for pk, pair in self.delta(step).todos.items() if pair[0]}
        rows = (row.person for row in self.todos if row.pk in back)
        return "、".join(dict.fromkeys(one.name for one in rows if not one.is_active))


def past_of(matter: Matter, reader: Person | None = None) -> Past:
    """读出一件事项的来路，两次查询；传阅只取 `reader` 的。"""
    wanted = Q(is_reading=False)
    if reader is not None:
        wanted |= Q(person=reader, state=TodoState.OPEN)
    steps = Step.objects.filter(matter=matter).order_by("number").defer("remark", "note")
    todos = Todo.objects.filter(wanted, matter=matter).order_by("place", "id")
    return Past(
        matter, tuple(steps), tuple(todos.select_related("person", "org", "closed_by", "return_to"))
    )


def worked(row: Todo) -> bool:
    """是自己办完的，不是转出、交出或者退回的。"""
    if row.mode != TodoMode.MAIN or row.state != TodoState.DONE or row.closed_by is None:
        return False
    return row.closed_by.action not in HANDED


def picture(past: Past) -> dict[str, Any]:
    """事项和各份差事此刻的样子。"""
    return look(past.matter, {row.pk: row.state for row in past.live})


def look(matter: Matter, live: Mapping[int, str]) -> dict[str, Any]:
    """事项在哪里、哪几份差事开着、哪几份等着。"""
    seen: dict[str, Any] = {name: getattr(matter, name) for name in WHERE}
    seen["ended_at"] = matter.ended_at.isoformat() if matter.ended_at else None
    for state in LIVE:
        seen[str(state)] = sorted(pk for pk, found in live.items() if found == state)
    return seen


def _ids(seen: Mapping[str, Any]) -> set[int]:
    return {pk for state in LIVE for pk in seen[state]}


def _state(seen: Mapping[str, Any], pk: int) -> str:
    return next((str(state) for state in LIVE if pk in seen[state]), "")
