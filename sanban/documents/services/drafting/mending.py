"""检查以后：一键改正，存为新的一版；不改的写明理由，以后不再提。"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, FindingDecision, Outgoing, Way
from sanban.documents.services.drafting.findings import Found, check_draft, checked_of
from sanban.documents.services.drafting.permits import check_editor
from sanban.documents.services.drafting.versions import Saved, keep, newest, version_of
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.editing import Edit, edited
from sanban.engine.proof import Finding
from sanban.files.services import guards
from sanban.people.models import Person

SHOWN = 5


def mend(
    outgoing: Outgoing,
    keys: Sequence[str],
    *,
    base: int,
    by: Person,
    now: datetime,
    typed: Gongwen | None = None,
) -> DraftVersion:
    """一键改正，存为新的一版。

    :param keys: 各条的代号；后面可以接“:1”，照第几个（从 0 起）改法改，不写照第一个。
    :param base: 页面上是第几版。
    :param typed: 页面上还没存的稿；给了就在它上面改，一并存下。
    :raises Refused: 不由此人改、一条也改不了、有人先存了（代号 late）。
    """
    check_editor(outgoing.matter, by)
    gongwen = typed or gongwen_of(version_of(outgoing.matter, base))
    chosen = list(_chosen(check_draft(gongwen, outgoing), keys))
    mended, count = edited(gongwen, [edit for _, edit in chosen])
    if not count:
        said = "这几处改不了：稿子可能刚改过。请刷新页面再看，或者在正文里自己改。"
        raise Refused(said, code="nothing-mended")
    saved = Saved(gongwen=mended, way=Way.MEND, reason=_mended(chosen), base=base)
    return keep(outgoing, saved, by=by, now=now)


def _chosen(found: Iterable[Found], keys: Iterable[str]) -> Iterator[tuple[str, Edit]]:
    """选中的各条：原文，和怎样改。"""
    pairs = (one.partition(":") for one in keys)
    wanted = {key: int(place) if place.isdecimal() else 0 for key, _, place in pairs}
    for one in found:
        finding, place = one.finding, wanted.get(one.key, -1)
        if one.can_mend and 0 <= place < len(finding.suggestions):
            yield finding.quote, Edit(finding.start, finding.end, finding.suggestions[place])


def _mended(chosen: Sequence[tuple[str, Edit]]) -> str:
    parts = [
        f"“{quote}”改为“{edit.new}”" if edit.new else f"删去“{quote}”" for quote, edit in chosen
    ]
    more = f"等 {len(parts)} 处" if len(parts) > SHOWN else ""
    return ("；".join(parts[:SHOWN]) + more)[:300]


def ignore(
    outgoing: Outgoing,
    key: str,
    *,
    reason: str,
    by: Person,
    now: datetime,
    typed: Gongwen | None = None,
) -> FindingDecision:
    """决定不改一条，写明理由；以后的各版都不再提。

    :param typed: 页面上还没存的稿；不给看最新的一版。
    :raises Refused: 不由此人改、没写理由、稿里没有这一条、别人已经决定了。
    """
    matter = outgoing.matter
    check_editor(matter, by)
    if not reason.strip():
        raise Refused("不改要写明理由，如“原文引用”“专有名词”。", code="no-reason")
    guards.check_typed([reason], by=by)
    rows = check_draft(typed, outgoing) if typed else checked_of(newest(matter))
    found = {one.key: one.finding for one in rows}.get(key)
    if found is None:
        raise Refused("这一条已经不在了，请刷新页面再看。", code="gone")
    return _decide(outgoing, (key, found, reason.strip()[:200]), by=by, now=now)


@transaction.atomic
def _decide(
    outgoing: Outgoing, what: tuple[str, Finding, str], *, by: Person, now: datetime
) -> FindingDecision:
    key, found, reason = what
    try:
        with transaction.atomic():
            row = FindingDecision.objects.create(
                matter=outgoing.matter,
                key=key,
                rule=found.rule,
                quote=found.quote[:200],
                reason=reason,
                by=by,
                made_at=now,
            )
    except IntegrityError as error:
        raise Refused("这一条已经决定不改了，请刷新页面再看。", code="decided") from error
    detail = f"{found.rule} 不改"
    audit.record("finding.ignore", by=by, target=outgoing.matter.target, detail=detail)
    return row


@transaction.atomic
def restore(outgoing: Outgoing, key: str, *, by: Person) -> None:
    """收回“不改”的决定，重新提出这一条。

    :raises Refused: 不由此人改。
    """
    check_editor(outgoing.matter, by)
    gone, _ = FindingDecision.objects.filter(matter=outgoing.matter, key=key).delete()
    if gone:
        audit.record("finding.restore", by=by, target=outgoing.matter.target)
