"""没有并入的稿：比较以后采用，或者放弃；两样都留记录，稿子不删。"""

from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft, Outgoing
from sanban.documents.services.drafting.versions import Saved, keep
from sanban.engine.gongwen.serialise import from_json
from sanban.people.models import Person


def adopt_late(
    outgoing: Outgoing, late: LateDraft, *, base: int, by: Person, now: datetime
) -> DraftVersion:
    """采用没有并入的一稿，存为新的一版；别人先存的那一版还在，可以再比较。

    :param base: 页面上最新的是第几版。
    :raises Refused: 不是本人的、已经处理过、不由此人改、其间又有人存了。
    """
    with transaction.atomic():
        fresh = _mine(outgoing, late, by)
    saved = Saved(
        gongwen=from_json(fresh.gongwen),
        way=fresh.way,
        reason=f"采用晚存的一稿（从第 {fresh.base} 版改起）{fresh.reason}"[:300],
        source=fresh.source,
        source_name=fresh.source_name,
        base=base,
    )
    version = keep(outgoing, saved, by=by, now=now)
    LateDraft.objects.filter(pk=fresh.pk).update(settled_at=now, version=version)
    return version


@transaction.atomic
def drop_late(outgoing: Outgoing, late: LateDraft, *, by: Person, now: datetime) -> None:
    """放弃没有并入的一稿；内容仍留在库里备查。

    :raises Refused: 不是本人的、已经处理过。
    """
    fresh = _mine(outgoing, late, by)
    LateDraft.objects.filter(pk=fresh.pk).update(settled_at=now)
    audit.record("draft.late-dropped", by=by, target=outgoing.matter.target)


def _mine(outgoing: Outgoing, late: LateDraft, by: Person) -> LateDraft:
    fresh = LateDraft.objects.select_for_update().filter(pk=late.pk, by=by).first()
    if fresh is None or fresh.matter_id != outgoing.pk:
        raise Refused("没有这一稿，请刷新页面再看。", code="no-late-draft")
    if fresh.settled_at:
        raise Refused("这一稿已经处理过了，请刷新页面再看。", code="settled")
    return fresh
