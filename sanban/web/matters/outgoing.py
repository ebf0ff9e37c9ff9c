"""发文事项页的内容：正文取哪一份，各个页签要什么，给谁看到哪里。"""

from collections.abc import Callable
from typing import Any

from sanban.core.errors import Refused
from sanban.documents.models import (
    Consultation,
    DraftVersion,
    Force,
    ForceChange,
    IssuedNumber,
    Outgoing,
    SealUse,
)
from sanban.documents.services import drafting
from sanban.matters.models import Matter, MatterFile, Todo
from sanban.web.matters.files import sees_drafts
from sanban.web.matters.versions import drawn
from sanban.web.request import Request, number

# fmt: off
TABS = {
    "file":     "正文",
    "draft":    "稿纸",
    "versions": "各版",
    "review":   "审核单",
    "consult":  "会签",
    "issue":    "用印",
    "receipts": "回执",
    "trace":    "流转",
    "files":    "文件",
}
OUTSIDE = {"file": "正文", "files": "文件"}
"""收文单位看得到的：只看定稿。"""
# fmt: on
FINAL_ROLES = ("main",)
KEPT_ROLES = ("main", "final", "redline", "draft_sheet")
"""不在“文件”里逐份更正、撤回的：签发稿、花脸稿、稿纸是凭据；定稿三种一并更正，在“用印”里。"""
OUTGOING_TO_LEADERS = ("cosign", "sign_off")
OFFICE = ("clerk", "director")
FINAL_MEDIA = ("pdf", "ofd")
NO_PAGES = "还没有稿子；从“更多”里打开拟稿页起草。"
FOR_UNITS = "这份文件发给贵单位；要报办理情况的，在“本单位收件”里报。"
OUT_OF_FORCE = {
    Force.RETRACTED: "这份文件已经撤回，请不要再执行；以通知为准。",
    Force.REPEALED: "这份文件已经废止，自废止之日起失效。",
    Force.REVOKED: "这份文件已经撤销，自始无效。",
}


def tabs_for(matter: Matter, request: Request, todos: list[Todo]) -> dict[str, str]:
    """此人看得到的页签。"""
    return TABS if sees_drafts(matter, request.me, todos) else OUTSIDE


def final_of(files: list[MatterFile]) -> MatterFile | None:
    """印好的定稿（PDF）；还没有的为空。"""
    rows = [one for one in files if one.replaced_by_id is None and one.retracted_at is None]
    made = [one for one in rows if one.role in FINAL_ROLES and one.stored.media == "pdf"]
    return made[-1] if made else None


def dress(context: dict[str, Any], request: Request) -> dict[str, Any]:
    """发文事项页比别的事项多出来的。"""
    matter, tab = context["matter"], context["tab"]
    outgoing: Outgoing = matter.outgoing
    inside = "trace" in context["tabs_known"]
    made = {
        "outgoing": outgoing,
        "inside": inside,
        "doc_kind": outgoing.get_doc_kind_display(),
        "force_note": force_note(outgoing),
        "kept_roles": KEPT_ROLES,
        "files": context["files"] if inside else [one for one in context["files"] if is_out(one)],
    }
    if tab == "file" and inside and (context["file"] is None or "version" in request.GET):
        made |= draft_view(matter, request)
    if tab in MAKERS:
        made |= MAKERS[tab](context, request)
    if not inside:
        made |= {"waiting": FOR_UNITS, "following": None}
    return {**context, **made}


def is_out(file: MatterFile) -> bool:
    """随文件发出去的：印好的定稿和附件。"""
    if file.replaced_by_id or file.retracted_at:
        return False
    return file.role == "attachment" or (
        file.role in FINAL_ROLES and file.stored.media in FINAL_MEDIA
    )


def draft_view(matter: Matter, request: Request) -> dict[str, Any]:
    """正文还是稿子时，看哪一版、有几页。"""
    asked = number(request.GET.get("version"))
    rows = DraftVersion.objects.of(matter)
    version = (rows.filter(number=asked).first() if asked else None) or rows.first()
    if version is None:
        return {"file": None, "page_note": NO_PAGES}
    try:
        count = drawn(version).pages
    except Refused as fault:
        return {"file": None, "version": version, "page_note": fault.message}
    return {"file": None, "version": version, "version_pages": range(1, count + 1)}


def force_note(outgoing: Outgoing) -> str:
    """不再有效的，说一句。"""
    return OUT_OF_FORCE.get(Force(outgoing.force), "")


def _versions(context: dict[str, Any], request: Request) -> dict[str, Any]:
    matter: Matter = context["matter"]
    rows = list(DraftVersion.objects.of(matter).defer("gongwen"))
    signed = matter.outgoing.signed_version_id
    pairs = zip(rows, [*rows[1:], None], strict=True)
    return {
        "versions": [
            {"row": row, "before": before.number if before else None, "signed": row.pk == signed}
            for row, before in pairs
        ],
        "may_edit": drafting.may_edit(matter, request.me),
    }


def _consult(context: dict[str, Any], request: Request) -> dict[str, Any]:
    matter: Matter = context["matter"]
    rows = list(Consultation.objects.of(matter).select_related("settled_by"))
    settles = request.me.pk == matter.drafter_id or bool(request.roles.intersection(OFFICE))
    groups: dict[int, list[Consultation]] = {}
    for row in rows:
        groups.setdefault(row.round, []).append(row)
    return {"rounds": list(groups.values()), "may_settle": settles}


def _issue(context: dict[str, Any], request: Request) -> dict[str, Any]:
    matter: Matter = context["matter"]
    seals = SealUse.objects.filter(matter=matter).select_related("by", "waived_by")
    return {
        "numbers": _numbers(context),
        "seals": list(seals.order_by("used_at")),
        "changes": _changes(matter),
    }


def _numbers(context: dict[str, Any]) -> list[IssuedNumber]:
    """给过的号；没有注销过的，登记簿上的那一个就是全部，不再去查。"""
    matter: Matter = context["matter"]
    if not any(one.action == "void_number" for one in context["steps"]):
        found = matter.outgoing.number
        return [found] if found else []
    rows = IssuedNumber.objects.filter(matter=matter).select_related("prefix", "voided_by")
    return list(rows.order_by("given_at"))


def _changes(matter: Matter) -> list[ForceChange]:
    """撤回、废止、撤销；还有效的没有，不去查。"""
    if matter.outgoing.force in (Force.DRAFT, Force.IN_FORCE):
        return []
    rows = ForceChange.objects.filter(outgoing=matter.outgoing).select_related("by", "successor")
    return list(rows.order_by("made_at"))


Maker = Callable[[dict[str, Any], Request], dict[str, Any]]
MAKERS: dict[str, Maker] = {
    "versions": _versions,
    "consult": _consult,
    "issue": _issue,
}
