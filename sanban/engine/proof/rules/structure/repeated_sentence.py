"""一句话不连着写两遍，一段话不重复出现。

拼稿、改稿时粘贴了两次，自己看不出来。紧挨着的两句一字不差（十二个字以上）
才说；两段一字不差（四十个字以上）只提示，表格里的、分条的各项不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Paragraph, Text

SENTENCE, PARAGRAPH = 12, 40


def check(text: Text) -> Iterator[Hit]:
    """先看紧挨着的句子，再看各段。"""
    before = ""
    for start, end in text.sentences:
        written = text.raw[start:end].strip()
        if len(written) >= SENTENCE and written == before:
            yield Hit(start, end, "这一句和前一句一字不差，删去。", ("",))
        before = written
    yield from _paragraphs(text)


def _paragraphs(text: Text) -> Iterator[Hit]:
    seen: dict[str, int] = {}
    for number, (start, end) in enumerate(text.lines, 1):
        if end - start < PARAGRAPH:
            continue
        written = text.raw[start:end].strip()
        first = seen.setdefault(written, number)
        paragraph = text.paragraph_at(start) if first != number else None
        if paragraph and _is_plain(paragraph) and len(written) >= PARAGRAPH:
            yield Hit(
                start,
                end,
                f"这一段和第{first}段一字不差，请看是不是粘贴重了。",
                (),
                0.7,
                Level.HINT,
            )


def _is_plain(paragraph: Paragraph) -> bool:
    return not paragraph.in_table and paragraph.item is None


RULE = Rule(
    id="S03",
    name="repeated-sentence",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="机关行文的通例：文字精练，不重复",
    check=check,
    wrong={
        "各乡镇要认真抓好值班工作。各乡镇要认真抓好值班工作。": "各乡镇要认真抓好值班工作。",
    },
    right=("各乡镇要认真抓好值班工作。县直部门要认真抓好值班工作。", "好！好！"),
)
