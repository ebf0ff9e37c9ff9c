"""传文件：三办排的 DOCX 原样读回，外来的认出各要素；没拿进来的一一告诉作者，原文件留着。"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, Outgoing, Way
from sanban.documents.services.drafting.filling import from_gongwen
from sanban.documents.services.drafting.form import (
    KEPT,
    DraftForm,
    bare,
    gongwen_from,
    settled,
)
from sanban.documents.services.drafting.permits import check_editor, check_starter
from sanban.documents.services.drafting.saving import form_of
from sanban.documents.services.drafting.starting import Origin, check_columns, open_draft
from sanban.documents.services.drafting.versions import Saved, keep, newest
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.extract.left_out import left_out
from sanban.engine.extract.whole import Whole, whole
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.markdown import read_markdown
from sanban.engine.gongwen.markdown.body import IMAGE
from sanban.engine.gongwen.markdown.front import FENCES
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.read import check
from sanban.engine.read.errors import Unreadable
from sanban.engine.read.gongwen import gongwen_from_docx
from sanban.engine.read.office import as_docx
from sanban.files import services as files
from sanban.files.models import StoredFile
from sanban.files.services import guards
from sanban.files.services.guards import Checked, Upload
from sanban.matters.models import Matter
from sanban.people.models import Org, Person

WORD, PLAIN = (".docx", ".doc", ".wps"), (".md", ".txt")
WRONG = "稿子请传 Word、WPS 文档（.docx、.doc、.wps）或纯文本（.md、.txt）；“{}”没有收下。"
OURS = (*KEPT, of.Urgency, of.PageNumbers)
"""改稿的人传上来也不算数的要素：照系统里的。"""
KEPT_SOURCE = "原文件已原样保存，可以下载。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Onto:
    """读到哪里去：没认出的项从 `form` 补，系统管的要素从 `base` 来，`home` 是发文的单位。"""

    form: DraftForm
    home: Org
    day: date
    base: Gongwen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """读出来的一份稿：公文、验过的文件、没拿进来的几样。"""

    gongwen: Gongwen
    checked: Checked
    left: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """告诉作者的话；都拿进来了是空。"""
        if not self.left:
            return ""
        return f"文件里的{'、'.join(self.left)}没有进入稿子；{KEPT_SOURCE}"


def start_from_file(
    upload: Upload,
    form: DraftForm,
    *,
    by: Person,
    now: datetime,
    answers: Matter | None = None,
    parent: Matter | None = None,
) -> Outgoing:
    """从一份文件起草：认出的各项用文件的，没认出的用表里填的。

    :raises Refused: 无权起草、文件收不下或带宏、读不出文字、有密级标志、填得不对。
    """
    check_starter(by)
    onto = Onto(form=form, home=by.org, day=timezone.localtime(now).date())
    read = read_upload(upload, onto, by=by)
    form = settled(from_gongwen(read.gongwen, form), by.org)
    check_columns(form)
    guards.check_typed(form.words(), by=by)
    with transaction.atomic():
        saved = _saved(read, Way.START, read.said)
        return open_draft(form, saved, Origin(answers=answers, parent=parent), by=by, now=now)


def upload_version(
    outgoing: Outgoing, upload: Upload, *, base: int, reason: str, by: Person, now: datetime
) -> DraftVersion:
    """传一份改好的文件，存为下一版；原文件留着。

    没拿进来的几样写在这一版的说明里。

    :param base: 下载时是第几版。
    :raises Refused: 不由此人改、文件收不下或带宏、读不出文字、有人先存了（代号 late，文件也留着）。
    """
    check_editor(outgoing.matter, by)
    before = DraftVersion.objects.of(outgoing.matter).filter(number=base).first()
    before = before or newest(outgoing.matter)
    onto = Onto(
        form=form_of(outgoing, before),
        home=outgoing.matter.org,
        day=timezone.localtime(now).date(),
        base=gongwen_of(before),
    )
    read = read_upload(upload, onto, by=by)
    said = "；".join(part for part in (reason.strip(), read.said) if part)
    guards.check_typed([said], by=by)
    return keep(outgoing, _saved(read, Way.UPLOAD, said, base), by=by, now=now)


def _saved(read: Read, way: str, said: str, base: int | None = None) -> Saved:
    return Saved(
        gongwen=read.gongwen,
        way=way,
        reason=said[:300],
        source=_stored(read.checked),
        source_name=read.checked.name,
        base=base,
    )


def _stored(checked: Checked) -> StoredFile:
    return files.store(checked.data, media=checked.media)


def read_upload(upload: Upload, onto: Onto, *, by: Person) -> Read:
    """读一份传来的稿，不存。

    :raises Refused: 后缀不对、太大、带宏、加密、读不出文字、有密级标志、写得不对。
    """
    suffix = guards.suffix_of(upload.name)
    if suffix not in (*WORD, *PLAIN):
        raise Refused(WRONG.format(guards.clean_name(upload.name)), code="wrong-suffix")
    checked, docx = _office(upload, by) if suffix in guards.SLOW else _checked(upload, by)
    if checked.physical is None or not checked.physical.text.strip():
        raise Refused("文件里没有读出文字，请换一份有文字的稿子。", code="no-text")
    found = _ours(docx) if docx else _typed(checked)
    if found is None:
        return _outside(checked, docx, onto)
    left = left_out(docx, has_pictures=True) if docx else ()
    return Read(gongwen=_adopted(found, onto.base), checked=checked, left=left)


def _checked(upload: Upload, by: Person) -> tuple[Checked, bytes]:
    """验过的一份，和它的 DOCX 字节；纯文本没有。"""
    checked = guards.check_attachment(upload, by=by)
    return checked, checked.data if checked.media == "docx" else b""


def _office(upload: Upload, by: Person) -> tuple[Checked, bytes]:
    """DOC、WPS：先看收不收，只请 LibreOffice 转一道。"""
    name, data = guards.check_name(upload.name, by=by), files.gather(upload.chunks)
    try:
        check(name, data)
        docx = as_docx(data)
        physical = guards.read_safely(docx, f"{Path(name).stem}.docx")
    except Unreadable as fault:
        raise Refused(f"“{name}”没有收下：{fault.message}", code=fault.code) from fault
    if guards.mark_in(physical):
        raise guards.refuse_secret(by=by, where="文件里")
    return Checked(name, data, physical), docx


def _ours(docx: bytes) -> Gongwen | None:
    """三办排的；不是的答空，损坏的早已拒绝。"""
    try:
        return gongwen_from_docx(docx)
    except Rejected:
        return None


def _typed(checked: Checked) -> Gongwen | None:
    """带文件头的打字公文。"""
    text = checked.physical.text.replace("\0", "") if checked.physical else ""
    if text.lstrip().split("\n", 1)[0].strip() not in FENCES:
        return None
    try:
        return read_markdown(text, Path("/nonexistent"))
    except Rejected as rejected:
        raise Refused(f"文件没有读成：{rejected.problems[0]}", code="bad-body") from rejected


def _adopted(found: Gongwen, base: Gongwen | None) -> Gongwen:
    """系统管的要素照原来的；成文日期到签发时才定，也照原来的。"""
    if base is None:
        drop = (of.DocNumber, of.Signers, of.CopyNo, of.Secrecy)
        plain = [one for one in found.elements if not isinstance(one, drop)]
        return bare(replace(found, elements=in_order(plain)))
    kept: list[of.Element] = [one for one in base.elements if isinstance(one, OURS)]
    fresh: list[of.Element] = [
        _dated(one, base) for one in found.elements if not isinstance(one, OURS)
    ]
    return bare(replace(found, elements=in_order([*kept, *fresh])))


def _dated(one: of.Element, base: Gongwen) -> of.Element:
    signed = base.first(of.SignOff)
    if isinstance(one, of.SignOff) and signed:
        return replace(one, day=signed.day)
    return one


def _outside(checked: Checked, docx: bytes, onto: Onto) -> Read:
    """外来的：认出各要素，照打字的公文装。"""
    assert checked.physical is not None
    found, dropped = _without_pictures(whole(checked.physical))
    filled = settled(_filled(onto.form, found), onto.home)
    gongwen = gongwen_from(filled, day=onto.day, base=onto.base)
    left = (*left_out(docx), *([f"{dropped} 幅图"] if dropped else []))
    return Read(gongwen=gongwen, checked=checked, left=left)


def _without_pictures(found: Whole) -> tuple[Whole, int]:
    """文字里指着别的图片文件的，图不在手边。"""
    lines = found.body.split("\n")
    kept = [line for line in lines if not IMAGE.match(line.strip())]
    body = "\n".join(kept).replace("\0", "")
    return replace(found, body=body), len(lines) - len(kept)


def _filled(form: DraftForm, found: Whole) -> DraftForm:
    """认出的各项填进表；换了文种的，格式、方向重新定。"""
    if found.kind and found.kind != form.doc_kind:
        form = replace(form, doc_kind=found.kind, format="", direction="")
    issuers = found.issuers or ((form.issuer, *form.joint) if form.issuer else ())
    return replace(
        form,
        title=found.title or form.title,
        main_recipients=found.main_recipients or form.main_recipients,
        cc_recipients=found.cc_recipients or form.cc_recipients,
        annotation=found.annotation or form.annotation,
        attachments=found.attachments or form.attachments,
        issuer=issuers[0] if issuers else "",
        joint=issuers[1:],
        body=found.body,
    )
