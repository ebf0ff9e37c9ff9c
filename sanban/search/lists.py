"""台账按字筛选：短栏里有这些字的；不多的照索引，多的由台账逐件去比。"""

from collections.abc import Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import Q, QuerySet

from sanban.search.asking import understand
from sanban.search.engines import engine
from sanban.search.engines.interface import LATEST, Gate
from sanban.search.models import Passage, Pending

MOST = 2000
"""多于这么多件的，照台账的次序逐件去比更快：翻不了几件就够一页。"""
KEPT_SECONDS = 10
EVERYONE = Gate()


def few_owners(words: str) -> tuple[int, ...] | None:
    """短栏里有这些词的各件，不看谁看得见；多于 `MOST` 件、索引还没有编全的为空，由台账逐件去比。"""
    asked = understand(_phrased(words))
    if not asked.words:
        return ()
    if not is_whole():
        return None
    found = engine().heads(asked, EVERYONE, before=LATEST, most=MOST + 1)
    return tuple(found) if len(found) <= MOST else None


def _phrased(words: str) -> str:
    """空格隔开的是几个词；隔出了单个的字的（第 2 项），整个当一个词。"""
    return f'"{words}"' if _is_one(words) else words


def _is_one(words: str) -> bool:
    parts = words.split()
    return len(parts) > 1 and any(len(one) == 1 for one in parts)


def is_whole() -> bool:
    """索引编全了没有；存十秒。"""
    kept: bool | None = cache.get("search-is-whole")
    if kept is None:
        kept = not Passage.objects.filter(indexed=False).exists()
        cache.set("search-is-whole", kept, KEPT_SECONDS)
    return kept


def found_in(
    rows: QuerySet[Any], words: str, *, key: str, columns: Sequence[str]
) -> tuple[int, ...] | None:
    """台账里短栏有这些字的各件，连刚改过、等着编的；太多的为空，由台账照 `typed` 逐件去比。

    :param rows: 台账的全部行，不必先问谁看得见。
    :param key: 从这张表到编进去时的编号的路径，如 matter。
    :param columns: 照原文比时看哪几栏，都是短栏里有的。
    """
    few = few_owners(words)
    if few is None or not understand(_phrased(words)).words:
        return few
    waiting = rows.filter(typed(words, columns), **{f"{key}__in": Pending.objects.values("pk")})
    return (*few, *waiting.order_by().values_list(key, flat=True)[:MOST])


def having(rows: QuerySet[Any], words: str, *, key: str, columns: Sequence[str]) -> Q:
    """有这些字的，写成条件；参数同 `found_in`，一问就查库，一页里只问一次。"""
    found = found_in(rows, words, key=key, columns=columns)
    return typed(words, columns) if found is None else Q(**{f"{key}__in": found})


def typed(words: str, columns: Sequence[str]) -> Q:
    """照打的字逐件去比：每个词都在其中一栏里，写了减号的都不在。"""
    found = Q()
    for word in [words] if _is_one(words) else words.split():
        bare = word.lstrip("-").strip('"“”')
        if bare:
            here = _one(bare, columns)
            found &= ~here if word.startswith("-") else here
    return found


def _one(word: str, columns: Sequence[str]) -> Q:
    found: Any = Q()
    for column in columns:
        found |= Q(**{f"{column}__contains": word})
    return Q(found)
