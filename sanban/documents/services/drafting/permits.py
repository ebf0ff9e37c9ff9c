"""谁能改稿：看环节、看差事、看有没有人正在在线编辑。"""

from datetime import datetime

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.models import EditLock
from sanban.matters.models import Matter, MatterState, Todo, TodoMode, TodoState
from sanban.people.models import Person, RoleCode

STARTERS = (
    RoleCode.DRAFTER,
    RoleCode.CLERK,
    RoleCode.SECTION_HEAD,
    RoleCode.DIRECTOR,
    RoleCode.SUPERVISOR,
)
"""督查员起草督查通报、督查报告。"""
DRAFTERS = ("draft", "settle")
"""起草人自己的环节：起草人和接手的人都能改。"""
HOLDERS = (*DRAFTERS, "check", "review", "recheck", "number", "print")
"""手里有待办的人能改稿的环节；会签、征求意见、签发只提意见，不改稿。"""
READ_ONLY = "现在是“{}”环节，稿子只能看，不能改；有意见请写在办理意见里。"
NOT_YOURS = "现在是“{}”环节，稿子由{}来改，您可以看；要改请与经办人联系。"


def may_start(by: Person) -> bool:
    """有没有资格起草。"""
    return any(one.role in STARTERS and one.org_id == by.org_id for one in by.holdings.all())


def check_starter(by: Person) -> None:
    """有资格起草的人。

    :raises Refused: 不是秘书、文书、科长、主任、督查员。
    """
    if not may_start(by):
        raise Refused(
            "起草公文由秘书、文书、科长、主任、督查员办理，请把要求交给他们。", code="not-drafter"
        )


def why_not(matter: Matter, by: Person) -> str:
    """此人此刻为什么不能改稿；能改的答空串。"""
    if matter.state != MatterState.RUNNING:
        return "这份稿子已经不在办理中，只能看。"
    if matter.stage not in HOLDERS:
        return READ_ONLY.format(matter.stage_label)
    if matter.stage in DRAFTERS and by.pk == matter.drafter_id:
        return ""
    rows = Todo.objects.filter(matter=matter, state=TodoState.OPEN, mode=TodoMode.MAIN)
    holders = {row.person_id: row.person.name for row in rows.select_related("person")}
    if by.pk in holders:
        return ""
    names = "、".join(dict.fromkeys(holders.values())) or "经办人"
    return NOT_YOURS.format(matter.stage_label, names)


def may_edit(matter: Matter, by: Person) -> bool:
    """此人此刻能不能改稿。"""
    return not why_not(matter, by)


def check_editor(matter: Matter, by: Person) -> None:
    """此人此刻能改稿。

    :raises Refused: 不能；说明由谁来改。
    """
    said = why_not(matter, by)
    if said:
        raise Refused(said, code="not-editor")


def lock_of(matter: Matter, *, now: datetime) -> EditLock | None:
    """有效的编辑锁：没到期，也没换过环节。"""
    return EditLock.objects.held(matter, now)


def check_lock(matter: Matter, by: Person, *, now: datetime) -> None:
    """没有别人正在在线编辑。

    :raises Refused: 有；说明是谁、从何时起。
    """
    lock = lock_of(matter, now=now)
    if lock and lock.person_id != by.pk:
        since = timezone.localtime(lock.locked_at)
        said = (
            f"{lock.person.name}从{since:%-m月%-d日 %H:%M}起正在在线编辑这份稿子，"
            "请等他存好关闭；他不在的，请起草人或主任解锁。"
        )
        raise Refused(said, code="locked")
