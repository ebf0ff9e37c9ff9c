"""预览：把一份稿排成 SVG，一页一个，存在缓存里，看到哪页取哪页。

还没有的文号、签发人先空着位置，让版面和定稿时一样。
"""

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, Outgoing
from sanban.documents.services.frozen import gongwen_of
from sanban.engine.fonts import NoFont
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.kinds import MINUTES_FORMAT, ORDER_FORMAT
from sanban.engine.gongwen.problems import Problem
from sanban.engine.gongwen.serialise import to_json
from sanban.engine.render.docx import to_docx
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.engine.render.warm import Press
from sanban.matters.models import Matter

FOLDER = "previews"
MOST = 12
"""一份稿子至多留几次预览。"""
BLANK = "　"
SERIALS = {ORDER_FORMAT: f"第{BLANK}号", MINUTES_FORMAT: f"第{BLANK}期"}
KEY_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Preview:
    """一次预览：各页的代号、排的时候要说的话；没变的页代号不变，浏览器不必再取。"""

    pages: tuple[str, ...]
    notes: tuple[Problem, ...] = ()


@lru_cache(maxsize=1)
def press() -> Press:
    """本进程的印机；分出的每个网页进程各有一台。"""
    return Press()


def shown(gongwen: Gongwen, outgoing: Outgoing) -> Gongwen:
    """给人看的样子：还没有的文号、签发人空着位置。"""
    found = list(gongwen.elements)
    if outgoing.is_numbered and gongwen.first(of.DocNumber) is None:
        found.append(of.DocNumber(text=blank_number(gongwen, outgoing)))
    if gongwen.goes_up and gongwen.first(of.Signers) is None:
        found.append(of.Signers((BLANK * 3,)))
    return replace(gongwen, elements=in_order(found))


def blank_number(gongwen: Gongwen, outgoing: Outgoing) -> str:
    """还没有编的文号：代字和年份先写上，号空着。"""
    if gongwen.format in SERIALS:
        return SERIALS[gongwen.format]
    text = outgoing.prefix.text if outgoing.prefix else BLANK * 2
    return f"{text}〔{timezone.localdate().year}〕{BLANK}号"


def preview(outgoing: Outgoing, gongwen: Gongwen) -> Preview:
    """排好一份稿，存进缓存；排过的直接取。

    :raises Refused: 排不成，或者本机没有中文字体。
    """
    dressed = shown(gongwen, outgoing)
    place = _folder(outgoing.matter) / f"{_key(settings.VERSION + to_json(dressed))}.json"
    return _told(place) or _made(dressed, place)


def _key(text: str | bytes) -> str:
    data = text.encode() if isinstance(text, str) else text
    return hashlib.sha256(data).hexdigest()[:KEY_LENGTH]


def _made(dressed: Gongwen, place: Path) -> Preview:
    try:
        done = press().render(dressed, "svg")
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(str(fault), code="no-preview") from fault
    folder = place.parent
    folder.mkdir(parents=True, exist_ok=True)
    keys = tuple(map(_key, done.parts))
    for key, part in zip(keys, done.parts, strict=True):
        (folder / f"{key}.svg").write_bytes(part)
    told = {"pages": keys, "notes": [asdict(one) for one in done.notes]}
    place.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    with suppress(FileNotFoundError):
        _tidy(folder)
    return Preview(keys, done.notes)


def _told(place: Path) -> Preview | None:
    """以前排过、页都还在的。"""
    try:
        told = json.loads(place.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    keys = tuple(told["pages"])
    if not all((place.parent / f"{key}.svg").is_file() for key in keys):
        return None
    return Preview(keys, tuple(Problem(**row) for row in told["notes"]))


def page_of(matter: Matter, key: str) -> bytes | None:
    """缓存里的一页 SVG；没有了答 None。"""
    if not (key.isalnum() and len(key) == KEY_LENGTH):
        return None
    try:
        return (_folder(matter) / f"{key}.svg").read_bytes()
    except FileNotFoundError:
        return None


def preview_pages(version: DraftVersion, first: int = 0, count: int = 2) -> list[bytes]:
    """一版的几页 SVG，从 `first`（0 起）起 `count` 页。

    :raises Refused: 排不成。
    """
    matter = version.matter
    outgoing = Outgoing.objects.select_related("prefix", "matter").get(pk=matter.pk)
    found = preview(outgoing, gongwen_of(version))
    pages = (page_of(matter, key) for key in found.pages[first : first + count])
    return [page for page in pages if page is not None]


def docx_of(version: DraftVersion) -> bytes:
    """一版的 DOCX，拿去用 WPS、Word 改；改好再传上来还是这份公文。

    :raises Refused: 排不成。
    """
    outgoing = Outgoing.objects.select_related("prefix", "matter").get(pk=version.matter_id)
    try:
        return to_docx(shown(gongwen_of(version), outgoing)).data
    except (NoFont, TypesettingFailed) as fault:
        raise Refused(str(fault), code="no-preview") from fault


def _folder(matter: Matter) -> Path:
    place: Path = settings.DATA / FOLDER / str(matter.pk)
    return place


def _tidy(folder: Path) -> None:
    """只留最近的几次和它们的页。"""
    told = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    if len(told) <= MOST:
        return
    kept = {key for one in told[:MOST] for key in json.loads(one.read_text("utf-8"))["pages"]}
    for old in told[MOST:]:
        old.unlink(missing_ok=True)
    for page in folder.glob("*.svg"):
        if page.stem not in kept:
            page.unlink(missing_ok=True)


def sweep_previews(*, before: float) -> int:
    """收走这一刻以后没有再排过的稿子的预览，答收走几份；要看再排就是。"""
    root = settings.DATA / FOLDER
    folders = [one for one in root.glob("*") if one.is_dir()] if root.is_dir() else []
    old = [one for one in folders if one.stat().st_mtime < before]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)
