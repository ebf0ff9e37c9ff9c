"""OFD 的预览：别家写法、坏字体、坏图都看得，只少那一样。"""

import zipfile
from io import BytesIO

import pytest

from sanban.engine.bad_page import BadPage
from sanban.engine.pages.ofd import placed
from sanban.engine.pages.picture import page_count
from sanban.engine.pages.to_pdf import to_pdf
from sanban.engine.read import read
from tests.engine.letters import SAMPLES
from tests.engine.render.ofd.samples import odd_ofd
from tests.engine.samples import as_ofd, zipped


def changed(data, change):
    """改一改 OFD 的部件：`change` 由名字、字节得新字节，给 None 是去掉。"""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: change(name, package.read(name)) for name in package.namelist()}
    return zipped({name: found for name, found in parts.items() if found is not None})


def without(suffix):
    return lambda name, data: None if name.endswith(suffix) else data


def broken(suffix):
    return lambda name, data: b"junk" if name.endswith(suffix) else data


@pytest.mark.parametrize(
    "change",
    [without(".otf"), broken(".otf"), without(".png"), broken(".png"), broken(".jpg"),
     without("DocumentRes.xml")],
    ids=["no font", "bad font", "no picture", "bad picture", "bad photo", "no resources"],
)  # fmt: skip
def test_what_is_missing_or_broken_does_not_stop_the_page(change, tmp_path):
    data = changed(odd_ofd().data, change)
    pages = placed(data, tmp_path)
    texts = [one for one in pages[0]["drawn"] if one["kind"] == "text"]
    assert len(pages) == 2
    assert len(texts) > 10


def test_a_page_with_bad_fonts_and_pictures_is_still_drawn():
    data = changed(odd_ofd().data, lambda name, data: b"x" if "/Res/" in name else data)
    assert page_count(to_pdf(data, "ofd")) == 2


def test_the_preview_has_the_words_of_a_file_by_others():
    shown = read(to_pdf(as_ofd(SAMPLES[0]), "ofd"), "a.pdf").text
    assert "".join(shown.split()) == "".join(read(as_ofd(SAMPLES[0]), "a.ofd").text.split())


def test_the_namespace_without_a_year_is_shown_too(tmp_path):
    data = as_ofd(SAMPLES[0], "http://www.ofdspec.org")
    assert placed(data, tmp_path)[0]["drawn"]


def test_fonts_that_are_only_named_are_found_by_their_use(tmp_path):
    pages = placed(as_ofd(SAMPLES[0]), tmp_path)
    assert {one["face"] for one in pages[0]["drawn"]} == {"fang"}
    assert {one["family"] for one in pages[0]["drawn"]} == {""}


def test_an_encrypted_ofd_says_so(tmp_path):
    data = changed(
        as_ofd(SAMPLES[0]),
        lambda name, data: (
            data.replace(
                b"</ofd:DocBody>", b"</ofd:DocBody><ofd:Encryptions>E.xml</ofd:Encryptions>"
            )
            if name == "OFD.xml"
            else data
        ),
    )
    with pytest.raises(BadPage, match="加了密"):
        placed(data, tmp_path)


def test_every_flipped_byte_is_placed_or_refused(tmp_path):
    data = odd_ofd().data
    for place in range(9, len(data), len(data) // 40):
        wrong = data[:place] + bytes([data[place] ^ 0x5A]) + data[place + 1 :]
        try:
            placed(wrong, tmp_path)
        except BadPage as error:
            assert "请" in str(error)
