"""存下的台账视图：存、删。"""

from urllib.parse import parse_qsl, urlencode

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.files.services import guards
from sanban.people.models import Person
from sanban.supervision.models import SavedView

MOST = 20
LONGEST_NAME, LONGEST_QUERY = 40, 1000
# 翻到第几页不算筛选
PAGING = ("after", "before", "end", "start", "size")


@transaction.atomic
def save_view(person: Person, *, name: str, query: str) -> SavedView:
    """存下一个视图；同名的换成新的筛选。

    :raises Refused: 没有名称、名称或筛选太长、存满二十个、写着密级标志。
    """
    named, kept = name.strip(), _plain(query)
    if not 0 < len(named) <= LONGEST_NAME:
        raise Refused(f"请给视图起个名称，至多 {LONGEST_NAME} 个字。", code="no-name")
    if len(kept) > LONGEST_QUERY:
        raise Refused("筛选的条件太长，存不下；请把关键词缩短再存。", code="long-view")
    guards.check_typed([named], by=person)
    others = SavedView.objects.filter(person=person).exclude(name=named)
    if others.count() >= MOST:
        raise Refused(f"每人至多存 {MOST} 个视图，请先删去不用的。", code="many-views")
    made, _ = SavedView.objects.update_or_create(
        person=person, name=named, defaults={"query": kept}
    )
    audit.record("supervision.view", by=person, detail=named)
    return made


def _plain(query: str) -> str:
    """只留填了的几项，翻页的不留。"""
    pairs = [(name, value) for name, value in parse_qsl(query) if name not in PAGING]
    return urlencode(pairs)


@transaction.atomic
def drop_view(person: Person, *, pk: int) -> str:
    """删去自己的一个视图，返回它的名称。

    :raises Refused: 没有这一个。
    """
    found = SavedView.objects.filter(person=person, pk=pk).first()
    if found is None:
        raise Refused("这个视图已经不在了，请刷新页面。", code="no-view")
    found.delete()
    audit.record("supervision.view", by=person, detail=f"删去 {found.name}")
    return found.name
