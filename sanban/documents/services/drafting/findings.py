"""检查：一版稿子有哪些毛病，哪些已经决定不改。"""

from sanban.documents.models import DraftVersion
from sanban.documents.services.drafting.versions import text_of
from sanban.engine.proof import Finding, check


def findings_of(version: DraftVersion) -> tuple[Finding, ...]:
    """一版稿子的发现，位置按 `text_of` 数；已经决定不改的不在内。"""
    return check(text_of(version))
