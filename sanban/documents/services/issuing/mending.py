"""更正已经发出的文件：传一份改好的，只许改错印的标点格式；处处换成新的一份，处处说明。"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from sanban.core.errors import Refused
from sanban.documents.models import Correction, CorrectionKind, Force, Outgoing, Way
from sanban.documents.services.correcting import holders
from sanban.documents.services.drafting import form_of, gongwen_of
from sanban.documents.services.drafting.uploading import Onto, read_upload
from sanban.documents.services.drafting.versions import Saved, append
from sanban.documents.services.frozen import read_signed, same_words
from sanban.documents.services.issuing.attempt import newest_of, of_matter
from sanban.documents.services.issuing.numbering import filled_in
from sanban.documents.services.issuing.printing import attach_all, finals_of, render_all
from sanban.documents.services.issuing.sealing import check_clean, seal_again
from sanban.documents.services.issuing.versions import Made
from sanban.documents.services.register import check_office
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.proof import Finding
from sanban.files.services import guards
from sanban.files.services.guards import Upload
from sanban.inbox import services as inbox
from sanban.matters import services as matters
from sanban.matters.models import Matter, MatterFile
from sanban.matters.services import Entry
from sanban.people.models import Person

SUBSTANTIVE = "改了文字，不只是标点和格式；已经发出的文件改实质内容要另行发文，或者撤回后重新办理。"

SAME = "传来的一份和发出去的一样，请核对是不是选错了文件。"


def correct_dispatched(
    outgoing: Outgoing, upload: Upload, *, reason: str, by: Person, now: datetime
) -> list[Correction]:
    """更正：传一份改好的稿子，重做三种定稿，替下发出去的，告诉拿到过的每个人。

    :raises Refused: 不是文书或主任；没写原因；没有发出、已经归档、已经撤回；文件收不下；
        改了实质内容；没有改；形式要件没有过。
    """
    guards.check_typed([reason], by=by)
    fresh = of_matter(outgoing.matter)
    check_office(fresh.matter, by)
    _check_open(fresh, reason)
    gongwen = _corrected(fresh, upload, by=by, now=now)
    made = render_all(gongwen, fresh)
    findings = _check_form(fresh, made)
    with transaction.atomic():
        matter = matters.running(fresh.matter)
        entry = Entry("correct_issued", "更正发文", remark=reason, is_work=False)
        matters.write(matter, entry, by=by, now=now)
        saved = Saved(gongwen=gongwen, way=Way.NUMBER, reason=f"更正：{reason}")
        append(newest_of(matter), saved, by=by, now=now)
        old = finals_of(fresh)
        attach_all(matter, made, by=by, now=now)
        seal_again(fresh, old["pdf"].stored.digest, findings, by=by, now=now)
        rows = _noted(fresh, old, reason, by=by, now=now)
        _tell(matter, rows[0], now=now)
    return rows


def _check_open(outgoing: Outgoing, reason: str) -> None:
    if outgoing.force != Force.IN_FORCE:
        said = "文件还没有发出，或者已经撤下，不用更正；没有发出的请直接改稿。"
        raise Refused(said, code="not-in-force")
    if not reason.strip():
        raise Refused("更正要写明原因，请写好再办。", code="no-remark")
    matters.running(outgoing.matter)


def _check_form(outgoing: Outgoing, made: Iterable[Made]) -> tuple[Finding, ...]:
    docx = next(one for one in made if one.media == "docx")
    return check_clean(docx.data, docx.name, outgoing)


def _corrected(outgoing: Outgoing, upload: Upload, *, by: Person, now: datetime) -> Gongwen:
    """传来的一份，系统填的各项照原来的。

    :raises Refused: 文件收不下；改了实质内容；没有改。
    """
    newest = newest_of(outgoing.matter)
    base, home = gongwen_of(newest), outgoing.matter.org
    onto = Onto(form=form_of(outgoing, newest), home=home, day=now.date(), base=base)
    gongwen = read_upload(upload, onto, by=by).gongwen
    printed = outgoing.printed_at or now
    gongwen = filled_in(gongwen, outgoing, now=printed)
    if not same_words(read_signed(outgoing, by=by), gongwen):
        raise Refused(SUBSTANTIVE, code="substantive")
    if gongwen == base:
        raise Refused(SAME, code="same-file")
    return gongwen


def _noted(
    outgoing: Outgoing, old: Mapping[str, MatterFile], reason: str, *, by: Person, now: datetime
) -> list[Correction]:
    """三份里换了的各记一条。

    :raises Refused: 做出来三份都和原来一样。
    """
    new = finals_of(outgoing)
    changed = [(media, row) for media, row in old.items() if new[media].pk != row.pk]
    if not changed:
        raise Refused(SAME, code="same-file")
    return [
        Correction.objects.create(
            matter=outgoing.matter,
            kind=CorrectionKind.REPLACE,
            old_file=row,
            new_file=new[media],
            reason=reason.strip()[:300],
            by=by,
            made_at=now,
        )
        for media, row in changed
    ]


def _tell(matter: Matter, made: Correction, *, now: datetime) -> None:
    inbox.send(
        [one for one in holders(matter) if one.pk != made.by_id],
        kind="correction",
        title=f"“{matter.title}”已更正，请以新的一份为准（{made.reason}）",
        cause=f"correction:{made.pk}",
        now=now,
        link=f"/matters/{matter.pk}/",
    )
