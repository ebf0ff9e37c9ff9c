"""通报的字句：总体情况、好的做法和先进单位、存在的问题、下步要求、附表（domain.md §4.7）。

每个数都从存下的数里取，这里不算。
"""

from collections.abc import Iterator

from sanban.statistics.circulars.figures import (
    APPEAL,
    LATE,
    LATE_UNITS,
    OF_UNIT,
    PERIOD,
    SLOW,
)  # fmt: skip
from sanban.statistics.circulars.kept import Kept
from sanban.statistics.models import Circular, FrozenFigure

MOST_NAMED = 10
"""正文里点名的逾期事项，至多十件；其余在附表里。"""
UNITS_TITLE, LATE_TITLE = "各单位督办事项办理情况表", "逾期事项清单"
DEMANDS = (
    "逾期事项的牵头单位要查明原因，落实责任人，倒排时间，尽快办结。",
    "反馈不及时的单位要按期报送进展、问题和下步措施，一件事项只报一次。",
)
# 要几个数才写这一句，这一句
SENTENCES = (
    ((), "立项督办事项{initiated}件，应办结{due}件"),
    (("due",), "，按期办结{on_time.part}件，按期办结率{on_time}；"
               "逾期{overdue.part}件，逾期率{overdue}"),
    ((), "。"),
    (("closed",), "销号{closed}件"),
    (("mean_days",), "，平均办理{mean_days}个工作日"),
    (("closed",), "，其中退回重办{returned.part}件，退回率{returned}。"),
    (("timely_feedback",),
     "应报反馈{timely_feedback.whole}次，及时{timely_feedback.part}次，反馈及时率{timely_feedback}。"),
    (("pressings",), "催办{pressings}次。"),
    (("extensions",), "准予延期{extensions}次。"),
    (("satisfied",),
     "群众表态的意见{satisfied.whole}条，满意{satisfied.part}条，满意率{satisfied}。"),
    (("rebound",), "回头看{rebound.whole}件，反弹{rebound.part}件，反弹率{rebound}。"),
)  # fmt: skip
UNITS_WIDTHS, LATE_WIDTHS = "1:2.6:1.1:1.1:1.5:1:1.5:1.1", "2.4:4:2.2:1.2"
HEADS = ("位次", "单位", "应办结", "按期办结", "按期办结率", "逾期", "反馈及时率", "催办次数")


class Said:
    """写进一句里的一个数：`{on_time}` 是写法，`{on_time.part}`、`{on_time.whole}` 是分子、分母。"""

    def __init__(self, kept: Kept, key: str) -> None:
        self.text = kept.text(key)
        self.part, self.whole = kept.part(key), kept.whole(key)

    def __str__(self) -> str:
        return self.text


def body(circular: Circular, kept: Kept) -> str:
    """通报的正文和附件，写法同 `engine.gongwen.markdown`。"""
    parts = [f"现将{kept.text(PERIOD)}督查督办工作情况通报如下："]
    for heading, lines in sections(circular, kept):
        said = [one for one in lines if one]
        parts += [f"# {heading}", *said] if said else []
    return "\n\n".join([*parts, *attached(kept)])


def sections(circular: Circular, kept: Kept) -> Iterator[tuple[str, list[str]]]:
    """正文的四部分；空着的不写。"""
    yield "总体情况", [overall(kept)]
    yield "好的做法和先进单位", [praised(kept), *paragraphs(circular.practices)]
    yield "存在的问题", [*late(kept), slow(kept), *paragraphs(circular.problems)]
    demands = paragraphs(circular.demands) or list(DEMANDS)
    yield "下步要求", [*demands, appealing(kept)]


def overall(kept: Kept) -> str:
    """总体情况一段。"""
    known = {key: Said(kept, key) for key in kept.figures if ":" not in key}
    said = [text.format(**known) for keys, text in SENTENCES if not keys or kept.has(*keys)]
    return f"{kept.label(PERIOD)}，{''.join(said)}"


def praised(kept: Kept) -> str:
    """应办结的都按期办结、应报的都及时的单位。"""
    names = [_name(kept, org) for org in kept.units() if _is_best(kept, org)]
    return f"{'、'.join(names)}应办结的事项全部按期办结，反馈及时。" if names else ""


def _is_best(kept: Kept, org: int) -> bool:
    rates = [kept.of_unit(code, org) for code in ("on_time", "timely_feedback")]
    return all(one is None or one.numerator == one.denominator for one in rates)


def slow(kept: Kept) -> str:
    """反馈不及时的单位。"""
    told = "，".join(f"{one.org}{kept.said(one)}次" for one in kept.every(SLOW))
    return f"反馈不及时的有：{told}。" if told else ""


def late(kept: Kept) -> Iterator[str]:
    """逾期的各件：单位、事项、逾期几天。"""
    found = list(kept.every(LATE))
    if not found:
        return
    more = "（其余见附件）" if len(found) > MOST_NAMED else ""
    count = f"逾期事项{kept.part('overdue')}件，涉及{kept.text(LATE_UNITS)}个单位{more}。"
    yield count
    yield from (late_line(kept, one) for one in found[:MOST_NAMED])


def late_line(kept: Kept, one: FrozenFigure) -> str:
    """逾期的一件：哪个单位、哪件事、应于何日办结、逾期几天。"""
    title, _, due = one.label.rpartition("　")
    said, days = kept.mark(one, quoted(title)), kept.said(one)
    return f"{one.org}牵头的“{said}”，{kept.mark(one, due)}，逾期{days}个工作日。"


def quoted(title: str) -> str:
    """放进引号里的字：里面的双引号换成单引号。"""
    return title.replace("“", "‘").replace("”", "’").replace("\n", "")


def appealing(kept: Kept) -> str:
    """对数有异议怎样申诉。"""
    return (
        f"对通报的数据有异议的，经本单位领导同意，可在印发后{kept.text(APPEAL)}个工作日内提出申诉。"
    )


def paragraphs(text: str) -> list[str]:
    """人写的几段，一行一段。"""
    return [line.strip() for line in text.splitlines() if line.strip()]


def attached(kept: Kept) -> Iterator[str]:
    """附表：各单位的位次，逾期的全部事项。"""
    names = attachments(kept)
    tables = {UNITS_TITLE: _unit_rows, LATE_TITLE: _late_rows}
    for place, name in enumerate(names, start=1):
        number = str(place) if len(names) > 1 else ""
        yield f"# 附件{number}：{name}\n\n" + "\n".join(tables[name](kept))


def attachments(kept: Kept) -> tuple[str, ...]:
    """有哪几张附表。"""
    shown = ((UNITS_TITLE, bool(kept.units())), (LATE_TITLE, any(True for _ in kept.every(LATE))))
    return tuple(name for name, is_shown in shown if is_shown)


def _unit_rows(kept: Kept) -> Iterator[str]:
    yield f"表：{{列宽={UNITS_WIDTHS}}}"
    yield _line(HEADS)
    yield _line((":---:", ":---", *["---:"] * 6))
    yield from (_line(_unit_cells(kept, org)) for org in kept.units())


def _unit_cells(kept: Kept, org: int) -> tuple[str, ...]:
    keys = {code: f"{code}:unit:{org}" for code in ("rank", *OF_UNIT)}
    return (
        kept.text(keys["rank"]), _name(kept, org), kept.text(keys["due"]),
        kept.part(keys["on_time"]), kept.text(keys["on_time"]), kept.part(keys["overdue"]),
        kept.text(keys["timely_feedback"]), kept.text(keys["pressings"]),
    )  # fmt: skip


def _late_rows(kept: Kept) -> Iterator[str]:
    yield f"表：{{列宽={LATE_WIDTHS}}}"
    yield _line(("牵头单位", "事项", "应办结", "逾期工作日"))
    yield _line((":---", ":---", ":---:", "---:"))
    for one in kept.every(LATE):
        title, _, due = one.label.rpartition("　")
        day = due.removeprefix("应于").removesuffix("办结")
        cells = (kept.mark(one, text) for text in (title, day, one.text))
        yield _line((str(one.org), *cells))


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(one.replace('|', '｜') for one in cells)} |"


def _name(kept: Kept, org: int) -> str:
    one = kept.of_unit("due", org)
    return str(one.org) if one else ""
