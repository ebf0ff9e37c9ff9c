"""正文不整段加粗、倾斜、加下划线。

整段加粗、倾斜、加下划线不是公文的写法；要强调的只在句子里加粗几个字。
"""

from collections.abc import Iterator

from sanban.engine.check.aspects import inked, run_edits, style_of
from sanban.engine.check.document import Document
from sanban.engine.check.paragraphs import Para
from sanban.engine.check.rule import Fault, FormatRule
from sanban.engine.proof.rule import Level, Strength

CODES = ("body", "main_recipient", "issuer_signature", "issue_date", "annotation", "title")
HEADINGS = ("heading1", "heading2", "heading3", "heading4")
# fmt: off
KINDS = (
    # 看哪一项      说法        关掉
    ("bold",       "加粗",     {"b": "0", "bCs": "0"}),
    ("italic",     "倾斜",     {"i": "0", "iCs": "0"}),
    ("underline",  "加下划线", {"u": "none"}),
)
# fmt: on


def check(document: Document) -> Iterator[Fault]:
    """每个字都这样的段；层次标题加粗不算。"""
    for para in document.of(*CODES, *HEADINGS):
        pieces = list(inked(para))
        for name, label, off in KINDS:
            bold = para.code in (*HEADINGS, "title") or style_of(document, para.code).bold
            skipped = name == "bold" and bold
            if pieces and not skipped and all(getattr(one.look, name) for one in pieces):
                yield _fault(para, label, off)


def _fault(para: Para, label: str, off: dict[str, str]) -> Fault:
    edits = run_edits(inked(para), dict(off))
    return Fault(
        f"这一段整段{label}，公文正文不整段{label}，应去掉。", para, edits=edits, asks=True
    )


RULE = FormatRule(
    id="BD-06", name="whole-emphasis", clause="公文版面的通行做法", check=check, seen=check,
    level=Level.HINT, strength=Strength.PRACTICE, fix="B",
)  # fmt: skip
