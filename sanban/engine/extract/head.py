"""版头里的各项：份号、紧急程度、密级、来文字号、签发人、来文单位。"""

import re
from collections.abc import Callable

from sanban.engine.extract.field import Field, taken
from sanban.engine.roles import Element, patterns

Found = dict[str, list[Element]]
ODD_OPEN = re.compile(r"[［\[（(【〈<﹝{](?=(?:19|20)?\d{2}年?[］\]）)】〉>﹞}])")
BRACKETS = re.compile(r"[〔［\[（(【〈<﹝{]((?:19|20)?\d{2})年?[〕］\]）)】〉>﹞}]第?0*(\d+)号")
MEETING = re.compile(
    r"(?:党组|常务|专题|办公|全体|协调|调度|联席|工作|例行|局长|主任|县长|市长|区长)*会议?纪要$|纪要$|简报$|专报$"
)
PREFIX_TITLE = re.compile(rf"^({patterns.ORG_NAME})(?=关于|转发|印发|批转)")


def first(found: Found, role: str) -> Element | None:
    """某要素的第一处。"""
    return found[role][0] if found.get(role) else None


def copy_no(found: Found) -> Field | None:
    """份号：六位数字。"""
    element = first(found, "copy_no")
    digits = re.search(r"\d{6}", patterns.squeeze(element.text)) if element else None
    return taken(element, digits.group(), confidence=0.95) if element and digits else None


def urgency(found: Found) -> Field | None:
    """紧急程度：特急、加急等。"""
    element = first(found, "urgency")
    if not element:
        return None
    word = re.search("特急|加急|特提|平急|急件|紧急$", patterns.squeeze(element.text))
    return taken(element, word.group(), confidence=0.95) if word else None


def secrecy_level(found: Found) -> Field | None:
    """密级：只为告警，不为收存。"""
    element = first(found, "classification")
    if not element:
        return None
    return taken(element, patterns.squeeze(element.text).strip("【】（）()[]"), confidence=0.95)


def sender_number(found: Found) -> Field | None:
    """来文字号；括号、前导零不合规范的整理成〔年〕号，并说明。"""
    element = first(found, "doc_number")
    if not element:
        return None
    bare = patterns.squeeze(element.text)
    bare = bare.strip("（）()") if bare[:1] in "（(" and "〔" in bare else bare
    value = BRACKETS.sub(r"〔\1〕\2号", bare)
    odd = ODD_OPEN.search(bare) is not None
    note = f"原文写作“{element.text}”，已按规范整理。" if value != bare else ""
    sure = 0.97 if patterns.DOC_NUMBER.fullmatch(bare) else 0.8
    return taken(element, value, confidence=sure - 0.07 * odd, note=note)


def signer(found: Found) -> Field | None:
    """签发人；几人的以顿号相连。"""
    element = first(found, "signer_name")
    if not element:
        return None
    text = re.sub(r"^\s*签\s*发\s*人\s*[:：]?", "", element.text).strip()
    names = [re.sub(r"\s+", "", part) for part in re.split(r"[、，,\n]|\s{1,}(?=\S{2,})", text)]
    value = "、".join(name for name in names if name)
    return taken(element, value, confidence=0.93) if value else None


def sender_org(found: Found) -> Field | None:
    """来文单位：先看发文机关标志，再看署名，最后看标题开头的机关名。"""
    for read in SENDER_SOURCES:
        field = read(found)
        if field:
            return field
    return None


def _from_mark(found: Found) -> Field | None:
    element = first(found, "issuer_mark")
    if not element:
        return None
    whole = patterns.squeeze(element.text)
    if MEETING.search(whole):
        return _from_minutes(found, element, whole)
    value = "、".join(_mark_names(element))
    red = element.lines[0].look.red
    signed = value in _signed(found)
    known = patterns.only_orgs(value)
    sure = 0.72 + 0.12 * red + 0.12 * signed + 0.06 * known + 0.06 * whole.endswith("文件")
    return taken(element, value, confidence=sure) if value else None


def _mark_names(element: Element) -> list[str]:
    """逐行取机关名；排不下折到下一行的半截接回去。"""
    names: list[str] = []
    for line in element.lines:
        text = re.sub(r"(?:文件|命令|令)$", "", patterns.squeeze(line.text))
        whole = len(text) >= 4 and patterns.only_orgs(text)
        if names and not whole:
            names[-1] += text
        else:
            names += _names(text)
    return names


def _names(line: str) -> list[str]:
    return [part for part in re.split(r"[、，,;；]", line) if part]


def _from_minutes(found: Found, mark: Element, line: str) -> Field | None:
    signed = first(found, "issuer_signature")
    if signed:
        return taken(signed, patterns.squeeze(signed.text), confidence=0.88)
    value = MEETING.sub("", line)
    return taken(mark, value, confidence=0.65) if value else None


def _from_signature(found: Found) -> Field | None:
    element = first(found, "issuer_signature")
    if not element:
        return None
    lines = [patterns.squeeze(line.text) for line in element.lines]
    value = "、".join(name for line in lines for name in _names(line))
    return taken(element, value, confidence=min(0.9, element.confidence))


def _from_title(found: Found) -> Field | None:
    element = first(found, "title")
    if not element:
        return None
    names = [line.bare for line in element.lines[:-1] if patterns.only_orgs(line.bare)]
    start = PREFIX_TITLE.match(patterns.squeeze(element.text))
    value = "、".join(names) or (start.group(1) if start else "")
    return taken(element, value, confidence=0.75) if value else None


def _from_printer(found: Found) -> Field | None:
    element = first(found, "print_org")
    if not element:
        return None
    return taken(element, patterns.squeeze(element.text), confidence=0.5)


def _signed(found: Found) -> str:
    return "、".join(
        patterns.squeeze(element.text)
        for role in ("issuer_signature", "print_org")
        for element in found.get(role, [])
    )


SENDER_SOURCES: tuple[Callable[[Found], Field | None], ...] = (
    _from_mark,
    _from_signature,
    _from_title,
    _from_printer,
)
