"""标题回行（7.3.1）：词意完整、排列对称、长短适宜、间距恰当，排成梯形或菱形。"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from math import ceil

from sanban.engine.gongwen.elements import Title
from sanban.engine.words import cut_words

FEW_LINES, MOST_LINES, MOST_TRIES = 3, 7, 2000
HALF = 0.5
SHORTEST, LINE_COST = 3, 3
# 回行处的好坏：前一行的末尾、后一行的开头
BAD_ENDS = ("关于", "《", "“", "（", "〔", "和", "与", "及", "对", "在", "以", "为", "将", "向")
BAD_STARTS = ("的", "和", "与", "及", "等", "、", "，", "》", "”", "）", "〕", "了", "之")
GOOD_STARTS = ("关于",)
GOOD_ENDS = ("的", "、", "》")
# 分词会拆开、标题里却不宜拆开的说法
TERMS = re.compile(
    "(" + "|".join((
        "安全生产", "隐患排查", "高质量发展", "乡村振兴", "营商环境", "经济社会发展",
        "国民经济", "社会发展", "生态环境", "防汛抗旱", "森林防火", "疫情防控", "应急管理",
        "招商引资", "脱贫攻坚", "依法行政", "法治政府", "政务公开", "信息公开", "督查激励",
        "全面从严治党", "党风廉政建设", "主题教育", "基层治理", "社会治理", "信访维稳",
        "食品安全", "粮食安全", "数字政府", "一网通办", "放管服", "改革创新", "重点工作",
        "专项整治", "专项行动", "实施方案", "实施意见", "工作方案", "行动方案", "管理办法",
        "人民政府", "办公室", "委员会", "领导小组", "指挥部", "表彰", "先进集体", "先进个人",
    )) + r"|\d+年|[\d〇一二三四五六七八九十]+月)"
)  # fmt: skip
NEVER_STARTS = frozenset("、，。；：？！》”’）】〕")
NEVER_ENDS = frozenset("《“‘（【〔")


def title_lines(
    title: Title, most: float, *, widths: tuple[float, ...] = (), fewest: bool = False
) -> tuple[str, ...]:
    """标题的各行：人定的回行优先，否则按词来断。

    :param most: 一行最多几个字的宽。
    :param widths: 每个字占几个字的宽；不给就是字母、数字半个，其余一个。
    :param fewest: 行数尽量少。
    """
    return title.lines(title_breaks(title.text, most, widths, fewest=fewest))


@dataclass(frozen=True, slots=True)
class _Ruler:
    """一个标题的尺：`places[n]` 是前 n 个字的宽，`costs` 是各个可以回行处的坏处。"""

    places: tuple[float, ...]
    costs: Mapping[int, float]
    most: float

    @property
    def length(self) -> int:
        return len(self.places) - 1

    def size(self, start: int, end: int) -> float:
        """一行占几个字的宽。"""
        return self.places[end] - self.places[start]

    def cost(self, breaks: tuple[int, ...]) -> float:
        """一种断法的坏处：行多、样子不好、断的地方不好。"""
        sizes = [self.size(start, end) for start, end in pairwise((0, *breaks, self.length))]
        return (
            LINE_COST * len(breaks) + _shape_cost(sizes) + sum(map(self.costs.__getitem__, breaks))
        )


@lru_cache(maxsize=512)
def title_breaks(
    text: str, most: float, widths: tuple[float, ...] = (), *, fewest: bool = False
) -> tuple[int, ...]:
    """标题在第几个字之后回行；一行放得下就不回行。"""
    sizes = widths or tuple(HALF if char.isascii() else 1.0 for char in text)
    places = (0.0, *accumulate(sizes))
    if places[-1] <= most:
        return ()
    ruler = _Ruler(places, {at: _break_cost(text, at) for at in _edges(text)}, most)
    least = ceil(places[-1] / most)
    usual = range(least, least + 1 if fewest else max(least, FEW_LINES) + 1)
    for counts in (usual, range(usual.stop, MOST_LINES + 1)):
        found = [way for count in counts for way in islice(_ways(ruler, 0, count), MOST_TRIES)]
        if found:
            return min(found, key=ruler.cost)
    return tuple(range(int(most), len(text), int(most)))


def _ways(ruler: _Ruler, start: int, count: int) -> Iterator[tuple[int, ...]]:
    """从 `start` 起分成 `count` 行、每行都放得下也不太短的断法。"""
    left = ruler.size(start, ruler.length)
    if count == 1:
        if SHORTEST <= left <= ruler.most:
            yield ()
        return
    if left > count * ruler.most:
        return
    for at in ruler.costs:
        if at > start and SHORTEST <= ruler.size(start, at) <= ruler.most:
            for rest in _ways(ruler, at, count - 1):
                yield at, *rest


def _words(text: str) -> Sequence[str]:
    """分词，固定的词不切开。"""
    return [
        word
        for piece in TERMS.split(text)
        for word in ([piece] if TERMS.fullmatch(piece) else cut_words(piece))
    ]


def _edges(text: str) -> Iterator[int]:
    """词与词之间，可以回行的地方。"""
    at = 0
    for word in _words(text):
        at += len(word)
        if at < len(text) and text[at] not in NEVER_STARTS and text[at - 1] not in NEVER_ENDS:
            yield at


def _shape_cost(sizes: Sequence[float]) -> float:
    """梯形、菱形最好；一样长的像长方形，中间短的像沙漏，都不好；长短也不要差得太多。"""
    steps = [later - earlier for earlier, later in pairwise(sizes)]
    mean = sum(sizes) / len(sizes)
    spread = sum((size - mean) ** 2 for size in sizes) / len(sizes)
    falls = any(step < 0 for step in steps)
    hourglass = any(one < 0 < other for one, other in pairwise(steps))
    zigzag = falls and any(one < 0 for one in steps[:-1]) and steps[-1] > 0
    flat = not any(steps)
    return spread * 0.35 + 14 * (hourglass or zigzag) + 5 * flat


def _break_cost(text: str, at: int) -> float:
    before, after = text[:at], text[at:]
    inside_quotes = before.count("《") > before.count("》")
    return (
        9 * before.endswith(BAD_ENDS)
        + 12 * after.startswith(BAD_STARTS)
        + 4 * inside_quotes
        - 7 * after.startswith(GOOD_STARTS)
        - 1.5 * before.endswith(GOOD_ENDS)
    )
