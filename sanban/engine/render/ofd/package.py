"""装成 OFD：主入口、文档、资源、各页，写进一个压缩包（GB/T 33190—2016 第 6、7 章）。

同样的内容装出来的字节相同：不看钟，压缩包里的时间固定。
"""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from sanban.engine.render.ofd.content import HEAD, SPACE, Pages, is_writable, mm
from sanban.engine.render.ofd.info import CREATOR, OfdInfo
from sanban.engine.render.ofd.sheets import Image, Letters, Sheet
from sanban.engine.render.ofd.typefaces import Typeface

MADE = (2016, 12, 30, 0, 0, 0)
DOC = "Doc_0"
SUFFIX = {"JPEG": "jpg", "PNG": "png"}
VERSION = "1.0"
LEVEL = 1  # 字体压不动，XML 一级就够小


@dataclass(frozen=True)
class Packed:
    """装好的 OFD；`lost` 是写不出来的字形有几个。"""

    data: bytes
    lost: int


def pack(
    sheets: Sequence[Sheet], faces: Mapping[str, Typeface], *, info: OfdInfo, is_archival: bool
) -> Packed:
    """把各页装成一个 OFD；资源号、页号、对象号全文不重。"""
    images = _images(sheets)
    last = len(faces) + len(images)

    def number() -> int:
        nonlocal last
        last += 1
        return last

    ids = {data: len(faces) + n for n, data in enumerate(images, 1)}
    listed = [number() for _ in sheets]
    pages = Pages(faces, ids, number)
    parts = {
        f"{DOC}/Pages/Page_{n}/Content.xml": pages.page(sheet) for n, sheet in enumerate(sheets)
    }
    parts |= dict(_resources(faces.values(), images, ids))
    parts[f"{DOC}/Document.xml"] = _document(sheets, listed, bool(images), number)
    doc_id = info.doc_id or _digest(parts)
    parts = {"OFD.xml": _root(info, doc_id, is_archival), **parts}
    return Packed(_zipped(parts), pages.lost)


def _images(sheets: Iterable[Sheet]) -> dict[bytes, str]:
    """各幅图（相同的只存一份）和它的格式。"""
    drawn = (one for sheet in sheets for one in sheet.drawn)
    return {one.data: one.format for one in drawn if isinstance(one, Image)}


def fonts_used(sheets: Iterable[Sheet]) -> dict[str, dict[str, None]]:
    """用到的字体名和用它排的字，按出现的先后。"""
    used: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        for one in sheet.drawn:
            if isinstance(one, Letters):
                used.setdefault(one.font, {}).update(dict.fromkeys(g[0] for g in one.glyphs))
    return used


def _resources(
    faces: Iterable[Typeface], images: Mapping[bytes, str], ids: Mapping[bytes, int]
) -> Iterator[tuple[str, bytes]]:
    fonts = ""
    for face in faces:
        file = f"Font_{face.id}{face.suffix}" if face.file else ""
        fonts += _font(face, file)
        if file:
            yield f"{DOC}/Res/{file}", face.file
    yield f"{DOC}/PublicRes.xml", _xml("Res", f"<ofd:Fonts>{fonts}</ofd:Fonts>", 'BaseLoc="Res"')
    media = ""
    for data, form in images.items():
        file = f"Image_{ids[data]}.{SUFFIX[form]}"
        media += (
            f'<ofd:MultiMedia ID="{ids[data]}" Type="Image" Format="{form}">'
            f"<ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>"
        )
        yield f"{DOC}/Res/{file}", data
    if media:
        inside = f"<ofd:MultiMedias>{media}</ofd:MultiMedias>"
        yield f"{DOC}/DocumentRes.xml", _xml("Res", inside, 'BaseLoc="Res"')


def _font(face: Typeface, file: str) -> str:
    bold = ' Bold="true"' if "bold" in face.name.lower() else ""
    names = f"FontName={quoteattr(face.name)} FamilyName={quoteattr(face.family)}"
    inside = f"<ofd:FontFile>{file}</ofd:FontFile>" if file else ""
    return f'<ofd:Font ID="{face.id}" {names}{bold}>{inside}</ofd:Font>'


def _document(
    sheets: Sequence[Sheet], listed: Sequence[int], has_images: bool, number: Callable[[], int]
) -> bytes:
    first = sheets[0]
    pages = "".join(
        f'<ofd:Page ID="{one}" BaseLoc="Pages/Page_{n}/Content.xml"/>'
        for n, one in enumerate(listed)
    )
    images = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if has_images else ""
    inside = (
        f"<ofd:CommonData><ofd:MaxUnitID>{number()}</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 {mm(first.width)} {mm(first.height)}</ofd:PhysicalBox>"
        f"</ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{images}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages>"
    )
    return _xml("Document", inside)


def _root(info: OfdInfo, doc_id: str, is_archival: bool) -> bytes:
    created = info.created.isoformat() if info.created else ""
    fields = (
        ("DocID", doc_id), ("Title", info.title), ("Author", info.author),
        ("Subject", info.subject), ("CreationDate", created),
    )  # fmt: skip
    inside = "".join(_leaf(name, value) for name, value in fields if value)
    words = "".join(_leaf("Keyword", word) for word in info.keywords if word)
    inside += f"<ofd:Keywords>{words}</ofd:Keywords>" if words else ""
    inside += _leaf("Creator", CREATOR)
    custom = "".join(
        f"<ofd:CustomData Name={quoteattr(_clean(name))}>{escape(_clean(value))}</ofd:CustomData>"
        for name, value in info.custom
    )
    inside += f"<ofd:CustomDatas>{custom}</ofd:CustomDatas>" if custom else ""
    body = (
        f"<ofd:DocBody><ofd:DocInfo>{inside}</ofd:DocInfo>"
        f"<ofd:DocRoot>{DOC}/Document.xml</ofd:DocRoot></ofd:DocBody>"
    )
    kind = "OFD-A" if is_archival else "OFD"
    return _xml("OFD", body, f'Version="{VERSION}" DocType="{kind}"')


def _leaf(name: str, text: str) -> str:
    return f"<ofd:{name}>{escape(_clean(text))}</ofd:{name}>"


def _clean(text: str) -> str:
    """去掉 XML 里写不出来的字符。"""
    return "".join(char for char in text if is_writable(char))


def _xml(name: str, inside: str, attributes: str = "") -> bytes:
    space = f"{SPACE} {attributes}".strip()
    return f"{HEAD}<ofd:{name} {space}>{inside}</ofd:{name}>".encode()


def _digest(parts: Mapping[str, bytes]) -> str:
    """由内容算出的文档号：32 个十六进制数字。"""
    found = sha256()
    for name, data in sorted(parts.items()):
        found.update(f"{name} {len(data)} ".encode())
        found.update(data)
    return found.hexdigest()[:32]


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            package.writestr(info, data)
    return out.getvalue()
