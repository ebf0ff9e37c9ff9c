"""数：日期、金额、文号、百分比、时间、电话、数量，改一个字也是大事。"""

import re
from collections.abc import Iterator

CHINESE = "〇零一二两三四五六七八九十百千万亿"
UNITS = (
    "年|月|日|号|时|分|天|周|季度|元|角|人|个|名|户|家|项|条|件|次|起|处|座|所|册|份|辆|台|套|亩|"
    "吨|公斤|千克|公里|千米|平方|立方|米|倍|成|岁|级|期|批|页|位|县|乡|镇|村|万|亿"
)
DAY = rf"(?:\d{{1,2}}|[{CHINESE}]{{1,3}})"
COUNT = r"\d+(?:,\d{3})*(?:\.\d+)?"

# fmt: off
#  名称        样子；排在前面的先认
KINDS = (
    ("文号",   r"[〔\[（(【](?:19|20)\d\d[〕\]）)】]\s?第?\d+\s?号"),
    ("日期",   rf"(?:(?:19|20)\d\d|[〇零一二三四五六七八九]{{4}})年(?:{DAY}月(?:{DAY}[日号])?)?"
               rf"|{DAY}月{DAY}[日号]|(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}"),
    ("金额",   rf"{COUNT}\s?[多余]?[百千万亿]*元|[{CHINESE}]+[多余]?元"),
    ("百分比", rf"{COUNT}\s?[%％‰]|百分之[{CHINESE}点]+|{COUNT}个百分点"),
    ("时间",   r"\d{1,2}[:：]\d\d|\d{1,2}时\d{1,2}分|\d{1,2}时"),
    ("电话",   r"(?:0\d{2,3}[-—－])?\d{7,8}(?!\d)|1\d{10}(?!\d)"),
    ("数字",   rf"{COUNT}[多余]?[百千万亿]*(?:{UNITS})?|[{CHINESE}]+(?:{UNITS})"),
)
# fmt: on
ANY = re.compile("|".join(f"(?P<k{place}>{form})" for place, (_, form) in enumerate(KINDS)))


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """各个数：（名称，写法），按出现的次序。"""
    for hit in ANY.finditer(text):
        yield KINDS[int((hit.lastgroup or "k0")[1:])][0], hit.group()


def changed_number(old: str, new: str) -> str:
    """两截文字里的数不一样时，是哪一种数；一样答空。"""
    there, here = list(numbers(old)), list(numbers(new))
    if sorted(there) == sorted(here):
        return ""
    found = {name for name, _ in set(there) ^ set(here)}
    return next((name for name, _ in KINDS if name in found), "数字")
