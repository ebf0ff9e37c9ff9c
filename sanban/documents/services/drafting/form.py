"""拟稿的各项：填的一张表和一份公文，互相变来变去，一个字不差。"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from sanban.core.errors import Refused
from sanban.documents.models import NumberPrefix
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.blocks import Block, Paragraph
from sanban.engine.gongwen.checks.musts import ADOPTED
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.kinds import DOC_KINDS, MINUTES_FORMAT, ORDER_FORMAT, DocKind
from sanban.engine.gongwen.markdown.build import LISTS, SUFFIX, build
from sanban.engine.gongwen.markdown.front import Typed
from sanban.engine.gongwen.markdown.reading import Reading
from sanban.engine.gongwen.markdown.writing import pictures_of, write_block
from sanban.engine.gongwen.problems import Rejected
from sanban.people.models import Org

PART = "正文"
KEPT = (of.DocNumber, of.Signers, of.CopyNo, of.PrintLine)
"""系统管的要素：改稿时照旧，编号、签发、印制时才动。"""
URGENT = {"top": "特急", "high": "加急"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftForm:
    """拟稿要填的各项。

    :param doc_kind: 文种代号（`DOC_KINDS`）；`format`、`direction` 不填按文种定。
    :param issuer: 主办机关；不填用代字的名义，再没有就是起草人的单位。
    :param joint: 联合发文的其他机关，次序就是排列的次序。
    :param urgency: 事项的紧急程度代号（top、high……）。
    :param attachments: 附件的名称；附件的正文写在 `body` 里“# 附件1：题名”之后。
    :param attend: 纪要的出席、请假、列席名单。
    :param body: 正文，写法同 `engine.gongwen.markdown`。
    """

    doc_kind: str
    title: str
    format: str = ""
    direction: str = ""
    prefix: NumberPrefix | None = None
    issuer: str = ""
    joint: tuple[str, ...] = ()
    main_recipients: str = ""
    cc_recipients: str = ""
    urgency: str = ""
    publicity: str = ""
    publicity_reason: str = ""
    is_important: bool = False
    is_numbered: bool = True
    project_basis: str = ""
    contact: str = ""
    annotation: str = ""
    adoption: str = ""
    attachments: tuple[str, ...] = ()
    attend: str = ""
    leave_request: str = ""
    sit_in: str = ""
    sign_off_style: str = ""
    signer_post: str = ""
    signer_name: str = ""
    body: str = ""

    def words(self) -> Iterator[str]:
        """填写的全部文字，供查密级标志。"""
        for one in fields(self):
            value = getattr(self, one.name)
            if isinstance(value, str):
                yield from value.splitlines()
            elif isinstance(value, tuple):
                yield from value


def settled(form: DraftForm, home: Org) -> DraftForm:
    """补上没填的：格式、方向、发文机关。

    :raises Refused: 没有这个文种、没写标题、代字不是本机关的。
    """
    kind = DOC_KINDS.get(form.doc_kind)
    if kind is None:
        raise Refused("请选一个文种。", code="no-kind")
    if not form.title.strip():
        raise Refused("标题还没有写，请写好再存。", code="no-title")
    _check_prefix(form.prefix, home)
    prefix = form.prefix
    return replace(
        form,
        title="".join(form.title.splitlines()).strip(),
        format=form.format or _usual_format(kind, prefix),
        direction=form.direction or kind.directions[0],
        issuer=form.issuer.strip() or (prefix.issuer if prefix else home.name),
        body=form.body.replace("\r\n", "\n").replace("\r", "\n"),
        publicity_reason=form.publicity_reason.strip(),
        project_basis=form.project_basis.strip(),
        contact=form.contact.strip(),
    )


def _usual_format(kind: DocKind, prefix: NumberPrefix | None) -> str:
    """命令、纪要有自己的格式，别的文种跟着代字走。"""
    is_own = kind.format in (ORDER_FORMAT, MINUTES_FORMAT)
    return kind.format if is_own or prefix is None else prefix.format


def _check_prefix(prefix: NumberPrefix | None, home: Org) -> None:
    if prefix and (prefix.org_id != home.pk or not prefix.is_active):
        said = f"“{prefix.text}”不是本机关在用的代字，请另选一个。"
        raise Refused(said, code="not-our-prefix")


def gongwen_from(form: DraftForm, *, day: date, base: Gongwen | None = None) -> Gongwen:
    """把填好的各项装成公文；没改过的段照 `base` 原样留着，图从 `base` 里取。

    :param day: 成文日期先写哪一天；`base` 里有的照旧。
    :raises Refused: 正文写得不对；说明在第几行。
    """
    with tempfile.TemporaryDirectory(prefix="sanban-draft-") as name:
        folder = Path(name)
        for file, picture in (pictures_of(base) if base else {}).items():
            (folder / file).write_bytes(picture.data)
        try:
            built = build(_typed(form, day, base), Reading(folder, PART))
        except Rejected as rejected:
            raise Refused(_said(rejected), code="bad-body") from rejected
    built = _named(built, base)
    return _merged(built, form, base) if base else bare(built)


def _named(built: Gongwen, base: Gongwen | None) -> Gongwen:
    """附件说明里的名称和附件的题名改了一处，另一处跟着改；两处都改了照题名。"""
    note = built.first(of.AttachmentNote)
    if note is None:
        return built
    old = {one.number: one.title for one in base.every(of.Attachment)} if base else {}
    names, elements = list(note.names), list(built.elements)
    for at, one in enumerate(elements):
        place = max(one.number, 1) - 1 if isinstance(one, of.Attachment) else len(names)
        if not isinstance(one, of.Attachment) or place >= len(names):
            continue
        if one.title == old.get(one.number):
            elements[at] = replace(one, title=names[place])
        else:
            names[place] = one.title
    fresh = replace(note, names=tuple(names))
    kept = tuple(fresh if one is note else one for one in elements)
    return replace(built, elements=kept)


def _said(rejected: Rejected) -> str:
    first = rejected.problems[0]
    where = f"正文第 {first.line} 行，" if first.line else ""
    more = f"（还有 {len(rejected.problems) - 1} 处）" if len(rejected.problems) > 1 else ""
    return f"{where}{first.element}：{first.message}{more}"


def _typed(form: DraftForm, day: date, base: Gongwen | None) -> Typed:
    copies = base.first(of.CcRecipients) if base else None
    given = {
        "doc_kind": DOC_KINDS[form.doc_kind].name,
        "format": form.format,
        "direction": form.direction,
        "issuer": [form.issuer, *form.joint],
        "mark_suffix": _suffix(form),
        "urgency": URGENT.get(form.urgency, ""),
        "title": [form.title] if form.title and _is_titled(form, base) else "",
        "adoption": form.adoption,
        "main_recipient": form.main_recipients,
        "main_recipient_moved": bool(copies and copies.main and form.main_recipients),
        "cc_recipient": form.cc_recipients,
        "attachment": list(form.attachments),
        "annotation": form.annotation,
        "sign_off_style": form.sign_off_style,
        "post": form.signer_post,
        "signer_name": form.signer_name,
        "issue_date": day if _is_dated(form, base) else None,
        **{code: getattr(form, code) for _, code in LISTS},
    }
    kept = {code: one for code, one in given.items() if one not in ("", [], None, False)}
    return Typed({**kept, "mark_suffix": given["mark_suffix"]}, {}, form.body, 1)


def _is_titled(form: DraftForm, base: Gongwen | None) -> bool:
    """命令没有标题；纪要原来没写标题的照旧。"""
    if form.format not in (ORDER_FORMAT, MINUTES_FORMAT):
        return True
    if base and base.format == form.format:
        return base.first(of.Title) is not None
    return form.format == MINUTES_FORMAT


def _is_dated(form: DraftForm, base: Gongwen | None) -> bool:
    """落款要不要成文日期：会议通过的写在题注里，纪要不落款。"""
    if base and base.first(of.SignOff):
        return True
    adopted = form.doc_kind in ADOPTED and not form.adoption.strip()
    return bool(DOC_KINDS[form.doc_kind].sign_off) or adopted


def _suffix(form: DraftForm) -> str:
    prefix = form.prefix
    if prefix and prefix.format == form.format:
        return prefix.mark_suffix
    return SUFFIX[form.format]


def _merged(built: Gongwen, form: DraftForm, base: Gongwen) -> Gongwen:
    """系统管的要素照旧；没改过的段、没改过的标题照旧。"""
    kept = [one for one in base.elements if isinstance(one, KEPT)]
    lines = form.body.split("\n")
    fresh = [_element(one, lines, base) for one in built.elements if not isinstance(one, KEPT)]
    return bare(replace(built, elements=in_order([*kept, *fresh])))


def _element(one: of.Element, lines: list[str], base: Gongwen) -> of.Element:
    if isinstance(one, of.Body | of.Attachment):
        return replace(one, blocks=_kept_blocks(one, lines, base))
    if isinstance(one, of.Title):
        old = base.first(of.Title)
        return old if old and old.text == one.text else one
    if isinstance(one, of.IssuerMark):
        return _mark(one, base)
    if isinstance(one, of.SignOff):
        signed = base.first(of.SignOff)
        return replace(one, day=signed.day) if signed else one
    return one


def _mark(one: of.IssuerMark, base: Gongwen) -> of.IssuerMark:
    """红头只署主办机关的，落款的机关没变，红头也照旧。"""
    old, organs = base.first(of.IssuerMark), organs_of(base)
    if old and organs and old.organs != organs and one.organs == organs:
        return replace(one, organs=old.organs)
    return one


def _kept_blocks(
    one: of.Body | of.Attachment, lines: list[str], base: Gongwen
) -> tuple[Block, ...]:
    """字面没有变的段，用原来的那一块：有些样子（分条写的正文）从字面上看不出来。"""
    names = {id(picture): name for name, picture in pictures_of(base).items()}
    old: dict[str, Block] = {}
    holders: Sequence[of.Body | of.Attachment]
    holders = (*base.every(of.Body), *base.every(of.Attachment))
    for holder in holders:
        for block in holder.blocks:
            old.setdefault(write_block(block, names), block)
    return tuple(old.get(_line_of(block, lines), block) for block in one.blocks)


def _line_of(block: Block, lines: list[str]) -> str:
    if isinstance(block, Paragraph) and block.source:
        return lines[block.source.line - 1].strip()
    return write_block(block, {})


def bare(gongwen: Gongwen) -> Gongwen:
    """去掉出处：同样的公文，不管从哪里读来，存下来都一样。"""
    return cast("Gongwen", _bare(gongwen))


def _bare(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_bare(one) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    pairs = {one.name: _bare(getattr(value, one.name)) for one in fields(value)}
    return replace(value, **{**pairs, **({"source": None} if "source" in pairs else {})})


def organs_of(gongwen: Gongwen) -> tuple[str, ...]:
    """落款署名的机关。"""
    sign_off = gongwen.first(of.SignOff)
    return tuple(one.organ for one in sign_off.organs if one.organ) if sign_off else ()
