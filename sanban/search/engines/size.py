"""索引大不大：大的才值得换个找法；小的照最简单的来，少问一句。"""

from django.core.cache import cache
from django.db.models import Max

from sanban.search.models import OWNER_BITS, Passage

LARGE, LARGE_KEY, KEPT_SECONDS = 50_000, "search-is-large", 600
"""编号到了几万件的，算大的。"""


def is_large() -> bool:
    """索引大得翻一遍要费时；存十分钟。"""
    kept: bool | None = cache.get(LARGE_KEY)
    if kept is None:
        last = Passage.objects.aggregate(last=Max("pk"))["last"] or 0
        kept = last >> OWNER_BITS >= LARGE
        cache.set(LARGE_KEY, kept, KEPT_SECONDS)
    return kept
