"""比两版：哪里不同，摆在两边；也写成带修订的 DOCX。"""

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft, Outgoing
from sanban.documents.services.drafting.preview import shown
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.compare import Comparison, compare
from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.fonts import NoFont
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.serialise import from_json
from sanban.engine.read import read
from sanban.engine.render.docx import to_docx
from sanban.engine.render.typesetting import TypesettingFailed

Draft = DraftVersion | LateDraft


def compare_versions(outgoing: Outgoing, old: Draft, new: Draft) -> Comparison:
    """两版的不同；版式都由系统排，所以只剩文字、数字的不同。

    :raises Refused: 有一版排不成。
    """
    first, second = _docx(outgoing, old), _docx(outgoing, new)
    return compare(read(first, f"{old}.docx"), read(second, f"{new}.docx"))


def redline_docx(outgoing: Outgoing, old: Draft, new: Draft) -> bytes:
    """在旧版上写出修订，署新版作者的名和时间；全部接受就是新版。

    :raises Refused: 写不成修订。
    """
    pen = Pen(new.by.name, new.made_at)
    try:
        return redline(_docx(outgoing, old), _docx(outgoing, new), pen=pen).data
    except CannotRevise as fault:
        raise Refused(str(fault), code="no-redline") from fault


def _docx(outgoing: Outgoing, one: Draft) -> bytes:
    try:
        return to_docx(shown(_gongwen(one), outgoing)).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(str(fault), code="no-preview") from fault


def _gongwen(one: Draft) -> Gongwen:
    return gongwen_of(one) if isinstance(one, DraftVersion) else from_json(one.gongwen)
