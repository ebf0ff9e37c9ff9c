"""拟稿页：左边填各项、写正文，右边是预览、检查和各版；不由我改的只能看。"""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft, Outgoing, Way
from sanban.documents.services import drafting, frozen
from sanban.web.drafting.door import get_outgoing
from sanban.web.drafting.forms import DraftPageForm, initial_of
from sanban.web.request import Request, done, note_view, number, respond, signed_in

PAGE = "drafting/editing.html"
TYPED = (Way.FORM, Way.MEND)
MAIN = ("doc_kind", "number_prefix", "title", "main_recipients")
# fmt: off
GROUPS = (
    ("版面上的其他要素", (
        "cc_recipients", "annotation", "attachments", "urgency", "format", "direction",
        "issuer", "joint", "sign_off_style", "signer_post", "signer_name", "adoption",
    )),
    ("纪要的名单", ("attend", "leave_request", "sit_in")),
    ("办理要用的", (
        "publicity", "publicity_reason", "is_important", "is_numbered", "project_basis",
        "contact",
    )),
)
WIDE = ("title", "main_recipients", "cc_recipients", "annotation", "attachments", "joint",
        "adoption", "attend", "leave_request", "sit_in", "publicity_reason", "project_basis")
# fmt: on
AFTER_SIGNING = {
    frozen.SUBSTANTIVE: "已存为第 {} 版。这份已经签发，这次改动了字词，要送签发人复审才能往下办。",
    frozen.MINOR: "已存为第 {} 版。这份已经签发，这次只动了标点格式，不必复审。",
    frozen.FREE: "已存为第 {} 版",
}


@require_http_methods(["GET", "POST"])
@signed_in
def edit(request: Request, pk: int) -> HttpResponse:
    """打开来看、来改；提交就存一版。"""
    outgoing = get_outgoing(request, pk)
    version = drafting.newest(outgoing.matter)
    if request.method == "POST":
        return _save(request, outgoing, version)
    note_view(request, outgoing.matter.target, "打开稿子")
    drafting.press().start()
    form = DraftPageForm(initial=initial_of(drafting.form_of(outgoing, version)), outgoing=outgoing)
    return respond(request, PAGE, _context(request, outgoing, version, form))


def _save(request: Request, outgoing: Outgoing, version: DraftVersion) -> HttpResponse:
    form = DraftPageForm(request.POST, outgoing=outgoing)
    if not form.is_valid():
        context = _context(request, outgoing, version, form)
        return respond(request, PAGE, context, part="sheet", status=422)
    made = drafting.save_form(
        outgoing,
        form.draft(),
        base=base_of(request),
        reason=request.POST.get("reason", ""),
        by=request.me,
        now=request.now,
    )
    return done(request, reverse("draft-edit", args=[outgoing.pk]), saved_words(outgoing, made))


def base_of(request: Request) -> int:
    """打开页面时是第几版。

    :raises Refused: 表单里没有。
    """
    base = number(request.POST.get("base"))
    if base is None:
        raise Refused("页面不完整，请刷新后再存；写好的内容还在。", code="no-base")
    return base


def saved_words(outgoing: Outgoing, made: DraftVersion) -> str:
    """存好以后说的一句话；签发以后的，说要不要复审。"""
    outgoing.refresh_from_db()
    changed = frozen.guard_change(outgoing, drafting.gongwen_of(made))
    return AFTER_SIGNING[changed].format(made.number)


def _context(
    request: Request, outgoing: Outgoing, version: DraftVersion, form: DraftPageForm
) -> dict[str, Any]:
    matter = outgoing.matter
    why_not = drafting.why_not(matter, request.me)
    lock = drafting.lock_of(matter, now=request.now)
    mine = DraftVersion.objects.filter(matter=matter, by=request.me, way__in=TYPED)
    return {
        "matter": matter,
        "outgoing": outgoing,
        "version": version,
        "form": form,
        "why_not": why_not,
        "lock": lock if lock and lock.person_id != request.me.pk else None,
        "main": [_cell(form, name) for name in MAIN],
        "groups": [(label, [_cell(form, name) for name in names]) for label, names in GROUPS],
        "late": LateDraft.objects.waiting(matter, request.me),
        "keep": f"draft-{matter.pk}-v{version.number}",
        "kept": f"draft-{matter.pk}-v",
        "done": " ".join(
            f"draft-{matter.pk}-v{one - 1}" for one in mine.values_list("number", flat=True)
        ),
    }


def _cell(form: DraftPageForm, name: str) -> dict[str, Any]:
    return {"field": form[name], "wide": name in WIDE}
