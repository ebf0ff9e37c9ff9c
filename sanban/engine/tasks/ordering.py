"""日子的先后：节点一个比一个晚，节点、各步都不晚于完成时限。"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from sanban.engine.tasks.deadlines import deadlines
from sanban.engine.tasks.text import TaskText, short


def dated(text: TaskText) -> tuple[tuple[date, str], ...]:
    """写了日子、也写了做到什么的节点。"""
    return tuple((day, said.strip()) for day, said in text.milestones if day and said.strip())


def disorders(text: TaskText) -> Iterator[str]:
    """各处不对：哪里不对、怎么改，一处一句，不带句号。"""
    if text.due and text.due < text.today:
        yield f"完成时限 {text.due:%Y-%m-%d} 已经过了，请改到今天以后"
    nodes = dated(text)
    for (before, _), (day, said) in pairwise(nodes):
        if day < before:
            yield f"节点“{short(said)}”（{day:%Y-%m-%d}）比前一个还早，请按先后排"
    if text.due:
        yield from _late(text, text.due)


def _late(text: TaskText, due: date) -> Iterator[str]:
    for day, said in dated(text):
        if day > due:
            yield f"节点“{short(said)}”（{day:%Y-%m-%d}）在完成时限以后，请提前，或者改时限"
    for number, step in enumerate(text.steps, 1):
        for one in deadlines(step, year=text.today.year):
            if one.day > due:
                said = step[slice(*one.span)]
                yield f"路径图第{number}步的“{said}”在完成时限 {due:%Y-%m-%d} 以后，请提前"
