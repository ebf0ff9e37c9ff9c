"""一节讲的是过去还是以后：看小标题里的词和年份。"""

from typing import Literal

from sanban.engine.text import Pattern

Mood = Literal["", "past", "future"]
PAST = Pattern(
    "回顾|总结|成效|成绩|成就|过去|进展情况|完成情况|开展情况|主要做法|工作情况|基本情况"
    "|存在的?(?:主要|突出)?(?:困难|问题|不足)|困难和问题|问题(?:和|与)不足|面临的?(?:困难|问题|形势|挑战)|认清形势"
)
FUTURE = Pattern(
    "安排|任务|打算|目标|重点|下一步|下步|措施|建议|部署|计划|要求|议定|今后|今年|来年|明年"
)
TURNING = Pattern("下一步|下步|打算|今后|今年|来年|明年|安排|任务")
YEAR = Pattern("(?<![0-9])(?:19|20)[0-9]{2}(?=年)")
OPENS = Pattern(
    "(?:今年|新的一年|下一步|下一阶段|来年|[0-9]{4}年)[^。]{0,40}(?:做好|抓好|抓实|完成|推进|突出|实施)"
    "[^。]{0,24}(?:工作|任务|方面|行动)[：:。]?"
)
"""“新的一年，我们将重点做好以下工作：”"""


def mood_of(heading: str, *, year: int) -> Mood:
    """一个小标题说明这一节讲什么；看不出来答空。"""
    years = [int(one.group()) for one in YEAR.over(heading)]
    if years and max(years) >= year and not PAST.search(heading):
        return "future"
    if PAST.search(heading) and not FUTURE.search(heading):
        return "past"
    if years and max(years) < year and not TURNING.search(heading):
        return "past"
    return "future" if FUTURE.search(heading) else ""


def turns_to(now: Mood, mood: Mood, heading: str) -> Mood:
    """讲过去的一节里，里层的小标题说得明白才算转到以后；“重点项目”一类的词不算。"""
    if now == "past" and mood == "future" and not TURNING.search(heading):
        return ""
    return mood
