"""改稿：填表存一版、传文件存一版；登记簿的各栏一并改。"""

from datetime import datetime
from functools import partial
from typing import Any

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, Outgoing, Way
from sanban.documents.services import frozen
from sanban.documents.services.drafting.filling import from_gongwen
from sanban.documents.services.drafting.form import (
    DraftForm,
    gongwen_from,
    settled,
)
from sanban.documents.services.drafting.permits import check_editor
from sanban.documents.services.drafting.starting import check_columns, columns
from sanban.documents.services.drafting.versions import Saved, keep, newest, version_of
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.gongwen.document import Gongwen
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.matters.services import Amendment, Entry
from sanban.people.models import Person

SIGNED = (
    "publicity", "publicity_reason", "is_important", "is_numbered", "project_basis", "contact",
)  # fmt: skip
"""随稿签发的各栏，稿纸上都印着，签发以后不能改；代字另算，给了号才不能改。"""
LABELS = {
    "publicity": "公开属性",
    "publicity_reason": "公开属性的理由",
    "is_important": "重要公文",
    "is_numbered": "编号",
    "prefix": "机关代字",
    "project_basis": "发文立项",
    "contact": "联系人和电话",
}


def form_of(outgoing: Outgoing, version: DraftVersion | None = None) -> DraftForm:
    """一版稿子的各项，供拟稿页预填；不给版取最新的。"""
    version = version or newest(outgoing.matter)
    blank = DraftForm(
        doc_kind=outgoing.doc_kind,
        title=outgoing.matter.title,
        issuer=outgoing.issuer,
        urgency=outgoing.matter.urgency,
        **{name: getattr(outgoing, name) for name in LABELS},
    )
    return from_gongwen(gongwen_of(version), blank)


def save_form(
    outgoing: Outgoing, form: DraftForm, *, base: int, reason: str, by: Person, now: datetime
) -> DraftVersion:
    """照填好的表存一版，登记簿的各栏一并改；什么也没改的不另存。

    有人先存了新的一版，这一稿留在“没有并入的稿”（`LateDraft`）里，登记簿的各栏不改。

    :param base: 打开页面时是第几版。
    :raises Refused: 不由此人改、填得不对、有密级标志、有人先存了（代号 late）；
        改了签发过的栏（signed-columns）、给了号还改代字（numbered），稿也不存。
    """
    check_editor(outgoing.matter, by)
    form = settled(form, outgoing.matter.org)
    check_columns(form)
    guards.check_typed(form.words(), by=by)
    gongwen = _built(outgoing, form, base=base, now=now)
    saved = Saved(gongwen=gongwen, way=Way.FORM, reason=reason.strip()[:300], base=base)
    along = partial(_set_columns, outgoing, form, by=by, now=now)
    return keep(outgoing, saved, by=by, now=now, along=along)


def drafted(outgoing: Outgoing, form: DraftForm, *, base: int, now: datetime) -> Gongwen:
    """照表装成的公文，不存；预览也用它。

    :raises Refused: 填得不对。
    """
    return _built(outgoing, settled(form, outgoing.matter.org), base=base, now=now)


def _built(outgoing: Outgoing, form: DraftForm, *, base: int, now: datetime) -> Gongwen:
    before = version_of(outgoing.matter, base)
    day = timezone.localtime(now).date()
    return gongwen_from(form, day=day, base=gongwen_of(before))


def _set_columns(outgoing: Outgoing, form: DraftForm, *, by: Person, now: datetime) -> None:
    """改登记簿里不在稿子上的各栏，留痕说改了哪几栏；在存稿的事务里，由此人改已经验过。"""
    matter = matters.running(outgoing.matter)
    fresh = Outgoing.objects.select_related("prefix", "matter").get(pk=outgoing.pk)
    wanted = columns(form)
    altered = {name: one for name, one in wanted.items() if getattr(fresh, name) != one}
    _check_signed(fresh, altered)
    _amend(matter, form, by=by, now=now)
    if not altered:
        return
    _write(fresh, altered, by=by, now=now)
    if "is_numbered" in altered:
        matters.set_values(matter, numbered=form.is_numbered)


def _check_signed(fresh: Outgoing, altered: dict[str, Any]) -> None:
    """签发人签过的栏没有动，给了号的没有改代字。"""
    if fresh.number_id and "prefix" in altered:
        said = f"这份已经编号（{fresh.number}），机关代字不能再改；确要改的，请先注销这个文号。"
        raise Refused(said, code="numbered")
    names = "、".join(LABELS[name] for name in SIGNED if name in altered)
    if names and frozen.is_frozen(fresh):
        said = f"这份已经签发，{names}是随稿签过的，不能直接改；这次没有存。"
        raise Refused(f"{said}确要改的，请退回审核环节改好，再送签发。", code="signed-columns")


def _amend(matter: Matter, form: DraftForm, *, by: Person, now: datetime) -> None:
    """事项的标题、紧急程度跟着表走；命令、纪要的标题不在稿子上。"""
    pairs = (("标题", matter.title, form.title), ("紧急程度", matter.urgency, form.urgency))
    names = [name for name, old, new in pairs if old != new]
    if names:
        note = f"改了{'、'.join(names)}"
        amendment = Amendment(note=note, urgency=form.urgency, title=form.title)
        matters.amend(matter, amendment, by=by, now=now)


def _write(fresh: Outgoing, altered: dict[str, Any], *, by: Person, now: datetime) -> None:
    matter = matters.running(fresh.matter)
    note = "改了" + "、".join(LABELS[name] for name in altered)
    entry = Entry("change_draft", "改发文登记", note=note, is_work=False)
    matters.write(matter, entry, by=by, now=now)
    Outgoing.objects.filter(pk=fresh.pk).update(**altered)
