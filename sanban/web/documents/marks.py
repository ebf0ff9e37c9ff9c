"""出处：登记的各格各标一个号，页图上用同样的号框出原文。"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sanban.engine.pages.places import Box, Place

Found = Mapping[str, Mapping[str, Any]]
Span = tuple[int, int]
Boxes = dict[int, list[dict[str, Any]]]


def spans_of(proposed: Found, text: str) -> dict[str, Span]:
    """各项原文在全文里的起止；值就在原文里的，收窄到那个值。"""
    spans = {name: _span(one, text) for name, one in proposed.items()}
    return {name: span for name, span in spans.items() if span}


def _span(one: Mapping[str, Any], text: str) -> Span | None:
    start, end = int(one["start"]), int(one["end"])
    if not one["quote"] or one["quote"].strip() not in text[start:end]:
        return None
    at = text.find(str(one["value"]), start, end)
    return (at, at + len(str(one["value"]))) if at >= 0 else (start, end)


def numbers_of(spans: Mapping[str, Span], order: Iterable[str]) -> dict[str, int]:
    """各格的号，按格的次序；同一处、套在前面一处之内的，用同一个号。"""
    given: list[Span] = []
    numbers = {}
    for name in order:
        if name in spans:
            start, end = spans[name]
            holds = (n for n, one in enumerate(given, 1) if one[0] <= start and end <= one[1])
            number = next(holds, 0)
            if not number:
                given.append(spans[name])
                number = len(given)
            numbers[name] = number
    return numbers


def boxes_of(places: Mapping[str, Place], numbers: Mapping[str, int]) -> Boxes:
    """每一页上的框：号、位置、是不是同一处的头一行；一个号只画一处。"""
    pages: Boxes = defaultdict(list)
    drawn: set[int] = set()
    for name, number in numbers.items():
        if name in places and number not in drawn:
            drawn.add(number)
            place = places[name]
            rows = enumerate(place.boxes)
            pages[place.page] += [_box(number, box, is_first=row == 0) for row, box in rows]
    return dict(pages)


def _box(number: int, box: Box, *, is_first: bool) -> dict[str, Any]:
    return {"number": number, "box": " ".join(f"{one:g}" for one in box), "is_first": is_first}


def around(boxes: Iterable[Box]) -> Box:
    """几行的框合成一个。"""
    held = list(boxes)
    left, top = (min(one[axis] for one in held) for axis in (0, 1))
    right, bottom = (max(one[axis] + one[axis + 2] for one in held) for axis in (0, 1))
    return left, top, right - left, bottom - top
