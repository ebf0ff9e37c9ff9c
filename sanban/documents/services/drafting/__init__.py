"""拟稿：起草、改稿、各版稿子、检查、预览。"""

from sanban.documents.services.drafting.answering import Way, answering, ways_for
from sanban.documents.services.drafting.comparing import compare_versions, redline_docx
from sanban.documents.services.drafting.findings import (
    Found,
    check_draft,
    checked_of,
    findings_of,
    with_decisions,
)
from sanban.documents.services.drafting.form import DraftForm
from sanban.documents.services.drafting.late import adopt_late, drop_late
from sanban.documents.services.drafting.lengths import Burden, burden_of
from sanban.documents.services.drafting.mending import ignore, mend, restore
from sanban.documents.services.drafting.permits import lock_of, may_edit, may_start, why_not
from sanban.documents.services.drafting.preview import (
    Preview,
    docx_of,
    page_of,
    press,
    preview,
    preview_pages,
    sweep_previews,
)
from sanban.documents.services.drafting.saving import drafted, form_of, save_form
from sanban.documents.services.drafting.starting import start_draft
from sanban.documents.services.drafting.templates import TEMPLATES, Template, template_of, title_for
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
    characters,
    keep,
    newest,
    text_of,
    version_of,
)
from sanban.documents.services.frozen import gongwen_of

__all__ = [
    "TEMPLATES",
    "Burden",
    "DraftForm",
    "Found",
    "Onto",
    "Preview",
    "Read",
    "Saved",
    "Template",
    "Way",
    "add_version",
    "adopt_late",
    "answering",
    "burden_of",
    "characters",
    "check_draft",
    "checked_of",
    "compare_versions",
    "docx_of",
    "drafted",
    "drop_late",
    "findings_of",
    "form_of",
    "gongwen_of",
    "ignore",
    "keep",
    "lock_of",
    "may_edit",
    "may_start",
    "mend",
    "newest",
    "page_of",
    "press",
    "preview",
    "preview_pages",
    "read_upload",
    "redline_docx",
    "restore",
    "save_form",
    "start_draft",
    "start_from_file",
    "sweep_previews",
    "template_of",
    "text_of",
    "title_for",
    "upload_version",
    "version_of",
    "ways_for",
    "why_not",
    "with_decisions",
]
