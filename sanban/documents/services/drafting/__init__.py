"""拟稿：起草、改稿、各版稿子、检查、预览。"""

from sanban.documents.services.drafting.findings import findings_of
from sanban.documents.services.drafting.form import DraftForm
from sanban.documents.services.drafting.permits import lock_of, may_edit, why_not
from sanban.documents.services.drafting.preview import (
    Preview,
    docx_of,
    page_of,
    press,
    preview,
    preview_pages,
)
from sanban.documents.services.drafting.saving import drafted, form_of, save_form
from sanban.documents.services.drafting.starting import start_draft
from sanban.documents.services.drafting.uploading import (
    Onto,
    Read,
    read_upload,
    start_from_file,
    upload_version,
)
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
    "Onto",
    "Preview",
    "Read",
    "Saved",
    "add_version",
    "digest_of",
    "docx_of",
    "drafted",
    "findings_of",
    "form_of",
    "gongwen_of",
    "keep",
    "lock_of",
    "may_edit",
    "newest",
    "page_of",
    "press",
    "preview",
    "preview_pages",
    "read_upload",
    "save_form",
    "start_draft",
    "start_from_file",
    "text_of",
    "upload_version",
    "why_not",
]
