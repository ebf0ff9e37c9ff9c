"""发出以后：更正、撤回、废止、撤销；先看有什么后果，再处处说明（条例第三十三条）。"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import (
    Correction,
    CorrectionKind,
    Distribution,
    DraftVersion,
    Force,
    ForceChange,
    Incoming,
    Outgoing,
)
from sanban.documents.services.correcting import holders
from sanban.documents.services.issuing.attempt import of_matter
from sanban.documents.services.register import check_office
from sanban.files.services import guards
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFile, MatterFileRole, MatterState
from sanban.matters.services import Entry
from sanban.people.models import Person
from sanban.search.finding import Sight, find
from sanban.search.lists import is_whole
from sanban.search.models import Pending

MOST = 50
QUOTES = re.compile('["“”]')
SENT = (MatterFileRole.MAIN, MatterFileRole.ATTACHMENT)
"""随发文发到外单位的。"""
# fmt: off
SAID = {
    # 变为            动作         名称    对拿到的人怎样说
    Force.RETRACTED: ("retract_issued", "撤回",  "已撤回，请停止执行并不要再用"),
    Force.REPEALED:  ("repeal",         "废止",  "已废止，自今日起失效"),
    Force.REVOKED:   ("revoke",         "撤销",  "已撤销，自始无效"),
}
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceOrder:
    """撤回、废止、撤销要填的几项。

    :param force: `Force` 里的 retracted、repealed、revoked。
    :param basis: 依据，如哪次会议、哪份文件；废止、撤销要写。
    :param successor: 由哪件事项的文件代替，没有为空。
    """

    force: str
    reason: str
    basis: str = ""
    successor: Matter | None = None


@dataclass(frozen=True, slots=True)
class Consequences:
    """废了会怎样：谁拿着、谁在办、谁引用了它、它答复的是哪件。

    `citing` 只列看的人看得见的；`unlisted` 是引用了它而没有列出的几份。
    """

    holding: tuple[Distribution, ...]
    handling: tuple[Distribution, ...]
    citing: tuple[Matter, ...]
    answers: Matter | None
    unlisted: int = 0

    @property
    def sentence(self) -> str:
        """一句话。"""
        parts = [f"{len(self.holding)} 个单位拿着"]
        parts += [f"{len(self.handling)} 个单位正在照它办"] if self.handling else []
        cited = len(self.citing) + self.unlisted
        parts += [f"{cited} 份文件引用了它"] if cited else []
        parts += [f"它答复的“{self.answers.title}”要另行答复"] if self.answers else []
        return "，".join(parts) + "。"


def consequences(outgoing: Outgoing, *, by: Person) -> Consequences:
    """撤回、废止、撤销之前先看：会牵动谁；`by` 看不见的文件只给份数，不给标题。"""
    rows = tuple(Distribution.objects.of(outgoing.matter))
    handling = tuple(row for row in rows if row.wants_handling and row.handled_at is None)
    ids = _citing(outgoing)
    shown = tuple(Matter.objects.filter(pk__in=ids).visible_to(by).order_by("-id")[:MOST])
    return Consequences(rows, handling, shown, outgoing.answers, len(ids) - len(shown))


def _citing(outgoing: Outgoing) -> set[int]:
    """文号写在别的稿子、别的来文里的；没有编号的按标题找。照索引找；刚写下还没编的逐件去比，索引不全的全都去比。"""
    words = str(outgoing.number) if outgoing.number else outgoing.matter.title
    others = Matter.objects.exclude(pk=outgoing.matter_id)
    papers = others.filter(Q(versions__isnull=False) | Q(incoming__isnull=False))
    all_seen = Sight(others, inside=others, kept=others)
    found = find(f'"{QUOTES.sub("", words)}"', visible=all_seen, within=papers, many=MOST)
    return {*(hit.owner for hit in found.hits), *_beyond_index(outgoing, words)}


def _beyond_index(outgoing: Outgoing, words: str) -> Iterator[int]:
    waiting = {"matter__in": Pending.objects.values("pk")} if is_whole() else {}
    drafts = DraftVersion.objects.filter(gongwen__contains=words, **waiting)
    intakes = Incoming.objects.filter(matter__intakes__content__contains=words, **waiting)
    for rows in (drafts, intakes):
        others = rows.exclude(matter=outgoing.matter_id)
        yield from others.values_list("matter", flat=True)[:MOST]


def change_force(
    outgoing: Outgoing, order: ForceOrder, *, by: Person, now: datetime
) -> ForceChange:
    """撤回、废止、撤销一份已经发出的文件；撤回的，各单位那里的文件一并撤下，处处说明。

    :raises Refused: 不是文书或主任；没有发出；已经不是有效的；没写理由；废止、撤销没写依据；
        带密级标志。
    """
    guards.check_typed([order.reason, order.basis], by=by)
    with transaction.atomic():
        matter = matters.locked(outgoing.matter)
        fresh = of_matter(matter)
        check_office(matter, by)
        _check_order(fresh, order)
        change = _changed(fresh, order, by=by, now=now)
        if order.force == Force.RETRACTED:
            _take_back(matter, order.reason, by=by, now=now)
        _tell(fresh, change, now=now)
    return change


def _check_order(outgoing: Outgoing, order: ForceOrder) -> None:
    if order.force not in SAID:
        raise Refused("请选撤回、废止或撤销。", code="bad-choice")
    if outgoing.force == Force.DRAFT:
        raise Refused("这份文件还没有发出，不用撤；要停办请用“终止”。", code="not-dispatched")
    if outgoing.force != Force.IN_FORCE:
        raise Refused(f"这份文件{outgoing.get_force_display()}，不必再办。", code="stale")
    if not order.reason.strip():
        raise Refused("请写明理由再办。", code="no-remark")
    if order.force != Force.RETRACTED and not order.basis.strip():
        said = "废止、撤销要写明依据：哪次会议决定，或者哪份文件代替（条例第三十三条）。"
        raise Refused(said, code="no-basis")


def _changed(outgoing: Outgoing, order: ForceOrder, *, by: Person, now: datetime) -> ForceChange:
    action, label, _ = SAID[Force(order.force)]
    matter = outgoing.matter
    if matter.state == MatterState.RUNNING:
        entry = Entry(action, label, remark=order.reason, note=order.basis, is_work=False)
        matters.write(matter, entry, by=by, now=now)
    audit.record(f"outgoing.{action}", by=by, target=matter.target, detail=str(outgoing.number))
    outgoing.force = order.force
    outgoing.save(update_fields=["force"])
    return ForceChange.objects.create(
        outgoing=outgoing,
        force=order.force,
        reason=order.reason.strip()[:300],
        basis=order.basis.strip()[:200],
        successor=order.successor,
        by=by,
        made_at=now,
    )


def _take_back(matter: Matter, reason: str, *, by: Person, now: datetime) -> None:
    """各单位手里的定稿和附件撤下，留着但不再给看。"""
    rows = MatterFile.objects.current(matter).filter(role__in=SENT)
    for row in rows:
        Correction.objects.create(
            matter=matter,
            kind=CorrectionKind.RETRACT,
            old_file=row,
            reason=reason.strip()[:300],
            by=by,
            made_at=now,
        )
    MatterFile.objects.filter(pk__in=[row.pk for row in rows]).update(retracted_at=now)


def _tell(outgoing: Outgoing, change: ForceChange, *, now: datetime) -> None:
    matter = outgoing.matter
    words = SAID[Force(change.force)][2]
    instead = f"，由“{change.successor.title}”代替" if change.successor else ""
    said = f"{outgoing.number or ''}“{matter.title}”{words}{instead}（{change.reason}）"
    _send(matter, said[:300], f"force:{change.pk}", by=change.by, now=now)


def _send(matter: Matter, said: str, cause: str, *, by: Person, now: datetime) -> None:
    people: Iterable[Person] = (one for one in holders(matter) if one.pk != by.pk)
    inbox.send(
        people, kind="force", title=said, cause=cause, now=now, link=f"/matters/{matter.pk}/"
    )
