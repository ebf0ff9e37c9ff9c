"""DOCX 的包：各部件、关系和属性，装成一个压缩包；同样的公文，字节也一样。"""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from sanban.engine.render.docx.markup import escape

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WHEN = (1980, 1, 1, 0, 0, 0)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CONTENT = "application/vnd.openxmlformats-officedocument"
WORD = f"{CONTENT}.wordprocessingml"
FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
NAMESPACES = (
    f'xmlns:w="{W_NS}" xmlns:r="{OFFICE}/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
# fmt: off
TYPES = {
    # 部件                  类型
    "word/document.xml":    f"{WORD}.document.main+xml",
    "word/styles.xml":      f"{WORD}.styles+xml",
    "word/settings.xml":    f"{WORD}.settings+xml",
    "docProps/core.xml":    "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml":     f"{CONTENT}.extended-properties+xml",
    "docProps/custom.xml":  f"{CONTENT}.custom-properties+xml",
}
# fmt: on
PACKAGE_LINKS = (
    ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
    ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    ("rId4", f"{OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
)
SETTINGS = (
    f'<w:settings xmlns:w="{W_NS}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:drawingGridVerticalSpacing w:val="156"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
    "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
APP = (
    f'<Properties xmlns="{OFFICE}/extended-properties"><Application>sanban</Application>'
    "</Properties>"
)
Link = tuple[str, str, str]


def pack(
    parts: Mapping[str, str | bytes], links: Iterable[Link], kinds: Mapping[str, str]
) -> bytes:
    """装包。

    `parts` 是部件名（word/document.xml）→ 内容；`links` 是正文的关系（编号、类型、目标）；
    `kinds` 是另外的部件名 → 类型。
    """
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": _types({**TYPES, **kinds}),
        "_rels/.rels": _links(PACKAGE_LINKS),
        "word/_rels/document.xml.rels": _links(links),
        "word/settings.xml": HEAD + SETTINGS,
        "docProps/app.xml": HEAD + APP,
        **parts,
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in whole.items():
            entry = zipfile.ZipInfo(name, WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, content)
    return made.getvalue()


def core(title: str, author: str, keywords: str, subject: str) -> str:
    """标题、作者（发文机关）、关键词（文种）、主题（发文字号）。"""
    rows = (
        ("dc:title", title), ("dc:subject", subject), ("dc:creator", author),
        ("cp:keywords", keywords), ("dc:language", "zh-CN"),
    )  # fmt: skip
    inner = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in rows if text)
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{inner}</cp:coreProperties>'
    )


def custom(facts: Mapping[str, str]) -> str:
    """自定义属性。"""
    inner = "".join(
        f'<property fmtid="{FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(facts.items(), start=2)
    )
    return (
        f'{HEAD}<Properties xmlns="{OFFICE}/custom-properties" '
        f'xmlns:vt="{OFFICE}/docPropsVTypes">{inner}</Properties>'
    )


def part(root: str, inner: str) -> str:
    """正文、页眉、页脚的外层。"""
    return f"{HEAD}<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def _types(parts: Mapping[str, str]) -> str:
    common = "".join(
        f'<Default Extension="{ext}" ContentType="{kind}"/>' for ext, kind in DEFAULTS.items()
    )
    own = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return f'{HEAD}<Types xmlns="{PACKAGE}/content-types">{common}{own}</Types>'


def _links(links: Iterable[Link]) -> str:
    inner = "".join(
        f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in links
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
