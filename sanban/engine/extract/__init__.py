"""提取：从来文里认出登记要用的各项，每项带原文、位置和把握。"""

from dataclasses import dataclass
from datetime import date

from sanban.engine.extract import head, main_part, tasks
from sanban.engine.extract.field import CHECK, SURE, Field
from sanban.engine.read import Physical
from sanban.engine.roles import Element, recognise

__all__ = ["CHECK", "NAMES", "SURE", "Extracted", "Field", "extract"]

NAMES = {
    "sender_org": "来文单位",
    "sender_number": "来文字号",
    "title": "标题",
    "doc_kind": "文种",
    "issue_date": "成文日期",
    "main_recipient": "主送",
    "urgency": "紧急程度",
    "copy_no": "份号",
    "signer": "签发人",
    "cc_recipient": "抄送",
    "secrecy_level": "密级",
    "due_on": "时限",
    "nature": "办件阅件",
    "contact": "联系人",
}
PARTS = {
    "sender_org": head.sender_org,
    "sender_number": head.sender_number,
    "title": main_part.title,
    "doc_kind": main_part.doc_kind,
    "issue_date": main_part.issue_date,
    "main_recipient": main_part.main_recipient,
    "urgency": head.urgency,
    "copy_no": head.copy_no,
    "signer": head.signer,
    "cc_recipient": main_part.cc_recipient,
    "secrecy_level": head.secrecy_level,
    "contact": tasks.contact,
}


@dataclass(frozen=True, slots=True)
class Extracted:
    """一份来文的各项内容；没认出的项不在 `fields` 里。"""

    fields: dict[str, Field]
    elements: tuple[Element, ...]
    needs_ocr: bool


def extract(physical: Physical) -> Extracted:
    """提取各项；`physical` 来自 `sanban.engine.read.read`。"""
    elements = recognise(physical)
    found: dict[str, list[Element]] = {}
    for element in elements:
        found.setdefault(element.role, []).append(element)
    fields = {name: part(found) for name, part in PARTS.items()}
    kind = fields["doc_kind"]
    fields["due_on"] = tasks.due_on(
        found, _issued(fields["issue_date"]), kind=kind.value if kind else ""
    )
    fields["nature"] = tasks.nature(found, kind, fields["due_on"])
    kept = {name: field for name in NAMES if (field := fields[name]) and field.confidence >= CHECK}
    return Extracted(kept, elements, physical.needs_ocr)


def _issued(field: Field | None) -> date | None:
    return date.fromisoformat(field.value) if field else None
