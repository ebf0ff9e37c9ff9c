"""发文稿纸：由登记、留痕和手迹排出一张，和定稿一起归档（条例第二十二条）。"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import CHECK, COSIGN, REVIEW, SIGN_OFF
from sanban.documents.models import Ink, Outgoing
from sanban.documents.services.drafting import gongwen_of
from sanban.documents.services.inking import ONLY_INK, TRANSCRIBE
from sanban.documents.services.issuing.attempt import newest_of, of_matter
from sanban.documents.services.issuing.versions import Made
from sanban.documents.services.sheet import day, opinions, ranked, stage_of
from sanban.engine.fonts import NoFont
from sanban.engine.forms.cells import Opinion, Written
from sanban.engine.forms.kinds.draft_sheet import DraftSheet
from sanban.engine.gongwen.elements import AttachmentNote
from sanban.engine.render.forms import form_to_pdf
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.files import services as files
from sanban.matters.models import Matter, Step, Urgency

REVIEWED = (CHECK.code, REVIEW.code)


def draft_sheet(outgoing: Outgoing) -> bytes:
    """排出发文稿纸（A4 PDF，右上角带二维码），各条意见、手迹都在上面。

    :raises Refused: 本机没有中文字体，或者没有排成。
    """
    try:
        return form_to_pdf(sheet_of(of_matter(outgoing.matter)), apart=True).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(f"发文稿纸没有排出来：{fault}", code="no-sheet") from fault


def sheet_file(outgoing: Outgoing) -> Made:
    """归档用的发文稿纸。"""
    return Made("发文稿纸.pdf", "pdf", draft_sheet(outgoing))


def sheet_of(outgoing: Outgoing) -> DraftSheet:
    """发文稿纸的各栏；撤下的意见不印，代签、代录的都注明。"""
    matter, version = outgoing.matter, newest_of(outgoing.matter)
    kept, hand = opinions(matter), _Hand.of(matter)
    note = gongwen_of(version).first(AttachmentNote)
    return DraftSheet(
        office=matter.org.name,
        code=outgoing.code,
        title=matter.title,
        doc_number=str(outgoing.number or ""),
        urgency=Urgency(matter.urgency).label if matter.urgency else "",
        due=day(matter.due_at) + "前" if matter.has_due else "",
        openness=outgoing.get_publicity_display(),
        openness_reason=outgoing.publicity_reason,
        signed_off=_said(_in(kept, (SIGN_OFF.code,)), hand, in_order=True),
        cosigned=_said(_in(kept, (COSIGN.code,)), hand),
        reviewed=_said(_in(kept, REVIEWED), hand, in_order=True),
        main_recipient=outgoing.main_recipients,
        cc_recipient=outgoing.cc_recipients,
        attachment="；".join(note.names) if note else "",
        section=matter.office_section.name if matter.office_section else "",
        drafter=matter.drafter.name,
        phone=outgoing.contact or matter.drafter.telephone,
        copies=str(outgoing.copies or ""),
        printed_on=day(outgoing.printed_at) if outgoing.printed_at else "",
    )


@dataclass(frozen=True, slots=True)
class _Hand:
    """手迹：第几步 → 手迹；照手迹录入的文字：哪一步 → 文字。"""

    inks: Mapping[int | None, Ink]
    typed: Mapping[int | None, str]

    @classmethod
    def of(cls, matter: Matter) -> "_Hand":
        inks = Ink.objects.filter(matter=matter).select_related("picture")
        rows = Step.objects.filter(matter=matter, action=TRANSCRIBE).order_by("number")
        return cls(
            {ink.step_number: ink for ink in inks}, {row.about_id: row.remark for row in rows}
        )

    def words(self, step: Step) -> str:
        """意见的文字：只有手迹的，用录入的；还没录入的为空。"""
        return self.typed.get(step.pk, "") if step.remark == ONLY_INK else step.remark


def _in(steps: Iterable[Step], stages: tuple[str, ...]) -> list[Step]:
    return [one for one in steps if stage_of(one) in stages]


def _said(steps: list[Step], hand: _Hand, *, in_order: bool = False) -> tuple[Opinion, ...]:
    """各条意见；会签按领导排序，审核、签发按先后。"""
    rows = steps if in_order else ranked(steps)
    return tuple(_opinion(one, hand) for one in rows)


def _opinion(step: Step, hand: _Hand) -> Opinion:
    owner, ink = step.on_behalf_of, hand.inks.get(step.number)
    told = {
        "text": hand.words(step),
        "name": f"{step.person_name}（代{owner.name}）" if owner else step.person_name,
        "post": step.post_name,
        "time": f"{timezone.localtime(step.done_at):%Y年%-m月%-d日}",
        "recorded_by": step.recorded_by.name if step.recorded_by else "",
    }
    if ink is None:
        return Opinion(**told)
    png = files.read_bytes(ink.picture)
    return Written(**told, png=png, width=ink.width, height=ink.height)
