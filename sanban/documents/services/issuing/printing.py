"""印制：填好印发日期，做成 PDF/A、OFD、DOCX 三份定稿，挂到事项上；存下的都带摘要。"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import PRINT
from sanban.documents.models import DraftVersion, Outgoing
from sanban.documents.services.drafting.preview import press
from sanban.documents.services.frozen import gongwen_of, read_signed, same_words
from sanban.documents.services.issuing.attempt import Attempt, newest_of, of_matter
from sanban.documents.services.issuing.numbering import fill, filled_in
from sanban.documents.services.issuing.rechecking import CHANGED, read_file
from sanban.documents.services.issuing.versions import Made, attach_made, docx_of
from sanban.documents.services.register import check_office
from sanban.engine.fonts import NoFont
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import SEALED, SignOff
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFile, MatterFileRole
from sanban.people.models import Person

MEDIAS = ("pdf", "ofd", "docx")
NAME = 80


def make_finals(outgoing: Outgoing, *, by: Person, now: datetime) -> list[MatterFile]:
    """做定稿：三种载体各一份，性质是正文；已经做过、稿子没有变的不重做。

    :raises Refused: 不是文书或主任；不在用印环节；签发以后改了实质内容；签发稿被人动过；
        没有排成。
    """
    fresh = of_matter(outgoing.matter)
    check_office(fresh.matter, by)
    _check_stage(fresh)
    _check_words(fresh, by=by)
    gongwen = filled_in(gongwen_of(newest_of(fresh.matter), by=by), fresh, now=now)
    made = render_all(gongwen, fresh)
    with transaction.atomic():
        matter = matters.running(fresh.matter)
        version = fill(of_matter(matter), newest_of(matter), by=by, now=now)
        _check_same(version, made)
        return attach_all(matter, made, by=by, now=now)


def _check_stage(outgoing: Outgoing) -> None:
    if outgoing.matter.stage != PRINT.code:
        said = f"现在是“{outgoing.matter.stage_label}”环节，还不能做定稿，请先办到用印。"
        raise Refused(said, code="not-in-print")


def _check_words(outgoing: Outgoing, *, by: Person) -> None:
    version = newest_of(outgoing.matter)
    if not same_words(read_signed(outgoing, by=by), gongwen_of(version, by=by)):
        raise Refused(CHANGED.format(version.number), code="changed-after-signing")


def _check_same(version: DraftVersion, made: Iterable[Made]) -> None:
    docx = next(one.data for one in made if one.media == "docx")
    if docx_of(gongwen_of(version, by=None)) != docx:
        raise Refused("做定稿的时候稿子又变了，请再做一次。", code="newer-version")


def render_all(gongwen: Gongwen, outgoing: Outgoing) -> list[Made]:
    """排成三种载体；PDF、OFD 在另起的进程里排。

    :raises Refused: 本机没有中文字体；没有排成。
    """
    name = name_of(outgoing)
    try:
        pages = {media: press().render(gongwen, media).data for media in MEDIAS[:2]}
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"定稿没有排成：{fault}", code="not-printed") from fault
    pages["docx"] = docx_of(gongwen)
    return [Made(f"{name}.{media}", media, pages[media]) for media in MEDIAS]


def name_of(outgoing: Outgoing) -> str:
    """定稿的文件名：文号和标题。"""
    number = f"{outgoing.number} " if outgoing.number else ""
    return f"{number}{outgoing.matter.title}"[:NAME]


def attach_all(
    matter: Matter, made: Iterable[Made], *, by: Person, now: datetime
) -> list[MatterFile]:
    """三份都挂上，替下以前的。"""
    role = MatterFileRole.MAIN
    return [attach_made(matter, one, role, by=by, now=now) for one in made]


def finals_of(outgoing: Outgoing) -> dict[str, MatterFile]:
    """挂着的定稿，类型（pdf、ofd、docx）→ 文件。"""
    rows = MatterFile.objects.current(outgoing.matter).filter(role=MatterFileRole.MAIN)
    return {row.stored.media: row for row in rows}


def are_current(outgoing: Outgoing, *, by: Person | None) -> bool:
    """定稿齐了，而且就是最新一版的。"""
    found = finals_of(outgoing)
    if set(found) != set(MEDIAS):
        return False
    docx = docx_of(gongwen_of(newest_of(outgoing.matter), by=by))
    return hashlib.sha256(docx).hexdigest() == found["docx"].stored.digest


def verify_finals(outgoing: Outgoing, *, by: Person | None) -> None:
    """盘上的定稿与做好时一样。

    :raises Refused: 有一份不一样，或者没有了（记入审计）。
    """
    for row in finals_of(outgoing).values():
        read_file(row, by=by)


def is_sealed(gongwen: Gongwen) -> bool:
    """要不要盖机关印章。"""
    signed = gongwen.first(SignOff)
    return signed is not None and signed.style == SEALED


def check_finals(attempt: Attempt) -> Attempt:
    """付印、核发的关口：定稿做好了、是最新的、盘上没有被人动过。

    :raises Refused: 没有做；稿子又改过；被人动过。
    """
    outgoing, by = attempt.outgoing, attempt.asked.by
    if not are_current(outgoing, by=by):
        said = "定稿还没有做，或者做好以后稿子又改过，请先“做定稿”。"
        raise Refused(said, code="no-finals")
    verify_finals(outgoing, by=by)
    return attempt
