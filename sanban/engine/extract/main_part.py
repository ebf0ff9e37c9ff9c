"""主体和版记里的各项：标题、文种、成文日期、主送、抄送。"""

import re

from sanban.engine.extract.dates import full_date
from sanban.engine.extract.field import CHECK, Field, taken
from sanban.engine.extract.head import MEETING, Found, first
from sanban.engine.roles import Element, patterns

LATIN_GAP = re.compile(r"(?<=[A-Za-z0-9])\s+(?=[A-Za-z0-9])")
KIND = re.compile(
    rf"({'|'.join(sorted(patterns.KINDS, key=len, reverse=True))})(?:[（(].{{0,40}}[）)])?$"
)
OTHER_KIND = re.compile(
    rf"({'|'.join(sorted(patterns.OTHER_KINDS, key=len, reverse=True))})(?:[（(].{{0,40}}[）)])?$"
)
ABOUT = re.compile(r"关于|印发|转发|批转")
DATE_ROLES = (("issue_date", 0.95), ("print_date", 0.55))


def title(found: Found) -> Field | None:
    """标题；多行连成一行。纪要没有标题的，用红头和期次。"""
    element = first(found, "title")
    if element:
        value = joined(element)
        return taken(element, value, confidence=_title_sure(element, value))
    mark, serial = first(found, "issuer_mark"), first(found, "doc_number")
    if not mark or not MEETING.search(patterns.squeeze(mark.text)):
        return None
    number = patterns.squeeze(serial.text) if serial else ""
    return taken(mark, patterns.squeeze(mark.text) + number, confidence=0.7)


def _title_sure(element: Element, value: str) -> float:
    """事由和文种俱全的标题有把握；只有其一的看它像不像，都没有的请核对。"""
    complete = (KIND.search(value) is not None) + (ABOUT.search(value) is not None)
    doubtful = element.confidence < CHECK
    floor = (0.0, CHECK, 0.75 if doubtful else 0.9)[complete]
    return (0.6, 0.9, 1.0)[complete] * max(element.confidence, floor)


def joined(element: Element) -> str:
    """多行连成一行：汉字之间的空白去掉，字母数字之间留一个空格。"""
    text = LATIN_GAP.sub("\0", element.text.replace("\n", " ").strip())
    return re.sub(r"\s+", "", text).replace("\0", " ")


def doc_kind(found: Found) -> Field | None:
    """文种：标题最后的词；令和纪要看红头。"""
    element = first(found, "title")
    hit = KIND.search(joined(element)) if element else None
    if element and hit:
        return _last(element, hit.group(1), 0.95)
    mark = first(found, "issuer_mark")
    hit = KIND.search(patterns.squeeze(mark.text)) if mark else None
    if mark and hit:
        return _last(mark, hit.group(1), 0.9)
    hit = OTHER_KIND.search(joined(element)) if element else None
    return _last(element, hit.group(1), 0.6) if element and hit else None


def _last(element: Element, word: str, confidence: float) -> Field:
    place = element.text.rfind(word)
    if place < 0:
        return taken(element, word, confidence=confidence)
    start = element.start + place
    return Field(word, word, start, start + len(word), element.page, confidence)


def issue_date(found: Found) -> Field | None:
    """成文日期，ISO 格式；没有落款日期的退到印发日期，请人核对。"""
    for role, sure in DATE_ROLES:
        for element in found.get(role, []):
            day = full_date(element.text)
            if day:
                note = "" if role == "issue_date" else "没有认出成文日期，这是印发日期。"
                return taken(element, day.isoformat(), confidence=sure, note=note)
    return None


def main_recipient(found: Found) -> Field | None:
    """主送机关，去掉末尾的冒号。"""
    element = first(found, "main_recipient")
    if not element:
        return None
    value = joined(element).rstrip(":：")
    return taken(element, value, confidence=max(0.6, element.confidence))


def cc_recipient(found: Found) -> Field | None:
    """抄送机关。"""
    for element in found.get("cc_recipient", []):
        hit = re.match(r"抄\s*[送报]\s*[:：]", element.text)
        if hit:
            value = joined(element).split("：", 1)[-1].split(":", 1)[-1].rstrip("。.")
            return taken(element, value, confidence=0.92)
    return None
