"""提取：从来文里认出登记要用的各项，每项带原文、位置和把握。"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sanban.engine.extract import head, main_part, tasks
from sanban.engine.extract.field import CHECK, SURE, Crop, Field
from sanban.engine.extract.scanned import doubted
from sanban.engine.read import Physical, read_scan
from sanban.engine.roles import Element, recognise

__all__ = ["CHECK", "NAMES", "SURE", "Crop", "Extracted", "Field", "extract", "extract_scan"]

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
    """提取各项；`physical` 来自 `sanban.engine.read` 的 `read`、`read_scan`。

    识读出来的，每项另带扫描件上的位置，把握按认字的把握和各项的写法往下调。
    """
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
    if any(paragraph.letters for paragraph in physical.paragraphs):
        kept = doubted(kept, physical)
    return Extracted(kept, elements, physical.needs_ocr)


def extract_scan(source: Path | bytes, name: str = "") -> tuple[Physical, Extracted]:
    """识读扫描件、图片并提取各项：先读头尾几页，没有成文日期的再往后找。

    :raises Unreadable: 没装识读的程序、打不开、认得太久。
    """
    physical = read_scan(source, name, until=_is_signed)
    return physical, extract(physical)


def _is_signed(physical: Physical) -> bool:
    """找到了落款的日期，不必再往下读；纪要没有落款。"""
    found = {element.role: element.text for element in recognise(physical)}
    return "issue_date" in found or found.get("issuer_mark", "").endswith("纪要")


def _issued(field: Field | None) -> date | None:
    return date.fromisoformat(field.value) if field else None
