"""在台账的一行里改进展：完成率、进展、问题、下步；别人刚改过的不盖，两边的话都留着。"""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.doers import LEAD
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.supervision.models import Handler, SupervisedItem
from sanban.supervision.services.actors import check_office
from sanban.supervision.services.syncing import locked_item

STALE = "stale-edition"
FULL, LONGEST = 100, 1000
LABELS = {"progress": "完成率", "latest": "进展", "problem": "问题", "next_step": "下步"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowNote:
    """一行里能改的几栏；名称同 `SupervisedItem`。"""

    progress: int
    latest: str = ""
    problem: str = ""
    next_step: str = ""


def note_row(
    item: SupervisedItem, note: RowNote, *, base: int, by: Person, now: datetime
) -> SupervisedItem:
    """改一行的进展，写一步留痕；什么也没变的不写。

    :param base: 打开时这一行改动过几次（`edition`）；其间别人改过的，拒绝，一个字也不盖。
    :raises Refused: 不是督查员、主任；已经了结；完成率不对；太长；有子任务的改了完成率；
        别人刚改过（`stale-edition`）。
    """
    _check(note, by)
    with transaction.atomic():
        fresh = locked_item(item)
        check_office(fresh.org, by)
        if not fresh.is_open:
            said = f"这件事项{fresh.get_state_display()}，台账不再改；要重办的请走“重新办理”。"
            raise Refused(said, code="not-open")
        if fresh.edition != base:
            said = "您打开以后，别人改过这一行，没有盖掉他的。两边写的都在下面，请核对后再存。"
            raise Refused(said, code=STALE)
        changed = [one.name for one in fields(note) if _differs(fresh, note, one.name)]
        if changed:
            _save(fresh, note, changed, by=by, now=now)
        return fresh


def _check(note: RowNote, by: Person) -> None:
    if not 0 <= note.progress <= FULL:
        raise Refused("完成率写 0 到 100 的整数，请改过再存。", code="bad-progress")
    for name in ("latest", "problem", "next_step"):
        length = len(getattr(note, name))
        if length > LONGEST:
            said = f"“{LABELS[name]}”有 {length} 个字，最多 {LONGEST} 个，请删短。"
            raise Refused(said, code="too-long")
    guards.check_typed([note.latest, note.problem, note.next_step], by=by)


def _differs(item: SupervisedItem, note: RowNote, name: str) -> bool:
    given = getattr(note, name)
    return bool(getattr(item, name) != (given.strip() if isinstance(given, str) else given))


def _save(
    item: SupervisedItem, note: RowNote, changed: list[str], *, by: Person, now: datetime
) -> None:
    """写留痕，改台账；完成率连主办单位的一起改。"""
    if "progress" in changed and item.subtasks.filter(removed_at=None).exists():
        said = "这件事项分解了子任务，完成率由子任务汇总；请改子任务的完成率。"
        raise Refused(said, code="has-subtasks")
    was = item.progress
    texts = [LABELS[name] for name in changed if name != "progress"]
    told = [f"完成率 {was}% → {note.progress}%"] if "progress" in changed else []
    text = "；".join([*told, *(["改了" + "、".join(texts)] if texts else [])])
    entry = Entry("note_row", "改进展", remark=note.latest, note=text, is_work=False)
    matters.write(item.matter, entry, by=by, now=now)
    for name in changed:
        given = getattr(note, name)
        setattr(item, name, given.strip() if isinstance(given, str) else given)
    item.edition += 1
    item.save(update_fields=[*changed, "edition"])
    if "progress" in changed:
        rows = Handler.objects.filter(item=item, part=LEAD, released_at=None)
        rows.update(progress=note.progress)
