"""并稿：把选定的来稿并进稿子，成为新的一版；哪一节从哪个单位来，留着可查。"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, Grade, MaterialCall, MaterialPart, Outgoing, Way
from sanban.documents.services import drafting
from sanban.documents.services.materials.calling import check_manager
from sanban.documents.services.materials.text import pieces_of
from sanban.documents.services.materials.weaving import Section, woven
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.people.models import Person

MANY = 5


@dataclass(frozen=True, slots=True)
class Origin:
    """稿子里的一节从哪里来：提纲、哪个单位的哪份来稿、并进第几版。"""

    headings: tuple[str, ...]
    part: MaterialPart

    @property
    def version(self) -> int:
        """并进第几版。"""
        return self.part.merged_into.number if self.part.merged_into else 0


@transaction.atomic
def merge(
    outgoing: Outgoing, parts: Iterable[MaterialPart], *, base: int, by: Person, now: datetime
) -> DraftVersion:
    """把合格的来稿并进稿子：有同名标题的接在那一节后面，没有的另起一节放在正文末尾。

    :param base: 打开页面时稿子是第几版。
    :raises Refused: 没选、没评合格、不是为这份稿子约的、已经并过；不由此人改稿；有人先存了新版。
    """
    chosen = _chosen(outgoing.matter, parts)
    before = _newest(outgoing.matter, base)
    gongwen = woven(drafting.gongwen_of(before), sections_of(chosen))
    names = "、".join(str(one.org) for one in chosen[:MANY])
    names += f"等 {len(chosen)} 个单位" if len(chosen) > MANY else ""
    version = drafting.add_version(
        outgoing,
        gongwen,
        way=Way.MERGE,
        reason=f"并入{names}的来稿",
        by=by,
        now=now,
    )
    MaterialPart.objects.filter(pk__in=[one.pk for one in chosen]).update(merged_into=version)
    return version


def _newest(matter: Matter, base: int) -> DraftVersion:
    found = drafting.newest(matters.running(matter))
    if found.number != base:
        said = f"稿子已经有了第 {found.number} 版，请刷新页面，看过新的一版再并。"
        raise Refused(said, code="late")
    return found


def _chosen(matter: Matter, parts: Iterable[MaterialPart]) -> list[MaterialPart]:
    ids = [part.pk for part in parts]
    if not ids:
        raise Refused("请先选要并进稿子的来稿。", code="nothing-picked")
    rows = MaterialPart.objects.filter(pk__in=ids).select_related("org", "call", "merged_into")
    found = list(rows.select_for_update(of=("self",)).order_by("org__rank_order", "org_id"))
    for part in found:
        _check(matter, part)
    return found


def _check(matter: Matter, part: MaterialPart) -> None:
    if part.call.matter_id != matter.pk:
        raise Refused(f"{part.org}的来稿不是为这份稿子约的，请另选。", code="not-for-this")
    if part.grade != Grade.GOOD:
        raise Refused(f"{part.org}的来稿还没有评为合格，请先评定再并。", code="not-good")
    if part.merged_into:
        said = f"{part.org}的来稿已经并进第 {part.merged_into.number} 版，不必再并。"
        raise Refused(said, code="merged")


def sections_of(parts: Sequence[MaterialPart]) -> tuple[Section, ...]:
    """照提纲的次序，各单位写在同一提纲下的放在一起，单位按排序；没有提纲的在最后。"""
    pieces = [piece for part in parts for piece in pieces_of(part.body)]
    order = [one for part in parts for one in part.call.heading_list]
    names = dict.fromkeys([*order, *(piece.heading for piece in pieces)])
    names.pop("", None)
    found = (
        Section(
            name, tuple(line for one in pieces if one.heading == name for line in one.paragraphs)
        )
        for name in (*names, "")
    )
    return tuple(one for one in found if one.lines)


def origins(matter: Matter) -> tuple[Origin, ...]:
    """这份稿子并进过哪些来稿，各有哪几节。"""
    return tuple(
        Origin(tuple(piece.heading for piece in pieces_of(part.body) if piece.heading), part)
        for part in MaterialPart.objects.merged(matter)
    )


@transaction.atomic
def attach(made: MaterialCall, outgoing: Outgoing, *, by: Person) -> MaterialCall:
    """没说为哪份稿子约的，补上；补了就不再换。

    :raises Refused: 不归此人管；已经撤回；已经是为别的稿子约的。
    """
    fresh = check_manager(made, by)
    if fresh.matter_id not in (None, outgoing.pk):
        raise Refused("这次约稿是为另一份稿子的，不能换。", code="not-for-this")
    fresh.matter = outgoing.matter
    fresh.save(update_fields=["matter"])
    audit.record("material.attach", by=by, target=outgoing.matter.target)
    return fresh
