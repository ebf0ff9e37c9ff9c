"""全篇最合理的次序：维特比算法，找总分最高、又不违反先后的一条路。"""

from dataclasses import dataclass
from math import exp

from sanban.engine.roles.order import STATES, STEPS

FIRST_LATE = -2.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """一行选定的状态，和它比次好的强多少（0 到 1）。"""

    state: str
    confidence: float


def best(scores: list[dict[str, float]]) -> list[Chosen]:
    """给每行选一个状态，使全篇总分最高。"""
    if not scores:
        return []
    totals = {state: value + _opening(state) for state, value in scores[0].items()}
    trail: list[dict[str, str]] = []
    for here in scores[1:]:
        totals, origins = _advance(totals, here)
        trail.append(origins)
    path = [max(totals, key=lambda state: totals[state])]
    for origins in reversed(trail):
        path.append(origins[path[-1]])
    path.reverse()
    return [
        Chosen(state, _certainty(state, here)) for state, here in zip(path, scores, strict=True)
    ]


def _advance(
    totals: dict[str, float], here: dict[str, float]
) -> tuple[dict[str, float], dict[str, str]]:
    ahead: dict[str, float] = {}
    origins: dict[str, str] = {}
    for state, value in here.items():
        steps = STEPS[state]
        routes = [(total + steps[old], old) for old, total in totals.items() if old in steps]
        if routes:
            top, origins[state] = max(routes)
            ahead[state] = top + value
    return ahead, origins


def _opening(state: str) -> float:
    """全篇第一行多半是版头、标题。"""
    return 0.0 if STATES[state][1] <= 1 else FIRST_LATE


def _certainty(state: str, here: dict[str, float]) -> float:
    """与别的要素比，分差越大越有把握。"""
    role = STATES[state][0]
    others = [value for other, value in here.items() if STATES[other][0] != role]
    margin = here[state] - max(others, default=here[state] - 5)
    return 1 / (1 + exp(-(margin + 0.5) * 0.9))
