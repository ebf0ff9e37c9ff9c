"""一件归档文件：元数据、文件、查验、整件下载。"""

import json
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from sanban.archives import services
from sanban.archives.models import ArchiveItem
from sanban.archives.services.manifest import file_rows
from sanban.documents import services as documents
from sanban.web.request import Request, note_read, respond, signed_in

PAGE = "archives/item.html"
SHOWN = ("文件编号", "责任者", "日期", "文种", "主送", "紧急程度", "密级", "附件题名")


def _item(request: Request, pk: int) -> ArchiveItem:
    rows = ArchiveItem.objects.select_related("matter__incoming", "matter__org", "archived_by")
    return get_object_or_404(rows.visible_to(request.me), pk=pk)


@require_GET
@signed_in
def show(request: Request, pk: int) -> HttpResponse:
    """看一件。"""
    item = _item(request, pk)
    note_read(request, item.matter.target, f"看档案 {item.archival_code}")
    return respond(request, PAGE, _context(item))


def _context(item: ArchiveItem) -> dict[str, object]:
    described = json.loads(item.metadata)["内容描述"]
    return {
        "item": item,
        "described": {name: described[name] for name in SHOWN if described.get(name)},
        "files": file_rows(item.matter),
        "steps": len(json.loads(item.manifest)["steps"]),
    }


@require_POST
@signed_in
def verify(request: Request, pk: int) -> HttpResponse:
    """当场重算全部摘要。"""
    item = _item(request, pk)
    services.note_export("verify", by=request.me, target=item.matter.target)
    context = {**_context(item), "check": services.verify(item)}
    return respond(request, PAGE, context, part="check")


@require_GET
@signed_in
def package(request: Request, pk: int) -> Any:
    """整件打成一个包下载。"""
    item = _item(request, pk)
    services.note_export("zip", by=request.me, target=item.matter.target, detail=item.archival_code)
    incoming = getattr(item.matter, "incoming", None)
    sheet = documents.handling_sheet(incoming) if incoming else None
    whole = services.zip_item(item, handling_sheet=sheet)
    return FileResponse(whole, as_attachment=True, filename=f"{item.archival_code}.zip")
