"""把公文填进拟稿的表。"""

from dataclasses import replace

from sanban.documents.services.drafting.form import DraftForm, organs_of
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.kinds import DOC_KINDS
from sanban.engine.gongwen.markdown.build import LISTS
from sanban.engine.gongwen.markdown.writing import write_body


def from_gongwen(gongwen: Gongwen, form: DraftForm) -> DraftForm:
    """把公文里的各项填进表：公文里没有的项照 `form`。"""
    mark, title = gongwen.first(of.IssuerMark), gongwen.first(of.Title)
    main, copies = gongwen.first(of.MainRecipients), gongwen.first(of.CcRecipients)
    note = gongwen.first(of.AttachmentNote)
    organs = organs_of(gongwen) or (mark.organs if mark else ())
    filled = replace(
        form,
        doc_kind=gongwen.kind,
        format=gongwen.format,
        direction=gongwen.direction,
        title=title.text if title else form.title,
        issuer=organs[0] if organs else form.issuer,
        joint=tuple(organs[1:]),
        main_recipients=main.text if main else (copies.main if copies else ""),
        cc_recipients=copies.text if copies else "",
        annotation=_text(gongwen.first(of.Annotation)),
        adoption=_text(gongwen.first(of.Adoption)),
        attachments=note.names if note else (),
        body=write_body(gongwen),
    )
    return _signed(gongwen, _attended(gongwen, filled))


def _attended(gongwen: Gongwen, form: DraftForm) -> DraftForm:
    found = gongwen.first(of.Attendance)
    rows = dict(found.rows) if found else {}
    attend, leave, sit = (rows.get(label, "") for label, _ in LISTS)
    return replace(form, attend=attend, leave_request=leave, sit_in=sit)


def _signed(gongwen: Gongwen, form: DraftForm) -> DraftForm:
    sign_off = gongwen.first(of.SignOff)
    if sign_off is None:
        return form
    usual = DOC_KINDS[gongwen.kind].sign_off or of.UNSEALED
    first = sign_off.organs[0] if sign_off.organs else of.Signatory("")
    style = "" if sign_off.style == usual else sign_off.style
    return replace(form, sign_off_style=style, signer_post=first.post, signer_name=first.name)


def _text(one: of.Annotation | of.Adoption | None) -> str:
    return one.text if one else ""
