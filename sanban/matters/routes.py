"""流程表：环节、走向、条件、通用动作；都是数据，不含一行可执行的条件。"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any

from sanban.matters.searched import Searched, only_title

ANY, ALL, SEQUENTIAL = "any", "all", "sequential"
SIGNS = {ANY: "或签", ALL: "会签", SEQUENTIAL: "顺签"}
BARE = frozenset(
    ("阅", "已阅", "圈阅", "已圈阅", "阅知", "已阅知", "阅悉", "知悉", "知道了", "传阅")
)
NOT_WORDS = re.compile(r"[\W_]+")

# fmt: off
TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "=":   lambda found, wanted: found == wanted,
    "!=":  lambda found, wanted: found != wanted,
    ">":   lambda found, wanted: found is not None and found > wanted,
    ">=":  lambda found, wanted: found is not None and found >= wanted,
    "in":  lambda found, wanted: found in wanted,
    "has": lambda found, wanted: wanted in (found or ()),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class Condition:
    """走向的条件：事项的某一项与某值相比。"""

    field: str
    op: str
    value: Any

    def holds(self, data: Mapping[str, Any]) -> bool:
        """对这件事项成不成立；没填的项既不大于也不小于。"""
        return TESTS[self.op](data.get(self.field), self.value)


@dataclass(frozen=True, slots=True)
class Stage:
    """一个环节。

    :param doer: 谁办，`matters.doers.DOERS` 里的代号；空为终点。
    :param sign: 多人时怎样才算办完：或签、会签、顺签。
    :param days: 限几个工作日；空为不限。
    :param forbids: 本环节不许的通用动作。
    """

    code: str
    label: str
    doer: str = ""
    sign: str = ANY
    days: int | None = None
    forbids: tuple[str, ...] = ()

    @property
    def is_end(self) -> bool:
        """到这里就完了。"""
        return not self.doer


@dataclass(frozen=True, slots=True)
class Move:
    """一个走向。

    :param remark: 须写意见。
    :param explicit: 意见要写明同意不同意，只写“阅”“圈阅”不算。
    :param at_once: 不等其他人，立即离开本环节。
    :param when: 条件都成立才有这个走向。
    """

    code: str
    label: str
    source: Stage
    target: Stage
    remark: bool = False
    explicit: bool = False
    at_once: bool = False
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Universal:
    """一个通用动作：各类事项都有，写一次。"""

    code: str
    label: str
    remark: bool = False


# fmt: off
UNIVERSAL = {one.code: one for one in (
    #         代号            名称        须写意见
    Universal("send_back",    "退回",     True),
    Universal("add_signer",     "加签"),
    Universal("reply",        "答复加签", True),
    Universal("refer",        "转办"),
    Universal("circulate",    "送传阅"),
    Universal("withdraw",     "撤回"),
    Universal("remind",       "催办"),
    Universal("direct_send",  "特送",     True),
    Universal("terminate",    "终止",     True),
)}
# fmt: on


def is_bare(remark: str) -> bool:
    """只写了“阅”“圈阅”一类，看不出同意不同意。"""
    words = NOT_WORDS.sub("", remark)
    return not words or words in BARE


@dataclass(frozen=True)
class Kind:
    """一类事项：一屏看完的流程表；环节按先后排列，第一个是起点。

    :param own_clock: 到期提醒、催办由本室自己的钟点管的环节，事项室不再催。
    :param searched: 由一件事项得出能搜的短栏、文字、稿子。
    """

    code: str
    label: str
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    own_clock: tuple[str, ...] = field(default=(), compare=False)
    searched: Callable[[Any], Searched] = field(default=only_title, compare=False, repr=False)
    by_code: Mapping[str, Stage] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {stage.code: stage for stage in self.stages})

    @property
    def start(self) -> Stage:
        """起点。"""
        return self.stages[0]

    def moves_from(self, stage: str, data: Mapping[str, Any]) -> list[Move]:
        """从这个环节、按这件事项的情况能走的。"""
        leaving = [move for move in self.moves if move.source.code == stage]
        return [move for move in leaving if all(test.holds(data) for test in move.when)]

    def is_forward(self, move: Move) -> bool:
        """是往前走的，而且还没到终点。"""
        order = list(self.by_code)
        ahead = order.index(move.target.code) > order.index(move.source.code)
        return ahead and not move.target.is_end

    @cached_property
    def body(self) -> str:
        """存进库里的样子：键有序的 JSON。"""
        table = {
            "code": self.code,
            "label": self.label,
            "stages": [asdict(stage) for stage in self.stages],
            "moves": [_plain(move) for move in self.moves],
        }
        return json.dumps(table, ensure_ascii=False, sort_keys=True)

    @cached_property
    def digest(self) -> str:
        """流程表的摘要；改了一个字就是新版本。"""
        return hashlib.sha256(self.body.encode()).hexdigest()


def _plain(move: Move) -> dict[str, Any]:
    return {**asdict(move), "source": move.source.code, "target": move.target.code}


def load(body: str) -> Kind:
    """从库里的 JSON 读回流程表。"""
    table = json.loads(body)
    stages = [Stage(**{**row, "forbids": tuple(row["forbids"])}) for row in table["stages"]]
    known = {stage.code: stage for stage in stages}
    moves = [_move(row, known) for row in table["moves"]]
    return Kind(table["code"], table["label"], tuple(stages), tuple(moves))


def _move(row: dict[str, Any], known: Mapping[str, Stage]) -> Move:
    ends = {"source": known[row["source"]], "target": known[row["target"]]}
    when = tuple(Condition(**test) for test in row["when"])
    return Move(**{**row, **ends, "when": when})
