"""比对用的稿子：一份随便什么样的旧稿，随便改几下就是新稿。"""

from dataclasses import dataclass, replace
from functools import cache
from random import Random
from xml.sax.saxutils import escape

from tests.engine.samples import zipped

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORDS = (
    "高度重视", "提高政治站位", "安全生产", "防汛抗旱", "各乡镇", "县政府", "认真", "落实",
    "责任制", "督促检查", "，", "。", "、", "的", "和", "2026年3月5日", "300万元", "〔2026〕3号",
    "12.5%", "“三个一”", "\t", "乡村振兴", "A&B<C>", "工作", "报送", "情况",
)  # fmt: skip
LOOKS = ("", "<w:b/>", '<w:sz w:val="32"/>', '<w:rFonts w:eastAsia="楷体"/><w:b/>')
SHAPES = ("", '<w:jc w:val="center"/>', '<w:pStyle w:val="a1"/>', '<w:ind w:firstLine="640"/>')
SECTION = '<w:pgSz w:w="11906" w:h="{}"/><w:pgMar w:top="2098" w:bottom="1984"/>'


@dataclass(frozen=True)
class Para:
    """一段：各截（文字、样子）和段落的样子。"""

    runs: tuple[tuple[str, str], ...]
    shape: str = ""

    def xml(self) -> str:
        """写成 XML。"""
        return f"<w:p>{_wrapped('pPr', self.shape)}{''.join(map(_run, self.runs))}</w:p>"


@dataclass(frozen=True)
class Table:
    """一张表。"""

    rows: tuple[tuple[Para, ...], ...]

    def xml(self) -> str:
        """写成 XML。"""
        grid = "<w:gridCol/>" * len(self.rows[0])
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc>{cell.xml()}</w:tc>" for cell in row) + "</w:tr>"
            for row in self.rows
        )
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


Block = Para | Table
Paper = tuple[Block, ...]


def docx_of(paper: Paper, *, height: int = 16838) -> bytes:
    """写成 DOCX 字节。"""
    return wrap("".join(block.xml() for block in paper), height=height)


def wrap(body: str, *, height: int = 16838, **more: str) -> bytes:
    """正文的 XML 装成 DOCX；`more` 是另加的部件、关系和内容类型。"""
    section = f"<w:sectPr>{more.get('sides', '')}{SECTION.format(height)}</w:sectPr>"
    names = (
        f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    document = f"<w:document {names}><w:body>{body}{section}</w:body></w:document>"
    return zipped({**_fixed(), **_extra(more), "word/document.xml": document})


@cache
def _fixed() -> dict[str, str]:
    return {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{MAIN}"><w:style w:type="paragraph" w:default="1" '
        'w:styleId="a"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" '
        'w:styleId="a1"><w:name w:val="正文二"/><w:rPr><w:b/></w:rPr></w:style></w:styles>',
    }


def _extra(more: dict[str, str]) -> dict[str, str | bytes]:
    """另加的部件：键是部件名（点写成双下划线），另有关系和内容类型。"""
    parts: dict[str, str | bytes] = {
        key.replace("__", ".").replace("_at_", "/"): value
        for key, value in more.items()
        if key not in {"relations", "types", "sides"}
    }
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
        f"{more.get('types', '')}</Types>"
    )
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/>{more.get("relations", "")}</Relationships>'
    )
    return parts


def _wrapped(name: str, inside: str) -> str:
    return f"<w:{name}>{inside}</w:{name}>" if inside else ""


def _run(run: tuple[str, str]) -> str:
    text, look = run
    inside = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else ""
        for part in text.split("\t")
    )
    return f"<w:r>{_wrapped('rPr', look)}{inside}</w:r>"


def paper(chance: Random) -> Paper:
    """随便一份稿子；最后一块是段落。"""
    blocks = [block(chance) for _ in range(chance.randrange(8))]
    return (*blocks, para(chance))


def block(chance: Random) -> Block:
    """随便一块。"""
    return table(chance) if chance.random() < 0.2 else para(chance)


def para(chance: Random) -> Para:
    """随便一段。"""
    runs = tuple((words(chance, 6), chance.choice(LOOKS)) for _ in range(chance.randrange(4)))
    return Para(runs, chance.choice(SHAPES))


def table(chance: Random) -> Table:
    """随便一张表。"""
    columns = chance.randrange(1, 4)
    rows = range(chance.randrange(1, 4))
    return Table(tuple(tuple(para(chance) for _ in range(columns)) for _ in rows))


def words(chance: Random, most: int) -> str:
    """随便几个词。"""
    return "".join(chance.choice(WORDS) for _ in range(chance.randrange(1, most)))


def edited(old: Paper, chance: Random) -> Paper:
    """随便改几下。"""
    blocks = list(old)
    for _ in range(chance.randrange(6)):
        chance.choice(EDITS)(blocks, chance)
        if not blocks or isinstance(blocks[-1], Table):
            blocks.append(para(chance))
    return tuple(blocks)


def _insert(blocks: list[Block], chance: Random) -> None:
    blocks.insert(chance.randrange(len(blocks) + 1), block(chance))


def _remove(blocks: list[Block], chance: Random) -> None:
    blocks.pop(chance.randrange(len(blocks)))


def _move(blocks: list[Block], chance: Random) -> None:
    moved = blocks.pop(chance.randrange(len(blocks)))
    blocks.insert(chance.randrange(len(blocks) + 1), moved)


def _split(blocks: list[Block], chance: Random) -> None:
    place = chance.randrange(len(blocks))
    one = blocks[place]
    if isinstance(one, Para) and len(one.runs) > 1:
        blocks[place : place + 1] = [
            replace(one, runs=one.runs[:1]),
            replace(one, runs=one.runs[1:]),
        ]


def _join(blocks: list[Block], chance: Random) -> None:
    place = chance.randrange(len(blocks))
    pair = blocks[place : place + 2]
    if len(pair) == 2 and isinstance(pair[0], Para) and isinstance(pair[1], Para):
        blocks[place : place + 2] = [replace(pair[1], runs=pair[0].runs + pair[1].runs)]


def _rewrite(blocks: list[Block], chance: Random) -> None:
    place = chance.randrange(len(blocks))
    one = blocks[place]
    blocks[place] = _other_para(one, chance) if isinstance(one, Para) else _other_table(one, chance)


def _other_para(one: Para, chance: Random) -> Para:
    if not one.runs or chance.random() < 0.2:
        return replace(one, shape=chance.choice(SHAPES))
    runs = list(one.runs)
    place = chance.randrange(len(runs))
    text, look = runs[place]
    cut = chance.randrange(len(text) + 1)
    changes = (
        (text[:cut] + words(chance, 3) + text[cut:], look),
        (text[:cut], look),
        (text, chance.choice(LOOKS)),
        (words(chance, 4), look),
    )
    runs[place] = chance.choice(changes)
    return replace(one, runs=tuple(runs))


def _other_table(one: Table, chance: Random) -> Table:
    rows = list(one.rows)
    place = chance.randrange(len(rows))
    columns = len(rows[0])
    what = chance.randrange(4)
    if what == 0:
        rows.insert(place, tuple(para(chance) for _ in range(columns)))
    elif what == 1 and len(rows) > 1:
        rows.pop(place)
    elif what == 2:
        rows = [(*row, para(chance)) for row in rows]
    else:
        cells = list(rows[place])
        column = chance.randrange(columns)
        cells[column] = _other_para(cells[column], chance)
        rows[place] = tuple(cells)
    return Table(tuple(rows))


EDITS = (_insert, _remove, _move, _split, _join, _rewrite, _rewrite, _rewrite)
