"""一格格地认：日子、编号、来源、百分数、节点；认不得的说怎样写。"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sanban.matters.models import Urgency
from sanban.people.services.workbook import Fault, Row
from sanban.supervision.models import Cycle, Source
from sanban.supervision.services.dates import odd_day
from sanban.supervision.services.importing.columns import LAYOUT

DAYS = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?")
NUMBER = re.compile(r"^(\D{0,20}?)[〔\[（(【]((?:19|20)\d{2})[〕\]）)】]第?0*(\d{1,6})号?$")
PERCENT = re.compile(r"^(\d{1,3})(?:\.\d+)?%?$")
BREAKS = re.compile(r"[\n；;]+")
NAMES = re.compile(r"[、，,；;\s/]+")
ORDINAL = re.compile(r"^(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.．])\s*")
LEADING_MARKS = " ：:，,、—-"
YES_NO: Mapping[str, bool] = {
    "是": True,
    "重点": True,
    "√": True,
    "1": True,
    "否": False,
    "": False,
}

# 别的办公室对十类来源的叫法
SOURCES: Mapping[str, str] = {
    **{str(label): str(code) for code, label in Source.choices},
    **{str(code): str(code) for code in Source.values},
    "上级决策部署": "A", "上级文件": "A", "重要讲话": "A", "重要指示批示": "A",
    "批示": "B", "批示件": "B", "领导批示件": "B", "县领导批示": "B", "上级批示": "B",
    "会议": "C", "会议议定事项": "C", "常委会": "C", "常务会": "C", "常务会议": "C",
    "专题会": "C", "专题会议": "C", "现场办公会": "C", "会议纪要": "C",
    "年度重点工作": "D", "政府工作报告": "D", "为民实事": "D", "民生实事": "D",
    "项目": "E", "人大建议": "F", "政协提案": "F", "建议": "F", "提案": "F",
    "信访": "G", "12345": "G", "热线": "G", "舆情": "G", "县长信箱": "G", "书记信箱": "G",
    "口头": "H", "领导交办": "H", "调研交办": "H",
    "审计": "I", "审计整改": "I", "巡视": "I", "巡察": "I", "巡视巡察": "I", "环保督察": "I",
    "整改": "I", "文件": "J",
}  # fmt: skip
URGENCIES: Mapping[str, str] = {
    **{str(label): str(code) for code, label in Urgency.choices},
    "": "", "急": "high", "一般": "", "平件": "",
}  # fmt: skip
CYCLES: Mapping[str, str] = {
    **{str(label): str(code) for code, label in Cycle.choices},
    "": "", "办结时": "", "一次": "", "周报": "weekly", "月报": "monthly", "每月": "monthly",
    "按月": "monthly", "季报": "quarterly", "按季": "quarterly", "按周": "weekly",
}  # fmt: skip
DATES = ("initiated_on", "assigned_on", "acknowledged_on", "due_on", "applied_on", "closed_on")


def squeezed(words: str) -> str:
    """去掉全部空白。"""
    return "".join(words.split())


def day_in(words: str) -> date | None:
    """开头的日子；没有、不成日子、年份不对的为空。"""
    found = DAYS.match(squeezed(words))
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
    return None if odd_day(day) else day


def number_in(words: str) -> tuple[str, int, int] | None:
    """督办编号：系列、年、号；认不得的为空。"""
    found = NUMBER.match(squeezed(words))
    return (found[1], int(found[2]), int(found[3])) if found else None


def percent_in(words: str) -> int | None:
    """0 到 100 的整数，“35%”“0.35”也认；认不得的为空。

    光一个 1 也不认：百分数的格子里它是 100%，写整数的格子里是 1%，分不清就请人写明。
    """
    text = squeezed(words)
    if text == "1":
        return None
    if re.fullmatch(r"0\.\d+", text):
        return round(float(text) * 100)
    found = PERCENT.match(text)
    return int(found[1]) if found and int(found[1]) <= 100 else None


def names_in(words: str) -> list[str]:
    """几个名字，重的只留一个。"""
    return list(dict.fromkeys(one for one in NAMES.split(words.strip()) if one))


def steps_in(words: str) -> tuple[str, ...]:
    """路径图的各步：一行一步，去掉自己写的序号。"""
    lines = (ORDINAL.sub("", line.strip()) for line in BREAKS.split(words))
    return tuple(line for line in lines if line)


def milestones_in(words: str) -> list[tuple[date | None, str]]:
    """各节点：日期（认不得的为空）、做到什么。"""
    return [
        _milestone(ORDINAL.sub("", line.strip())) for line in BREAKS.split(words) if line.strip()
    ]


def _milestone(line: str) -> tuple[date | None, str]:
    found = DAYS.match(line)
    if found is None:
        return None, line
    said = line[found.end() :].strip(LEADING_MARKS)
    return day_in(found.group()), said.removeprefix("前").strip(LEADING_MARKS)


def _is_milestones(words: str) -> bool:
    return all(day and said for day, said in milestones_in(words))


def _is_day(words: str) -> bool:
    return day_in(words) is not None


def _listed(known: Mapping[str, object], wanted: str) -> tuple[Callable[[str], bool], str]:
    return lambda words: squeezed(words) in known, wanted


# 一栏 → 填得对不对，不对时怎么说
CELLS: Mapping[str, tuple[Callable[[str], bool], str]] = {
    **dict.fromkeys(DATES, (_is_day, "请写成 2026-09-16 的样子")),
    "number": (
        lambda words: number_in(words) is not None,
        "请写成 督字〔2024〕12号 的样子，或空着",
    ),
    "source": _listed(SOURCES, f"不认得；可填：{'、'.join(Source.labels)}"),
    "urgency": _listed(URGENCIES, "不认得；可填：特急、加急、平急，或空着"),
    "cycle": _listed(CYCLES, "不认得；可填：每周、每月、每季，或空着"),
    "is_key": _listed(YES_NO, "不认得；可填：是，或空着"),
    "progress": (
        lambda words: percent_in(words) is not None,
        "应是 0 到 100 的数；只一个 1 的请写成 1% 或 100%",
    ),
    "milestones": (_is_milestones, "认不得；请一行一个，写成 2026-06-30 完成初设 的样子"),
}


def cell_faults(row: Row) -> Iterator[Fault]:
    """一行里认不得的各格。"""
    for code, (fits, wanted) in CELLS.items():
        if row[code] and not fits(row[code]):
            said = f"“{LAYOUT.heading_of(code)}”填了“{row[code][:30]}”，{wanted}。"
            yield Fault(row.number, code, said)
    if not row["title"]:
        yield Fault(row.number, "title", "没有写事项内容，请写明办什么事。")
