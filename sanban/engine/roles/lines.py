"""待认的行：把段落按换行和宽空白切成行，去掉页眉页脚和装饰。"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sanban.engine.read import Look, Paragraph, Physical
from sanban.engine.roles import patterns

# 一行里并排放的两样东西，中间总隔着制表符或几个空格
GAP = re.compile(r"\t+|[ \u3000]{2,}|[ \u3000]?(?=签发人[:：])")
STRONG = tuple(
    re.compile(pattern)
    for pattern in (
        patterns.DOC_NUMBER.pattern,
        patterns.SIGNER.pattern,
        patterns.COPY_NO.pattern,
        patterns.URGENCY.pattern,
        patterns.SECRECY.pattern,
        rf"(?:{patterns.DATE.pattern})(?:印发)?",
    )
)
PRINT_TAIL = re.compile(
    rf"^\s*({patterns.ORG_NAME})[\s　]*"
    r"((?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*印发)"
)
LONGEST = 400
# 落款日期和附件之间至多隔着附注等几行
SIGNED_NEAR = 5
OUTSIDE = {"header", "footer", "watermark"}


@dataclass(frozen=True, slots=True)
class Line:
    """一行：`text` 是原样文字，`bare` 去尽空白；`gap` 是前面空了几行。"""

    text: str
    bare: str
    start: int
    look: Look
    paragraph: Paragraph
    gap: int = 0
    index: int = 0

    @property
    def end(self) -> int:
        """行末位置。"""
        return self.start + len(self.text)


def lines_of(physical: Physical) -> tuple[Line, ...]:
    """全文的行；红色的页眉（有的单位把红头放在页眉里）也算。"""
    found: list[Line] = []
    gap = 0
    for line in _pieces(physical):
        if not line.bare:
            gap += 1
            continue
        if _counts(line):
            found.append(_numbered(line, gap, len(found)))
        gap = 0
    return tuple(found)


def body_size(lines: tuple[Line, ...]) -> float:
    """正文字号：字数最多的字号，磅；不知道答 0。"""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.look.size:
            sizes[round(line.look.size * 2) / 2] += len(line.bare)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def main_part_end(lines: tuple[Line, ...]) -> int:
    """主体到第几行为止：落款日期后面不远单独一行“附件”起是附件；没有附件的是总行数。"""
    signed = -SIGNED_NEAR
    for line in lines[SIGNED_NEAR:]:
        if patterns.DATE.fullmatch(line.bare):
            signed = line.index
        elif patterns.ATTACHMENT_LABEL.fullmatch(line.bare) and line.index - signed < SIGNED_NEAR:
            return line.index
    return len(lines)


def _numbered(line: Line, gap: int, index: int) -> Line:
    return Line(line.text, line.bare, line.start, line.look, line.paragraph, gap, index)


def _counts(line: Line) -> bool:
    outside = line.paragraph.place in OUTSIDE and not line.look.red
    decoration = patterns.RULE_LINE.fullmatch(line.text) is not None
    page_no = patterns.PAGE_NO.fullmatch(line.bare) and not patterns.COPY_NO.fullmatch(line.bare)
    return not (outside or decoration or page_no)


def _pieces(physical: Physical) -> Iterator[Line]:
    for paragraph in physical.paragraphs:
        start = paragraph.start
        for row in paragraph.text.split("\n"):
            for left, right in _split(row):
                yield _trimmed(row[left:right], start + left, paragraph)
            start += len(row) + 1


def _trimmed(text: str, start: int, paragraph: Paragraph) -> Line:
    left = len(text) - len(text.lstrip())
    clean = text.strip().removeprefix("# ")
    bare = patterns.squeeze(clean).lstrip("#*").rstrip("*")
    # 太长的只会是正文，留头尾够认就行
    bare = bare if len(bare) <= LONGEST else bare[:LONGEST] + bare[-20:]
    return Line(clean, bare, start + left, paragraph.look, paragraph)


def _split(row: str) -> list[tuple[int, int]]:
    if len(row) > LONGEST:
        return [(0, len(row))]
    tail = PRINT_TAIL.match(row)
    if tail:
        return [tail.span(1), tail.span(2)]
    edges = [(hit.start(), hit.end()) for hit in GAP.finditer(row.rstrip()) if hit.start()]
    if not edges:
        return [(0, len(row))]
    lefts = [0, *(end for _, end in edges)]
    rights = [*(start for start, _ in edges), len(row)]
    spans = list(zip(lefts, rights, strict=True))
    strong = any(_strong(patterns.squeeze(row[left:right])) for left, right in spans)
    return spans if strong else [(0, len(row))]


def _strong(bare: str) -> bool:
    return any(pattern.fullmatch(bare) for pattern in STRONG)
