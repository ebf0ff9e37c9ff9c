"""扫描件：没有文字层的来件，先识读，看清没有密级标志，才交给人登记。"""

import logging
from dataclasses import dataclass
from pathlib import Path

from sanban.engine.extract import extract_scan
from sanban.engine.read import SCANNABLE, Physical, Unreadable
from sanban.engine.read.physical import place_all
from sanban.engine.read.scanned import read_heads
from sanban.engine.scan import scanner
from sanban.files.services import guards

logger = logging.getLogger(__name__)

UNSEEN = ("slow", "stopped", "no-scanner")
"""文件没有毛病，只是这一回没有识读成：留着，由人照图填写。"""
BY_HAND = "没有识读成，请照页面图填写各项，并先看清有没有密级标志。"


@dataclass(frozen=True, slots=True)
class Seen:
    """识读的结果：版面（没识读成的为空）、有没有密级标志、要告诉人的话。"""

    physical: Physical | None
    is_marked: bool = False
    told: str = ""


def is_scan(physical: Physical, name: str) -> bool:
    """要不要识读：没有文字层、识读得了的格式，本机也装了识读的程序。"""
    suffix = Path(name).suffix.lower()
    return physical.needs_ocr and suffix in SCANNABLE and scanner.is_here()


def see(data: bytes, name: str) -> Seen:
    """识读一份扫描件：头尾几页认出各项，其余各页只看页首有没有密级标志。

    :raises Unreadable: 文件有毛病：损坏、加密、大得不正常。
    """
    try:
        physical, _ = extract_scan(data, name)
        return Seen(physical, is_marked=_is_marked(physical, data))
    except Unreadable as fault:
        if fault.code not in UNSEEN:
            raise
        return Seen(None, told=BY_HAND)
    except Exception as fault:
        logger.warning("识读时出了意外：%s", type(fault).__name__)
        return Seen(None, told=BY_HAND)


def _is_marked(physical: Physical, data: bytes) -> bool:
    if guards.mark_in(physical):
        return True
    seen = {one.page for each in physical.paragraphs for one in each.letters if one}
    rest = [page for page in range(1, (physical.pages or 0) + 1) if page not in seen]
    return any(_head_is_marked(data, page) for page in rest)


def _head_is_marked(data: bytes, page: int) -> bool:
    """一页单独看：密级标志只在一页的开头几行里找。"""
    heads = place_all(read_heads(data, [page]))
    whole = Physical("", "", heads, "\n".join(one.text for one in heads))
    return guards.mark_in(whole) is not None
