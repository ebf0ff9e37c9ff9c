"""减负规定不许把批示、信息采用当作督检考的内容：权重不是零的，处处提醒（domain.md §6.4）。"""

from sanban.core import services as core

PREFIX = "statistics.weight."
BARRED = {"instruction": "领导批示", "adopted": "信息采用"}
"""减负规定不许计的两项，权重缺省是零。"""
SAID = (
    "管理员给“{}”定了权重 {}。《整治形式主义为基层减负若干规定》不许把它作为督查检查考核的内容："
    "本系统的位次不算这一项；别处要用的，请先报批，并把依据写清楚。"
)


def weight_notices() -> tuple[str, ...]:
    """有哪些权重要提醒；都是零的为空，一次查询。"""
    found = core.options(PREFIX)
    weights = {code: found.get(PREFIX + code, "0").strip() or "0" for code in BARRED}
    return tuple(
        SAID.format(BARRED[code], weight) for code, weight in weights.items() if weight != "0"
    )
