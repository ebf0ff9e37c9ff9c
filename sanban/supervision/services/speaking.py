"""谁能替承办单位说话：联络员、单位领导、手上有这件差事的人；长短和密级的把关也在这里。"""

from collections.abc import Iterable, Sequence

from sanban.core.errors import Refused
from sanban.matters.models import LIVE, Todo
from sanban.people.models import Org, Person, RoleCode
from sanban.supervision.kinds.supervised_item import HANDLE
from sanban.supervision.models import SupervisedItem
from sanban.supervision.services.actors import UNIT_LEADERS, is_office

SPEAKERS = (RoleCode.LIAISON, *UNIT_LEADERS)
LONGEST = 5000


def speaks_for(item: SupervisedItem, orgs: Sequence[int], by: Person) -> bool:
    """此人能不能替其中一个单位办这件事项。"""
    held = {one.org_id for one in by.holdings.all() if one.role in SPEAKERS}
    if held & set(orgs):
        return True
    mine = Todo.objects.filter(matter=item.pk, stage=HANDLE.code, person=by, state__in=LIVE)
    return mine.filter(org__in=orgs).exists()


def check_speaks(item: SupervisedItem, orgs: Sequence[int], by: Person) -> None:
    """替承办单位办的须是它的人；督查室的人替谁都可以。

    :raises Refused: 不是。
    """
    if is_office(item.org, by) or speaks_for(item, orgs, by):
        return
    names = "、".join(str(org) for org in Org.objects.filter(pk__in=orgs))
    said = f"这一步由{names or '承办单位'}的联络员、单位领导或经办人办，请与他们联系。"
    raise Refused(said, code="not-unit")


def check_lengths(typed: Iterable[tuple[str, str, int]]) -> None:
    """各栏不要太长。

    :param typed: 一栏一个：叫什么、写的字、最多几个字。
    :raises Refused: 头一栏太长的。
    """
    for label, text, most in typed:
        if len(text) > most:
            said = f"“{label}”有 {len(text)} 个字，最多 {most} 个，请删短，或写进附件。"
            raise Refused(said, code="too-long")
