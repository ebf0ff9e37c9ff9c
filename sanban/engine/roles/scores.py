"""打分：一行像不像某个要素，由一张线索表加起来算。"""

from collections.abc import Callable

from sanban.engine.roles import patterns
from sanban.engine.roles.views import (
    View,
    bracketed_number,
    dated_note,
    finished,
    in_note,
    names_only,
    note_goes_on,
    numbered_mark,
    printed,
    recipients_go_on,
    starts_title,
    title_follows,
)

Test = Callable[[View], object]
Cue = tuple[float, Test]

# fmt: off
REQUIRED: dict[str, Test] = {
    "copy_no":         lambda v: v.near_top and patterns.COPY_NO.fullmatch(v.bare),
    "classification":  lambda v: v.near_top and patterns.SECRECY.fullmatch(v.bare),
    "urgency":         lambda v: v.near_top and patterns.URGENCY.fullmatch(v.bare),
    "issuer_mark":     lambda v: v.near_top and len(v.bare) <= 60 and not v.sentence
                                 and not v.bare.startswith("关于"),
    "doc_number":      lambda v: v.near_top and (patterns.DOC_NUMBER.fullmatch(v.bare)
                                                 or patterns.SERIAL.fullmatch(v.bare)),
    "signer_name":     lambda v: v.near_top and (patterns.SIGNER.fullmatch(v.bare)
                                                 or names_only(v)),
    "label":           lambda v: v.near_top and patterns.LABEL.match(v.bare),
    "head_org":        lambda v: v.near_top and v.plain_org
                                 and patterns.DATE.fullmatch(v.next),
    "head_date":       lambda v: v.near_top and patterns.DATE.fullmatch(v.bare),
    "title":           lambda v: v.line.index < 24 and len(v.bare) <= 120,
    "number_below":    lambda v: v.near_top and bracketed_number(v),
    "byline":          lambda v: v.near_top and v.plain_org,
    "date_below":      lambda v: v.near_top and (dated_note(v) or note_goes_on(v)),
    "main_recipient":  lambda v: v.line.index < 30 and (v.bare.endswith(("：", ":"))
                                                        or recipients_go_on(v)),
    "body":            lambda v: True,
    "attachment_note": lambda v: v.near_end,
    "issuer_signature": lambda v: v.near_end and len(v.bare) <= 40,
    "issue_date":      lambda v: v.near_end and patterns.DATE.fullmatch(v.bare),
    "annotation":      lambda v: v.near_end and patterns.ANNOTATION.fullmatch(v.bare),
    "attachment":      lambda v: True,
    "cc_recipient":    lambda v: v.near_end,
    "print_org":       lambda v: v.near_end and v.plain_org,
    "print_date":      lambda v: v.near_end and printed(v),
}
CUES: dict[str, tuple[Cue, ...]] = {
    "copy_no":        ((5, lambda v: True),),
    "classification": ((5, lambda v: True),),
    "urgency":        ((5, lambda v: True),),
    "issuer_mark": (
        (-2.0, lambda v: True),
        (5.0, lambda v: v.line.look.red),
        (-3.0, lambda v: v.red_head and not v.line.look.red),
        (2.0, lambda v: v.big and v.line.look.red),
        (4.0, lambda v: v.bare.endswith("文件") and patterns.ORG.match(v.bare)),
        (2.5, lambda v: v.bare == "文件"),
        (1.5, lambda v: v.plain_org),
        (2.0, lambda v: v.plain_org and patterns.DOC_NUMBER.fullmatch(v.next)),
        (2.0, lambda v: v.plain_org and patterns.COPY_NO.fullmatch(v.next)),
        (3.5, lambda v: v.plain_org and v.next.startswith(v.bare)),
        (4.0, lambda v: v.plain_org and v.next.endswith("文件") and patterns.ORG.match(v.next)),
        (4.0, numbered_mark),
        (4.0, lambda v: numbered_mark(v) and v.big and v.centred),
        (-4.0, lambda v: patterns.DOC_NUMBER.fullmatch(v.bare) or patterns.DATE.fullmatch(v.bare)),
        (-4.0, lambda v: patterns.SIGNER.match(v.bare) or v.bare.endswith(("：", ":"))),
        (-4.0, lambda v: patterns.COPY_NO.fullmatch(v.bare) or patterns.URGENCY.fullmatch(v.bare)),
        (-3.0, lambda v: v.styled and not v.line.look.red and starts_title(v)),
    ),
    "doc_number":     ((6, lambda v: True),),
    "signer_name": (
        (6.0, lambda v: patterns.SIGNER.match(v.bare)),
        (-3.0, lambda v: not patterns.SIGNER.match(v.bare)),
        (4.0, lambda v: patterns.SIGNER.match(v.previous) and names_only(v)
                        and not v.plain_org and not v.centred and len(v.bare) <= 9),
    ),
    "label":          ((7.0, lambda v: True),),
    "head_org":       ((4.0, lambda v: True),),
    "head_date":      ((4.0, lambda v: True),),
    "title": (
        (0.5, lambda v: True),
        (2.5, lambda v: patterns.KIND_END.search(v.bare) and not v.sentence),
        (2.5, lambda v: starts_title(v) or "关于" in v.bare[:40]),
        (1.5, lambda v: v.line.index == 0),
        (2.0, lambda v: v.centred and len(v.bare) >= 2),
        (2.0, lambda v: v.big and not v.line.look.red),
        (1.5, lambda v: v.plain_org and title_follows(v)),
        (-5.0, lambda v: v.line.look.red and v.red_head),
        (-4.0, lambda v: v.sentence),
        (-4.0, lambda v: v.bare.endswith(("：", ":"))),
        (-6.0, lambda v: patterns.DOC_NUMBER.fullmatch(v.bare.strip("（）()"))
                         or patterns.SERIAL.fullmatch(v.bare)),
        (-6.0, lambda v: patterns.DATE.fullmatch(v.bare.strip("（）()"))),
        (-5.0, lambda v: v.bare.endswith("文件") and "关于" not in v.bare),
        (-3.0, lambda v: patterns.NUMBERED.match(v.bare) and not v.centred),
        (-3.0, lambda v: finished(v) and not v.centred),
        (-2.5, lambda v: v.styled and not v.centred and not v.big),
        (-2.0, lambda v: len(v.bare) > 60),
        (-3.0, lambda v: patterns.ATTENDANCE.match(v.bare)),
    ),
    "number_below":   ((4.5, lambda v: True),),
    "byline": (
        (-0.5, lambda v: True),
        (3.0, finished),
        (1.0, lambda v: patterns.DATE.search(v.next)),
    ),
    "date_below":     (
        (1.0, lambda v: True),
        (4.0, lambda v: v.bare.startswith(("（", "(")) or patterns.DATE.fullmatch(v.bare)),
        (4.0, note_goes_on),
    ),
    "main_recipient": (
        (1.0, lambda v: True),
        (3.0, lambda v: patterns.CLASS_NAMES.search(v.bare)),
        (1.5, lambda v: not v.line.look.indent),
        (2.5, lambda v: finished(v) or patterns.DOC_NUMBER.fullmatch(v.previous)),
        (-5.0, lambda v: "。" in v.bare or patterns.ANNOUNCED.search(v.bare)),
        (-4.0, lambda v: patterns.NUMBERED.match(v.bare) or patterns.CC.match(v.bare)),
        (-4.0, lambda v: v.previous.endswith(("：", ":"))),
        (-4.0, lambda v: patterns.ATTENDANCE.match(v.bare)),
    ),
    "body": (
        (1.5, lambda v: True),
        (1.5, lambda v: v.sentence),
        (1.5, lambda v: len(v.bare) > 40),
        (1.0, lambda v: patterns.NUMBERED.match(v.bare)),
        (1.0, lambda v: v.line.look.indent),
        (-1.0, lambda v: v.big),
        (-4.0, lambda v: v.attached),
    ),
    "attachment_note": (
        (-3.0, lambda v: True),
        (8.0, lambda v: patterns.ATTACHMENT_NOTE.match(v.bare) and len(v.bare) > 4),
        (4.0, lambda v: patterns.NUMBERED.match(v.bare) and not v.sentence
                        and in_note(v)),
    ),
    "issuer_signature": (
        (-3.0, lambda v: True),
        (4.0, lambda v: v.plain_org),
        (3.0, lambda v: patterns.DATE.fullmatch(v.next)),
        (1.0, lambda v: v.line.look.align in {"right", "center"} or v.line.look.indent > 4),
        (-3.0, lambda v: v.sentence or v.bare.endswith(("：", ":"))),
        (-4.0, lambda v: patterns.CC.match(v.bare) or patterns.DATE.search(v.bare)),
    ),
    "issue_date":     ((6.0, lambda v: True),),
    "annotation": (
        (2.0, lambda v: True),
        (3.0, lambda v: patterns.DATE.fullmatch(v.previous)),
        (2.0, lambda v: "联系" in v.bare or "公开" in v.bare or "发至" in v.bare),
    ),
    "attachment": (
        (0.5, lambda v: True),
        (6.5, lambda v: patterns.ATTACHMENT_LABEL.fullmatch(v.bare)),
        (1.5, lambda v: v.attached),
    ),
    "cc_recipient": (
        (-3.0, lambda v: True),
        (9.0, lambda v: patterns.CC.match(v.bare)),
        (3.5, lambda v: v.previous.startswith(("抄送", "抄报")) and v.sentence),
    ),
    "print_org": (
        (-1.0, lambda v: True),
        (6.5, lambda v: v.next.endswith("印发")),
    ),
    "print_date":     ((7.0, lambda v: True),),
}
# fmt: on


def score(view: View) -> dict[str, float]:
    """一行在每个可能的状态下得几分；不可能的状态不列。"""
    return {
        state: sum(weight for weight, test in CUES[state] if test(view))
        for state, test in REQUIRED.items()
        if test(view)
    }
