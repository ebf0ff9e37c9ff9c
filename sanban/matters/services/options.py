"""此人此刻能做什么：页面上的按钮和服务里的把关，问的是同一张流程表。"""

from dataclasses import dataclass

from sanban.matters import kinds
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.matters.routes import UNIVERSAL, Move, Universal
from sanban.matters.services.flow import OFFICE_ROLES
from sanban.matters.services.moves import TERMINATORS, has_role
from sanban.matters.services.withdrawing import last_undoable
from sanban.people.models import Person, RoleCode


@dataclass(frozen=True, slots=True)
class Options:
    """能做的：我的差事、待阅、能走的走向、能用的通用动作。"""

    todo: Todo | None
    reading: Todo | None
    moves: tuple[Move, ...]
    universal: tuple[Universal, ...]

    def has(self, code: str) -> bool:
        """有没有这个通用动作。"""
        return any(one.code == code for one in self.universal)


def options_for(matter: Matter, person: Person) -> Options:
    """此人此刻对这件事项能做的。"""
    live = list(Todo.objects.live(matter).select_related("person", "org"))
    reading = Todo.objects.reading_of(person).filter(matter=matter).first()
    running = matter.state == MatterState.RUNNING
    mine = [row for row in live if row.person_id == person.pk and row.state == TodoState.OPEN]
    todo = mine[0] if mine and running else None
    kind, stage = kinds.kind_of(matter), kinds.stage_of(matter)
    moves: tuple[Move, ...] = ()
    if todo and todo.mode == TodoMode.MAIN:
        moves = tuple(kind.moves_from(matter.stage, matter.values))
    codes = _held(todo) | _office(matter, person, live, running)
    if last_undoable(matter, person):
        codes.add("withdraw")
    allowed = tuple(one for code, one in UNIVERSAL.items()
                    if code in codes and code not in stage.forbids)
    return Options(todo, reading, moves, allowed)


def _held(todo: Todo | None) -> set[str]:
    if todo is None:
        return set()
    if todo.mode == TodoMode.ADDED:
        return {"reply", "add_sign", "refer"}
    return {"send_back", "add_sign", "refer", "circulate"}


def _office(matter: Matter, person: Person, live: list[Todo], running: bool) -> set[str]:
    codes = set()
    office = has_role(person, matter, OFFICE_ROLES)
    others = any(row.person_id != person.pk and row.state == TodoState.OPEN for row in live)
    if office:
        codes.add("circulate")
    if running and others and (office or _has_acted(matter, person)):
        codes.add("remind")
    if running and has_role(person, matter, (RoleCode.DIRECTOR,)):
        codes.add("direct_send")
    if running and (person.pk == matter.drafter_id or has_role(person, matter, TERMINATORS)):
        codes.add("terminate")
    return codes


def _has_acted(matter: Matter, person: Person) -> bool:
    return Step.objects.filter(matter=matter, person=person).exists()
