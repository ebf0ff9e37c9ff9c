"""文件的钟点工作：清扫、补转页面图。"""

from datetime import datetime

from sanban.core.jobs import job
from sanban.engine.fonts import NoFont, find_fonts
from sanban.engine.pages import office
from sanban.engine.pages.office import NoOffice
from sanban.files import services
from sanban.files.models import Rendition, RenditionState

MOST = 200


@job
def sweep(now: str) -> str:
    """收走没有主的文件；缺了的报给管理员。"""
    swept = services.sweep(now=datetime.fromisoformat(now))
    missing = f"，有 {len(swept.missing)} 份在盘上缺失，请查验" if swept.missing else ""
    return f"收走 {swept.removed} 份{missing}"


@job
def retry(now: str) -> str:
    """当初缺 LibreOffice 或中文字体转不成的，装好以后自己补转；一次至多二百份。"""
    lacked = [str(fault) for fault, is_here in _tools() if is_here]
    rows = Rendition.objects.filter(state=RenditionState.FAILED, fault__in=lacked)
    found = list(rows.select_related("source").order_by("id")[:MOST])
    for row in found:
        services.ask_rendition(row.source, again=True)
    return f"补转 {len(found)} 份" if found else "没有要补转的"


def _tools() -> list[tuple[Exception, bool]]:
    return [(NoOffice(), office.is_here()), (NoFont(), _has_font())]


def _has_font() -> bool:
    try:
        find_fonts()
    except NoFont:
        return False
    return True
