"""台账导出：照屏上的筛选，栏目、版面照纸质的；边取边写进临时文件，再一段段发出去。"""

from collections.abc import Mapping
from tempfile import TemporaryFile

from django.http import FileResponse
from django.views.decorators.http import require_GET

from sanban.archives.models import ArchiveItem
from sanban.people.models import BUSINESS
from sanban.supervision.services.exporting import export_xlsx
from sanban.web.imports import EXCEL
from sanban.web.request import Request, with_role
from sanban.web.supervision.book import book_of
from sanban.web.supervision.ledger import form_of, range_of

NAME = "督办台账.xlsx"


@require_GET
@with_role(*BUSINESS)
def export(request: Request) -> FileResponse:
    """导出筛选出来的台账。"""
    form = form_of(request)
    rows = book_of(request.me, form.chosen(), request.now).rows().in_ledger_order()
    whole = TemporaryFile()  # noqa: SIM115
    try:
        export_xlsx(
            rows, whole, scope=range_of(form), by=request.me, now=request.now, archived=_codes
        )
    except BaseException:
        whole.close()
        raise
    whole.seek(0)
    return FileResponse(whole, as_attachment=True, filename=NAME, content_type=EXCEL)


def _codes(ids: list[int]) -> Mapping[int, str]:
    """归了档的，事项 → 档号。"""
    found = ArchiveItem.objects.filter(matter__in=ids)
    return dict(found.values_list("matter_id", "archival_code"))
