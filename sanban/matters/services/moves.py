"""通用动作：退回、加签、答复加签、转办、特送、终止，写一次，各类事项都用。"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.matters import kinds
from sanban.matters.doers import NOTHING, Choice, Grant
from sanban.matters.models import LIVE, Matter, MatterState, Step, Todo, TodoMode, TodoState
from sanban.matters.routes import Stage
from sanban.matters.services.duties import close, deputies, give, hand_on, sleep, stand_in, wake
from sanban.matters.services.flow import Way, enter, find_doers, grants_of, sent_words
from sanban.matters.services.past import Past, past_of, worked
from sanban.matters.services.trail import (
    Asked,
    Desk,
    Entry,
    entry_of,
    has_role,
    permit,
    running,
    spread,
    write,
)
from sanban.people.models import Person, RoleCode

DIRECTORS = (RoleCode.DIRECTOR,)


def earlier_stages(matter: Matter) -> list[Stage]:
    """能退回的环节：走到这里之前办过的，近的在前。"""
    return past_of(matter).earlier()


@transaction.atomic
def send_back(
    matter: Matter, stage: str, *, asked: Asked, remark: str, straight_back: bool = False
) -> Matter:
    """退回到办过的任一环节，由当时的办理人重办。

    :param straight_back: 退回后直送：重办完直接回到退回的人手里。
    :raises Refused: 不由此人办、本环节不许退回、没写理由、那个环节没办过。
    """
    desk = spread(matter, asked)
    _not_added(desk)
    permit(desk.stage, "send_back", remark)
    past = past_of(desk.matter)
    target = {one.code: one for one in past.earlier()}.get(stage)
    if target is None:
        raise Refused("只能退回到已经办理过的环节，请重新选择。", code="never-done")
    grants = _former(past, target)
    note = sent_words("退回", target, grants) + ("，办好直接送回" if straight_back else "")
    entry = entry_of(desk, "send_back", "退回", remark)
    entry = replace(entry, note=note, target_stage=target.code)
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    close(Todo.objects.filter(pk=desk.todo.pk), step, state=TodoState.DONE)
    close(Todo.objects.live(desk.matter), step, state=TodoState.VOID)
    enter(desk.matter, Way(target, grants, step if straight_back else None), step)
    return desk.matter


def _not_added(desk: Desk) -> None:
    if desk.todo.mode == TodoMode.ADDED:
        said = "这是请您加签的，不能退回；请写好意见后按“答复加签”。"
        raise Refused(said, code="added-only")


def _former(past: Past, stage: Stage) -> list[Grant]:
    """上一次在这个环节办过的人；都不在岗了，按流程表重新找。"""
    done = [row for row in past.todos if row.stage == stage.code and worked(row)]
    last = max((row.round for row in done), default=0)
    present = grants_of([row for row in done if row.round == last])
    return present or find_doers(stage, past.matter, NOTHING)


@transaction.atomic
def add_signer(
    matter: Matter, people: Sequence[Person], *, asked: Asked, remark: str = ""
) -> Matter:
    """加签：请别人先提意见；他们都答复之前，我的这份等着。

    :raises Refused: 不由此人办、本环节不许、没选人、选的人已在办或不在岗。
    """
    desk = spread(matter, asked)
    permit(desk.stage, "add_signer", remark)
    if not people:
        raise Refused("请选一位以上加签人。", code="nobody")
    _check_free(desk, people)
    names = "、".join(dict.fromkeys(person.name for person in people))
    entry = replace(entry_of(desk, "add_signer", "加签", remark), note=f"请{names}加签")
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    template = Todo(
        matter=desk.matter,
        stage=desk.stage.code,
        round=desk.matter.round,
        mode=TodoMode.ADDED,
        parent=desk.todo,
        due_at=desk.todo.due_at,
        opened_at=desk.now,
        opened_by=step,
    )
    give(template, [Grant(person) for person in {one.pk: one for one in people}.values()])
    sleep(desk.todo)
    return desk.matter


def _check_free(desk: Desk, people: Sequence[Person]) -> None:
    gone = [person.name for person in people if not person.is_active]
    if gone:
        raise Refused(f"{'、'.join(gone)}已不在岗，请另选一位。", code="gone")
    rows = Todo.objects.live(desk.matter).values_list("person_id", "on_behalf_of_id")
    busy = {pk for row in rows for pk in row}
    taken = [person.name for person in people if person.pk in busy]
    if taken:
        raise Refused(f"{'、'.join(taken)}正在办这件事项，请另选一位。", code="already-doer")


@transaction.atomic
def reply(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """答复加签；加签人都答复了，叫醒请加签的那一份。

    :raises Refused: 没有请此人加签、没写意见。
    """
    desk = spread(matter, asked)
    parent = desk.todo.parent
    if desk.todo.mode != TodoMode.ADDED or parent is None:
        raise Refused("这一步不是加签，请按办理栏里的办法办。", code="not-added")
    permit(desk.stage, "reply", remark)
    entry = entry_of(desk, "reply", "答复加签", remark)
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    close(Todo.objects.filter(pk=desk.todo.pk), step, state=TodoState.DONE)
    if not Todo.objects.filter(parent=parent, state__in=LIVE).exists():
        wake(parent, step)
    return desk.matter


@transaction.atomic
def refer(matter: Matter, to: Person, *, asked: Asked, remark: str = "") -> Matter:
    """转办：我的这份换别人办。

    :raises Refused: 不由此人办、本环节不许、对方已在办或不在岗。
    """
    desk = spread(matter, asked)
    permit(desk.stage, "refer", remark)
    _check_free(desk, [to])
    entry = replace(entry_of(desk, "refer", "转办", remark), note=f"转{to.name}办理")
    step = write(desk.matter, entry, by=desk.by, now=desk.now)
    grant = Grant(to, desk.todo.org, desk.todo.part)
    hand_on(desk.todo, stand_in(grant, deputies(desk.now)), step)
    return desk.matter


@transaction.atomic
def direct_send(matter: Matter, stage: str, *, asked: Asked, remark: str, choice: Choice) -> Matter:
    """特送：主任写明理由，把事项直接送到任一环节；送到现在的环节就是改派。

    :raises Refused: 不是登记单位的主任、没写理由、没有这个环节、没选办理人。
    """
    fresh = running(matter)
    if not has_role(asked.by, fresh, DIRECTORS):
        raise Refused("特送由登记单位的办公室主任办理，请报主任。", code="not-director")
    permit(kinds.stage_of(fresh), "direct_send", remark)
    target = kinds.kind_of(fresh).by_code.get(stage)
    if target is None or target.is_end:
        raise Refused("没有这个环节，请重新选一个要送到的环节。", code="no-such-stage")
    grants = find_doers(target, fresh, choice)
    note = sent_words("特送", target, grants)
    entry = Entry("direct_send", "特送", remark=remark, note=note, target_stage=target.code)
    step = write(fresh, entry, by=asked.by, now=asked.now)
    close(Todo.objects.live(fresh), step, state=TodoState.VOID)
    enter(fresh, Way(target, grants), step, due_at=choice.due_at)
    return fresh


@transaction.atomic
def terminate(matter: Matter, *, asked: Asked, remark: str) -> Matter:
    """终止：写明理由，不再办；没看完的传阅一并收回。

    :raises Refused: 不是主任也不是登记人、没写理由、已经不在办、本环节不许。
    """
    fresh = running(matter)
    if asked.by.pk != fresh.drafter_id and not has_role(asked.by, fresh, DIRECTORS):
        raise Refused("终止由登记人或办公室主任办理，请与他们联系。", code="not-yours")
    permit(kinds.stage_of(fresh), "terminate", remark)
    stop(fresh, Entry("terminate", "终止", remark=remark), by=asked.by, now=asked.now)
    return fresh


def stop(matter: Matter, entry: Entry, *, by: Person, now: datetime) -> Step:
    """写下这一步，事项从此不再办，没看完的传阅一并收回；准不准由调用的室把关，事项须已锁住。"""
    step = write(matter, entry, by=by, now=now)
    close(Todo.objects.filter(matter=matter), step, state=TodoState.VOID)
    matter.state, matter.ended_at = MatterState.STOPPED, now
    matter.save(update_fields=["state", "ended_at"])
    return step
