"""此人此刻能做什么：页面上的按钮和服务里的把关，问的是同一张流程表。"""

from dataclasses import dataclass

from sanban.matters import kinds
from sanban.matters.models import Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.matters.routes import UNIVERSAL, Move, Stage, Universal
from sanban.matters.services.flow import OFFICE_ROLES, is_last, way_back
from sanban.matters.services.moves import DIRECTORS
from sanban.matters.services.past import Past, past_of
from sanban.matters.services.reading import CIRCULABLE
from sanban.matters.services.trail import roles_in
from sanban.people.models import Person

ADDED_CODES = ("reply", "add_signer", "refer")
MAIN_CODES = ("add_signer", "refer")


@dataclass(frozen=True, slots=True)
class Options:
    """能做的：我的差事、待阅、能走的走向、能用的通用动作。

    :param is_last: 我办完就离开本环节，所以要选下一步的办理人；会签里先办的不用选。
    :param earlier: 能退回的环节，近的在前。
    :param back: 退回后直送的，办好送回哪个环节；送回的不用选办理人。
    :param undo: 能撤回的那一步。
    """

    todo: Todo | None
    reading: Todo | None
    moves: tuple[Move, ...]
    universal: tuple[Universal, ...]
    is_last: bool = False
    earlier: tuple[Stage, ...] = ()
    back: Stage | None = None
    undo: Step | None = None

    def has(self, code: str) -> bool:
        """有没有这个通用动作。"""
        return any(one.code == code for one in self.universal)


def options_for(matter: Matter, person: Person, past: Past | None = None) -> Options:
    """此人此刻对这件事项能做的；最多四次查询，给了来路只查角色。"""
    past = past or past_of(matter, person)
    running = matter.state == MatterState.RUNNING
    todo = past.open_of(person) if running else None
    moves = _moves(matter, todo)
    earlier = tuple(past.earlier()) if todo and todo.mode == TodoMode.MAIN else ()
    undo = past.undo_of(person).step
    codes = _held(todo, earlier) | _office(past, person, running=running)
    codes |= {"withdraw"} if undo else set()
    stage = kinds.stage_of(matter)
    return Options(
        todo=todo,
        reading=past.reading_of(person),
        moves=moves,
        universal=tuple(
            one for code, one in UNIVERSAL.items() if code in codes and code not in stage.forbids
        ),
        is_last=todo is not None and is_last(stage, todo, past.live),
        earlier=earlier,
        back=_back(matter, todo, moves),
        undo=undo,
    )


def _moves(matter: Matter, todo: Todo | None) -> tuple[Move, ...]:
    if todo is None or todo.mode != TodoMode.MAIN:
        return ()
    return tuple(kinds.kind_of(matter).moves_from(matter.stage, matter.values))


def _back(matter: Matter, todo: Todo | None, moves: tuple[Move, ...]) -> Stage | None:
    kind = kinds.kind_of(matter)
    found = (way_back(kind, todo, move) for move in moves) if todo else ()
    return next((stage for stage in found if stage), None)


def _held(todo: Todo | None, earlier: tuple[Stage, ...]) -> set[str]:
    if todo is None:
        return set()
    if todo.mode == TodoMode.ADDED:
        return set(ADDED_CODES)
    return {*MAIN_CODES, *(["send_back"] if earlier else [])}


def _office(past: Past, person: Person, *, running: bool) -> set[str]:
    matter, roles = past.matter, roles_in(person, past.matter)
    office, director = not roles.isdisjoint(OFFICE_ROLES), not roles.isdisjoint(DIRECTORS)
    holds = any(row.person_id == person.pk for row in past.live)
    others = any(row.person_id != person.pk and row.state == TodoState.OPEN for row in past.live)
    reminds = running and others and (office or past.has_acted(person))
    may = {
        "circulate": matter.state in CIRCULABLE and (office or holds),
        "remind": reminds,
        "direct_send": running and director,
        "terminate": running and (director or person.pk == matter.drafter_id),
    }
    return {code for code, yes in may.items() if yes}
