"""问题里常说的词：各次反馈、各件事项写的存在问题切成词，数有几件事项说到它。"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sanban.engine.words import tag_words
from sanban.statistics.span import Span
from sanban.supervision.models import OPEN_STATES, Feedback, FeedbackState, SupervisedItem

MOST_TEXTS = 3000
"""至多看这么多段，新的在前。"""
MOST_WORDS = 24
CANDIDATES = 200
"""先挑多少个词，再逐个数。"""
FEWEST = 2
"""两件以上说到的才列。"""
KINDS = ("n", "v", "a", "l", "j")
"""名词、动词、形容词、习用语、简称。"""
IDLE_WORDS = """
问题 工作 情况 方面 部分 存在 目前 需要 进行 开展 推进 完成 落实 没有 可能 影响 项目 事项 单位
相关 有关 个别 主要 具体 进一步 暂无 还有 出现 导致 造成 正在 已经 尚未 无法 不能 不足 不够 不到位
"""
IDLE = frozenset(IDLE_WORDS.split())
"""说了等于没说的，不列。"""


def common(span: Span) -> list[dict[str, Any]]:
    """常说的词，多的在前；`items` 是说到它的事项，两次查询。

    先切词挑出常见的，再数哪些事项的话里有它：“资金不足”也算说到“资金”。
    """
    told: dict[int, str] = defaultdict(str)
    for item, text in texts(span):
        told[item] += f"{text}\n"
    found = ((word, [pk for pk, text in told.items() if word in text]) for word in _frequent(told))
    listed = [(word, sorted(items)) for word, items in found if len(items) >= FEWEST]
    listed.sort(key=lambda two: (-len(two[1]), two[0]))
    return [{"word": word, "items": items} for word, items in listed[:MOST_WORDS]]


def _frequent(told: Mapping[int, str]) -> list[str]:
    counts = Counter(word for text in told.values() for word in set(_words(text)))
    return [word for word, _ in counts.most_common(CANDIDATES)]


def texts(span: Span) -> Iterator[tuple[int, str]]:
    """事项编号和它写的问题：期间内报出的反馈，和还在办的事项最近写的。"""
    told = Feedback.objects.filter(item__org=span.org, state=FeedbackState.ACCEPTED)
    told = told.filter(made_at__gte=span.start, made_at__lt=span.passed).exclude(problem="")
    yield from told.order_by("-id").values_list("item", "problem")[:MOST_TEXTS]
    open_ = SupervisedItem.objects.filter(org=span.org, state__in=OPEN_STATES)
    open_ = open_.filter(reported_at__lt=span.passed).exclude(problem="")
    yield from open_.order_by("-matter").values_list("matter", "problem")[:MOST_TEXTS]


def _words(text: str) -> Iterable[str]:
    return (
        word
        for word, kind in tag_words(text)
        if len(word) > 1 and kind.startswith(KINDS) and word not in IDLE
    )
