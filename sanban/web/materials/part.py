"""一份来稿：单位看要什么、按提纲填或者传文件；约稿人看、评定。手机上也好用。"""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sanban.documents.models import MaterialCall, MaterialPart
from sanban.documents.services import Upload, materials
from sanban.documents.services.materials import Supply, pieces_of
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.models import TRAIL, Matter, MatterState
from sanban.people.models import RoleCode
from sanban.web.materials.calling import next_close
from sanban.web.materials.doors import get_part
from sanban.web.materials.states import SUPPLY, lateness, told
from sanban.web.request import Request, done, get_matter, note_read, respond, signed_in

PAGE = "materials/part.html"
ORIGINS = "materials/origins.html"


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看一份来稿；送到手上的算签收。"""
    part = get_part(request, pk)
    request.rail = "received" if RoleCode.LIAISON in request.roles else "material-calls"
    context = context_of(request, part)
    todo = context["todo"]
    if todo is not None and todo.acknowledged_at is None:
        matters.acknowledge(part.matter, by=request.me, now=request.now)
    note_read(request, part.matter.target)
    return respond(request, PAGE, context)


def context_of(request: Request, part: MaterialPart) -> dict[str, Any]:
    """来稿页要的全部内容。"""
    matter, call = part.matter, part.call
    steps = list(TRAIL.rows(matter.pk))
    past = matters.past_of(matter, request.me)
    options = matters.options_for(matter, request.me, past)
    todo = options.todo
    due_at = todo.due_at if todo and matter.stage == SUPPLY else call.due_at
    return {
        "part": part,
        "call": call,
        "matter": matter,
        "todo": todo,
        "steps": steps,
        "due_at": due_at,
        "told": told(matter.state, matter.stage, grade=part.grade, due_at=due_at, now=request.now),
        "late": lateness(part.supplied_at, call.due_at),
        "supplies": todo is not None and matter.stage == SUPPLY,
        "grades": todo is not None and matter.stage == "grade",
        "takes_back": matter.stage == "grade" and _sent_by(options),
        "boxes": _boxes(part),
        "pieces": pieces_of(part.body),
        "redo_by": timezone.localtime(next_close(request.now, 1)),
        "manages": materials.may_manage(call, request.me) and not call.withdrawn_at,
        "is_live": matter.state == MatterState.RUNNING,
    }


def _sent_by(options: matters.Options) -> bool:
    return options.undo is not None and options.undo.action == "supply"


def _boxes(part: MaterialPart) -> list[dict[str, str]]:
    """各格：提纲，和上一回写的。"""
    found = {one.heading: "\n".join(one.paragraphs) for one in pieces_of(part.body)}
    names = part.call.heading_list or [""]
    loose = found.get("", "") if names != [""] else ""
    rows = [{"name": name, "text": found.get(name, "")} for name in names]
    rows[0]["text"] = "\n".join(filter(None, (loose, rows[0]["text"])))
    return rows if not part.source_id else [{**row, "text": ""} for row in rows]


@require_POST
@signed_in
def supply(request: Request, pk: int) -> HttpResponse:
    """交稿。"""
    part = get_part(request, pk)
    file = request.FILES.get("file")
    given = Supply(
        answers=tuple(request.POST.getlist("answer")),
        upload=Upload(file.name or "", file.chunks()) if file else None,
        note=request.POST.get("note", ""),
    )
    made = materials.supply(part, given, by=request.me, now=request.now)
    said = f"已交 {made.characters} 字，{part.call.by.name}会收到"
    return done(request, reverse("material", args=(pk,)), said)


@require_POST
@signed_in
def take_back(request: Request, pk: int) -> HttpResponse:
    """撤回重写。"""
    part = get_part(request, pk)
    materials.take_back(part, by=request.me, now=request.now)
    return done(request, reverse("material", args=(pk,)), "已撤回，改好再交；写好的字还在")


@require_GET
@signed_in
def download(request: Request, pk: int) -> FileResponse:
    """下载交来的文件。"""
    part = get_part(request, pk)
    if part.source is None:
        raise Http404
    note_read(request, part.matter.target, "下载来稿")
    return FileResponse(
        files.open_file(part.source),
        as_attachment=True,
        filename=part.source_name,
        content_type="application/octet-stream",
    )


@require_GET
@signed_in
def origins(request: Request, pk: int) -> HttpResponse:
    """一份稿子并进过哪些来稿：放在稿子的页上。"""
    matter = get_matter(request, pk)
    found = materials.origins(matter)
    calls = MaterialCall.objects.visible_to(request.me).filter(matter=matter).order_by("-id")
    ids = [one.part.pk for one in found]
    seen = set(
        Matter.objects.filter(pk__in=ids).visible_to(request.me).values_list("pk", flat=True)
    )
    context: dict[str, Any] = {"origins": found, "calls": list(calls), "seen": seen}
    return respond(request, ORIGINS, context)
