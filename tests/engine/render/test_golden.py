"""各种格式的样子与看过的小图一样。"""

import pytest
from PIL import Image, ImageChops, ImageStat

from sanban.engine.fonts import find_fonts
from tests.engine.render.golden import FOLDER, FORMATS, drawn

STAND_INS = {"fang": "FandolFang R", "kai": "FandolKai", "hei": "FandolHei",
             "title": "FandolSong"}  # fmt: skip
MOST = 2.0


def has_stand_ins():
    fonts = find_fonts()
    return all(fonts.face(role).family == family for role, family in STAND_INS.items())


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_looks_as_it_was_approved(name):
    if not has_stand_ins():
        pytest.skip("小图是用代用字体画的，这台机器上字体不同")
    for file, picture in drawn(name):
        kept = Image.open(FOLDER / file).convert("L")
        assert kept.size == picture.size
        assert ImageStat.Stat(ImageChops.difference(kept, picture)).mean[0] <= MOST, file


def test_a_changed_page_is_noticed():
    pictures = [picture for _, picture in drawn("full")]
    moved = ImageChops.offset(pictures[0], 2, 2)
    assert ImageStat.Stat(ImageChops.difference(pictures[0], moved)).mean[0] > MOST
