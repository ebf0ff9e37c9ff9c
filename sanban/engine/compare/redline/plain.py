"""白稿：从文字做一份没有版式的 DOCX，给不是 DOCX 的文件写修订用。"""

import zipfile
from collections.abc import Iterable
from html import escape
from io import BytesIO

from sanban.engine.read import Physical
from sanban.engine.read.physical import FOOTER, HEADER, WATERMARK

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MOMENT = (1980, 1, 1, 0, 0, 0)
PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts '
        'w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋_GB2312"/>'
        '<w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
        "</w:style></w:styles>"
    ),
}
SIDES = frozenset((HEADER, FOOTER, WATERMARK))


def plain_docx(lines: Iterable[str]) -> bytes:
    """一行一段的 DOCX；XML 里写不下的控制字符写成空格。"""
    body = "".join(f"<w:p>{_run(line)}</w:p>" for line in lines) or "<w:p/>"
    document = f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>'
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {**PARTS, "word/document.xml": document}.items():
            info = zipfile.ZipInfo(name, MOMENT)
            package.writestr(info, (HEAD + text).encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def lines_of(physical: Physical) -> list[str]:
    """一份文件的各段；页眉页脚不要。"""
    return [one.text for one in physical.paragraphs if one.place not in SIDES]


def _run(line: str) -> str:
    if not line:
        return ""
    parts = "<w:br/>".join(
        "<w:tab/>".join(_text(piece) for piece in part.split("\t")) for part in line.split("\n")
    )
    return f"<w:r>{parts}</w:r>"


def _text(text: str) -> str:
    kept = "".join(char if char >= " " and char not in "\ufffe\uffff" else " " for char in text)
    return f'<w:t xml:space="preserve">{escape(kept, quote=False)}</w:t>' if kept else ""
