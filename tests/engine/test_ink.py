"""笔迹：读得严，画得准；坏的、太长的、出界的都不收。"""

import contextlib
import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from sanban.engine.ink import (
    LONGEST,
    MARGIN,
    MOST_STROKES,
    SCALE,
    BadInk,
    read_writing,
    size_of,
    to_png,
)


def written(*strokes, width=800, height=370):
    rows = [{"pen": pen, "points": [list(one) for one in points]} for pen, points in strokes]
    return json.dumps({"width": width, "height": height, "strokes": rows})


def picture(text):
    return Image.open(BytesIO(to_png(read_writing(text))))


def test_what_is_read_is_written_back_the_same():
    text = written(("thin", [(1, 2), (3.5, 4)]), ("thick", [(10, 10)]))
    once = read_writing(text)
    assert read_writing(once.as_json()) == once


def test_only_the_part_with_ink_is_drawn_twice_as_large():
    text = written(("middle", [(100, 50), (300, 150)]))
    writing = read_writing(text)
    assert writing.box == (100 - MARGIN, 50 - MARGIN, 300 + MARGIN + 1, 150 + MARGIN + 1)
    drawn = picture(text)
    assert drawn.size == tuple(side * SCALE for side in size_of(writing))
    assert drawn.getextrema()[0] < 60


def test_a_thick_pen_leaves_more_ink_than_a_thin_one():
    line = [(50, 50), (250, 50), (400, 60)]
    dark = {
        pen: sum(picture(written((pen, line))).point(lambda one: one < 128).histogram()[1:])
        for pen in ("thin", "middle", "thick")
    }
    assert dark["thin"] < dark["middle"] < dark["thick"]


def test_a_dot_is_drawn():
    assert picture(written(("middle", [(100, 100)]))).getextrema()[0] < 60


def test_points_beyond_the_edge_are_brought_back():
    (stroke,) = read_writing(written(("thin", [(-5, 400), (900, 10)]))).strokes
    assert stroke.points == ((0.0, 370.0), (800.0, 10.0))


@pytest.mark.parametrize(
    "text",
    (
        "",
        "null",
        "{}",
        "[" * 5000,
        written(width=800),
        written(("brush", [(1, 1)])),
        written(("thin", [])),
        written(("thin", [(1, 1)]), width=10),
        written(("thin", [(1, 1)]), height=5000),
        written(("thin", [(1, 1)])).replace("[1, 1]", "[1]"),
        written(("thin", [(1, 1)])).replace("[1, 1]", "[1, 1e999]"),
        written(("thin", [(1, 1)])).replace("[1, 1]", "[true, 1]"),
        written(*[("thin", [(1, 1)])] * (MOST_STROKES + 1)),
        " " * (LONGEST + 1),
    ),
)
def test_bad_ink_is_refused(text):
    with pytest.raises(BadInk):
        read_writing(text)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(BadInk):
        read_writing(text)
