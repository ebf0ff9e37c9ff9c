"""通用动作：退回、加签、答复加签、转办、特送、终止，写一次，各类事项都用。"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters import doers, kinds
from sanban.matters.doers import Choice, Grant
from sanban.matters.models import (
    LIVE, Matter, MatterState, Step, Todo, TodoMode, TodoState,
)
from sanban.matters.routes import UNIVERSAL, Stage
from sanban.matters.services.flow import close, enter, give, step_entry, wake
from sanban.matters.services.trail import Asked, Desk, Entry, running, spread, write
from sanban.people.models import Person, RoleCode

TERMINATORS = (RoleCode.DIRECTOR,)


def allowed(desk: Desk, code: str, remark: str) -> None:
    """这个环节许不许这个通用动作，该写的意见写了没有。

    :raises Refused: 不许，或者没写意见。
    """
    if code in desk.stage.forbids:
        said = f"“{desk.stage.label}”环节不能{UNIVERSAL[code].label}。"
        raise Refused(said, code="forbidden-here")
    need_remark(code, remark)


def need_remark(code: str, remark: str) -> None:
    """该写意见的动作写了没有。

    :raises Refused: 没写。
    """
    one = UNIVERSAL[code]
    if one.remark and not remark.strip():
        raise Refused(f"“{one.label}”要写明理由，请写好再办。", code="no-remark")


def earlier_stages(matter: Matter) -> list[Stage]:
    """能退回的环节：已经办过的、在现在环节之前的，近的在前。"""
    done = Todo.objects.filter(
        matter=matter, mode=TodoMode.MAIN, state=TodoState.DONE, round__lt=matter.round
    )
    kind = kinds.kind_of(matter)
    latest: dict[str, int] = {}
    for stage, turn in done.values_list("stage", "round"):
        latest[stage] = max(turn, latest.get(stage, 0))
    codes = sorted(latest, key=lambda code: -latest[code])
    return [kind.by_code[code] for code in codes if code != matter.stage]


@transaction.atomic
def send_back(
    matter: Matter, stage: str, *, asked: Asked, remark: str, straight_back: bool = False
) -> Matter:
    """退回到办过的任一环节，由当时的办理人重办。

    :param straight_back: 退回后直送：重办完直接回到退回的人手里。
    :raises Refused: 不由此人办、本环节不许退回、没写理由、那个环节没办过。
    """
    desk = spread(matter, asked)
    allowed(desk, "send_back", remark)
    target = {one.code: one for one in earlier_stages(desk.matter)}.get(stage)
    if target is None or desk.todo.mode == TodoMode.ADDED:
        raise Refused("只能退回到已经办理过的环节，请重新选择。", code="never-done")
    grants = _former(desk.matter, target)
    entry = replace(
        step_entry(desk, "send_back", "退回", remark),
        note=f"退回{target.label}" + ("，办好直接送回" if straight_back else ""),
        target_stage=target.code,
    )
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    close(Todo.objects.filter(pk=desk.todo.pk), step, state=TodoState.DONE)
    close(Todo.objects.live(desk.matter), step, state=TodoState.VOID)
    enter(desk.matter, target, grants, step, return_to=step if straight_back else None)
    return desk.matter


def _former(matter: Matter, stage: Stage) -> list[Grant]:
    """上一次在这个环节办过的人；都不在岗了，按流程表重新找。"""
    done = Todo.objects.filter(
        matter=matter, stage=stage.code, mode=TodoMode.MAIN, state=TodoState.DONE
    ).exclude(closed_by__action__in=("refer", "hand_over"))
    last = done.order_by("-round").values_list("round", flat=True).first()
    rows = done.filter(round=last).select_related("person", "on_behalf_of", "org")
    grants = [Grant(row.on_behalf_of or row.person, row.org, row.part)
              for row in rows.order_by("place", "id")]
    present = [grant for grant in grants if grant.person.is_active]
    return present or doers.DOERS[stage.doer](matter, Choice())


@transaction.atomic
def add_sign(matter: Matter, people: Sequence[Person], *, asked: Asked, remark: str = "") -> Matter:
    """加签：请别人先提意见；他们都答复之前，我的这份等着。

    :raises Refused: 不由此人办、没选人、选了自己、选的人已在办。
    """
    desk = spread(matter, asked)
    allowed(desk, "add_sign", remark)
    _check_added(desk, people)
    names = "、".join(person.name for person in people)
    entry = replace(step_entry(desk, "add_sign", "加签", remark), note=f"请{names}加签")
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    template = Todo(
        matter=desk.matter, stage=desk.stage.code, round=desk.matter.round,
        mode=TodoMode.ADDED, parent=desk.todo, due_at=desk.todo.due_at,
        opened_at=desk.now, opened_by=step,
    )
    give(template, [Grant(person) for person in people])
    desk.todo.state, desk.todo.slept_by = TodoState.WAITING, step
    desk.todo.save(update_fields=["state", "slept_by"])
    return desk.matter


def _check_added(desk: Desk, people: Sequence[Person]) -> None:
    if not people or not all(person.is_active for person in people):
        raise Refused("请选一位以上在岗的加签人。", code="nobody")
    busy = set(Todo.objects.live(desk.matter).values_list("person_id", flat=True))
    taken = [person.name for person in people if person.pk in busy]
    if taken:
        raise Refused(f"{'、'.join(taken)}正在办这件事项，不必再请加签。", code="already-doer")


@transaction.atomic
def reply(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """答复加签；加签人都答复了，叫醒请加签的那一份。

    :raises Refused: 没有请此人加签、没写意见。
    """
    desk = spread(matter, asked)
    if desk.todo.mode != TodoMode.ADDED or desk.todo.parent is None:
        raise Refused("这一步不是加签，请按办理栏里的办法办。", code="not-added")
    need_remark("reply", remark)
    step = write(desk.matter, step_entry(desk, "reply", "答复加签", remark),
                 by=desk.by, now=desk.now)
    close(Todo.objects.filter(pk=desk.todo.pk), step, state=TodoState.DONE)
    if not Todo.objects.filter(parent=desk.todo.parent, state__in=LIVE).exists():
        wake(desk.todo.parent, step)
    return desk.matter


@transaction.atomic
def refer(matter: Matter, to: Person, *, asked: Asked, remark: str = "") -> Matter:
    """转办：我的这份换别人办。

    :raises Refused: 不由此人办、本环节不许、转给自己或不在岗的人、对方已在办。
    """
    desk = spread(matter, asked)
    allowed(desk, "refer", remark)
    _check_added(desk, [to])
    entry = replace(step_entry(desk, "refer", "转办", remark), note=f"转{to.name}办理")
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    hand_on(desk.todo, to, step)
    return desk.matter


def hand_on(todo: Todo, to: Person, step: Step) -> Todo:
    """把一份差事原样交给另一人，连同它等着的加签。"""
    made = Todo.objects.select_related("matter", "org").get(pk=todo.pk)
    close(Todo.objects.filter(pk=todo.pk), step, state=TodoState.DONE)
    made.opened_by, made.opened_at = step, step.done_at
    made.acknowledged_at = made.woken_by = made.slept_by = None
    (new,) = give(made, [Grant(to, made.org, made.part)])
    Todo.objects.filter(parent=todo, state__in=LIVE).update(parent=new)
    return new


@transaction.atomic
def direct_send(
    matter: Matter, stage: str, *, asked: Asked, remark: str, choice: Choice
) -> Matter:
    """特送：主任写明理由，把事项直接送到任一环节。

    :raises Refused: 不是登记单位的主任、没写理由、没有这个环节、没选办理人。
    """
    fresh = running(matter)
    if not has_role(asked.by, fresh, (RoleCode.DIRECTOR,)):
        raise Refused("特送由办公室主任办理。", code="not-director")
    need_remark("direct_send", remark)
    target = kinds.kind_of(fresh).by_code.get(stage)
    if target is None or target.is_end:
        raise Refused("请选一个要送到的环节。", code="no-such-stage")
    if not Todo.objects.live(fresh).exists():
        raise Refused("这件事项现在没有待办，请刷新页面再看。", code="stale")
    grants = doers.DOERS[target.doer](fresh, choice)
    entry = Entry("direct_send", "特送", remark=remark, note=f"特送{target.label}",
                  target_stage=target.code)
    step = write(fresh, entry, by=asked.by, now=asked.now)
    close(Todo.objects.live(fresh), step, state=TodoState.VOID)
    enter(fresh, target, grants, step, due_at=choice.due_at)
    return fresh


@transaction.atomic
def terminate(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """终止：写明理由，不再办；没看完的传阅一并收回。

    :raises Refused: 不是主任也不是登记人、没写理由、已经不在办、本环节不许。
    """
    fresh = running(matter)
    if asked.by.pk != fresh.drafter_id and not has_role(asked.by, fresh, TERMINATORS):
        raise Refused("终止由办公室主任或登记人办理。", code="not-yours")
    need_remark("terminate", remark)
    if "terminate" in kinds.stage_of(fresh).forbids:
        raise Refused(f"“{fresh.stage_label}”环节不能终止。", code="forbidden-here")
    step = write(fresh, Entry("terminate", "终止", remark=remark), by=asked.by, now=asked.now)
    close(Todo.objects.filter(matter=fresh), step, state=TodoState.VOID)
    fresh.state, fresh.ended_at = MatterState.STOPPED, asked.now
    fresh.save(update_fields=["state", "ended_at"])
    return fresh


def has_role(person: Person, matter: Matter, roles: Sequence[str]) -> bool:
    """此人在登记单位有没有其中一个角色。"""
    return any(held.org_id == matter.org_id and held.role in roles
               for held in person.holdings.all())
