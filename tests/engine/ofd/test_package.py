"""各家写法不一的 OFD：命名空间、路径、模板、资源，都从宽。"""

import re
import zipfile
from io import BytesIO

import pytest

from sanban.engine.ofd.numbers import BadOfd, colour, deltas
from sanban.engine.ofd.objects import JOINED, image, shape, text
from sanban.engine.ofd.paths import segments
from sanban.engine.read import Unreadable, read
from sanban.engine.read.guards import parse_xml
from tests.engine.letters import SAMPLES
from tests.engine.samples import as_ofd, zipped

PLAIN = read(as_ofd(SAMPLES[0]), "a.ofd").text
SAME = (1, 0, 0, 1, 0, 0)


def changed(change, names=lambda name: name):
    """把样文的部件改一改。"""
    with zipfile.ZipFile(BytesIO(as_ofd(SAMPLES[0]))) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    return zipped({names(name): change(words) for name, words in parts.items()})


@pytest.mark.parametrize(
    "change",
    [
        lambda words: words.replace("http://www.ofdspec.org/2016", "http://www.ofdspec.org"),
        lambda words: words.replace("ofd:", "").replace("xmlns:ofd", "xmlns"),
        lambda words: words.replace('BaseLoc="Pages', 'BaseLoc="/Doc_0/Pages'),
        lambda words: words.replace('BaseLoc="Pages', 'BaseLoc="./Pages'),
        lambda words: words.replace('BaseLoc="Pages/Page', 'BaseLoc="pages\\page'),
        lambda words: words.replace(">Doc_0/Doc", ">/Doc_0/Doc"),
        lambda words: words.replace("PublicRes.xml", "missing.xml"),
        lambda words: words.replace(
            "<ofd:Content>", '<ofd:Template TemplateID="7"/><ofd:Content>'
        ).replace(
            "</ofd:CommonData>", '<ofd:TemplatePage ID="7" BaseLoc="no.xml"/></ofd:CommonData>'
        ),
    ],
    ids=["year", "prefix", "absolute", "dot", "backslash", "root", "resources", "template"],
)
def test_other_ways_of_writing_are_read_alike(change):
    assert read(changed(change), "a.ofd").text == PLAIN


def test_names_in_other_case_are_found():
    assert (
        read(changed(str, lambda name: name if name == "OFD.xml" else name.upper()), "a.ofd").text
        == PLAIN
    )


def test_a_missing_page_is_a_corrupt_file():
    data = changed(lambda words: words.replace("Page_0/Content", "Page_9/Content"))
    with pytest.raises(Unreadable) as caught:
        read(data, "a.ofd")
    assert caught.value.code == "corrupt"


@pytest.mark.parametrize("bad", ["x", "nan", "1e99", "inf"])
def test_wild_numbers_are_a_corrupt_file(bad):
    data = changed(lambda words: re.sub(r'Boundary="\S+', f'Boundary="{bad}', words))
    with pytest.raises(Unreadable):
        read(data, "a.ofd")


def test_steps_are_spread_out():
    assert deltas("1 g 3 2.5 4", 9) == [1, 2.5, 2.5, 2.5, 4]
    assert deltas("g 2", 9) == [0, 0]
    assert len(deltas("g 999999 1 g 999999 1", 7)) == 7


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("255 0 0", (255, 0, 0, 9)), ("128", (128, 128, 128, 9)), ("0 0 0 0", None), ("", None),
     ("300 -5 1.7", (255, 0, 1, 9))],
)  # fmt: skip
def test_colours(value, wanted):
    assert colour(value, "9") == wanted


def node(words):
    return parse_xml(words.encode())


LAYER = node("<Layer/>")


def test_letters_are_placed_by_boundary_matrix_and_steps():
    found = text(
        node(
            '<TextObject Boundary="10 20 5 5" CTM="0 -1 1 0 2 3" Size="4" Font="1">'
            '<TextCode X="1" Y="0" DeltaX="4 5">甲乙丙</TextCode></TextObject>'
        ),
        LAYER, {},
    )  # fmt: skip
    assert [letter[:3] for letter in found.letters] == [
        ("甲", 12, 22), ("乙", 12, 18), ("丙", 12, 13)
    ]  # fmt: skip
    assert found.turn == (0, -1, 1, 0)


def test_glyph_numbers_belong_to_their_characters():
    found = text(
        node(
            '<TextObject Boundary="0 0 5 5" Size="4" Font="1">'
            '<CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><Glyphs>9</Glyphs>'
            "</CGTransform><TextCode>afib</TextCode><TextCode>cd</TextCode></TextObject>"
        ),
        LAYER, {},
    )  # fmt: skip
    assert [letter[4] for letter in found.letters] == [None, 9, JOINED, None, None, None]


def test_a_drawing_parameter_gives_width_and_colour():
    draws = {"5": node('<DrawParam LineWidth="0.7"><StrokeColor Value="1 2 3"/></DrawParam>')}
    words = (
        '<PathObject Boundary="1 1 9 9" DrawParam="5"><AbbreviatedData>M 0 0 L 9 0'
        "</AbbreviatedData></PathObject>"
    )
    found = shape(node(words), LAYER, draws)
    assert (found.width, found.stroke, found.fill) == (0.7, (1, 2, 3, 255), None)
    assert found.segments == (("M", (1, 1)), ("L", (10, 1)))
    by_layer = shape(
        node(words.replace(' DrawParam="5"', "")), node('<Layer DrawParam="5"/>'), draws
    )
    assert by_layer.width == 0.7


def test_a_picture_without_a_matrix_fills_its_boundary():
    found = image(node('<ImageObject Boundary="1 2 30 40" ResourceID="8"/>'))
    assert (found.resource, found.matrix) == ("8", (30, 0, 0, 40, 1, 2))


def test_every_kind_of_segment_is_known():
    found = list(segments("S 0 0 M 1 1 L 2 2 Q 3 3 4 4 B 5 5 6 6 7 7 A 1 1 0 0 1 9 7 C", SAME))
    assert [op for op, _ in found if op != "L"] == ["M", "M", "B", "B", "C"]
    assert found[-2] == ("L", (9, 7))


def test_an_arc_keeps_its_distance_from_the_centre():
    points = [point for op, point in segments("M 10 0 A 10 10 0 0 1 0 10", SAME) if op == "L"]
    assert all(abs((x * x + y * y) ** 0.5 - 10) < 1e-9 for x, y in points)
    assert len(points) == 9
    long = [point for op, point in segments("M 10 0 A 10 10 0 1 0 0 10", SAME) if op == "L"]
    assert len(long) == 27


@pytest.mark.parametrize("bad", ["M 1", "X 1 2", "L a b", "B 1 2 3 4 5", "1 2", "A 1 2 3 4 5 6"])
def test_a_broken_path_is_refused(bad):
    with pytest.raises(BadOfd):
        list(segments(bad, SAME))


@pytest.mark.parametrize("odd", ["", "C", "M 0 0 A 0 0 0 0 0 5 5", "M 3 3 A 1 1 0 0 0 3 3 C"])
def test_odd_paths_do_no_harm(odd):
    list(segments(odd, SAME))
