"""拟稿：起草、改稿、各版稿子、检查、预览。"""

from sanban.documents.services.drafting.findings import findings_of
from sanban.documents.services.drafting.form import DraftForm
from sanban.documents.services.drafting.permits import lock_of, may_edit, why_not
from sanban.documents.services.drafting.saving import drafted, form_of, save_form
from sanban.documents.services.drafting.starting import start_draft
from sanban.documents.services.drafting.versions import (
    Saved,
    add_version,
    digest_of,
    gongwen_of,
    keep,
    newest,
    text_of,
)

__all__ = [
    "DraftForm",
    "Saved",
    "add_version",
    "digest_of",
    "drafted",
    "findings_of",
    "form_of",
    "gongwen_of",
    "keep",
    "lock_of",
    "may_edit",
    "newest",
    "save_form",
    "start_draft",
    "text_of",
    "why_not",
]
