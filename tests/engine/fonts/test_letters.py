"""哪些字有、哪些字用别的字体补、哪些字哪里都没有；能不能嵌入。"""

import json
from io import BytesIO

import pdfplumber
import pytest
import typst
from fontTools.ttLib import TTFont

from sanban.engine.fonts import Face, find_fonts, tables
from sanban.engine.fonts.finding import choose
from tests.engine.fonts.tiny import tiny

RARE = "㎡镕堃喆㛃𬭎䶮"
WIDE = "“”‘’—…、。，；：！？（）〔〕《》"
CHINESE = ("fang", "kai", "hei", "song", "title")


def set_in(tmp_path, *letters):
    """一串很小的字体，主用的在前。"""
    faces = []
    for number, (family, own) in enumerate(zip(("仿宋", "霞鹜文楷"), letters, strict=False)):
        path = tiny(tmp_path / f"{number}.ttf", family, letters=own)
        faces.append(Face(family, str(path), 0, 400))
    return choose(faces)


def test_a_letter_in_no_font_is_named_once_in_order(tmp_path):
    found = set_in(tmp_path, "办公室", "㎡堃")
    assert found.missing("龘办公㎡\n\t 龘鑫\u200b\ufe0f", "fang") == ("龘", "鑫")
    assert found.missing("办公室", "fang") == ()


def test_a_letter_from_another_font_is_named_once_in_order(tmp_path):
    found = set_in(tmp_path, "办公室", "办㎡堃")
    assert found.fallbacks("堃办公㎡堃龘", "fang") == ("堃", "㎡")
    assert found.face_for("办", "fang").family == "仿宋"
    assert found.face_for("堃", "fang").family == "霞鹜文楷"
    assert found.face_for("龘", "fang") is None


def test_rare_names_are_found_in_the_free_fonts():
    found = find_fonts()
    assert found.missing(f"同意{RARE}的意见", "fang") == ()
    assert found.missing("同意\ue5e5\U0010fffd", "fang") == ("\ue5e5", "\U0010fffd")
    if found.face("fang").family == "FandolFang R":
        assert found.fallbacks(f"同意{RARE}", "fang") == tuple(RARE)


@pytest.mark.parametrize("role", CHINESE)
def test_chinese_marks_are_one_letter_wide(role):
    face = find_fonts().face(role)
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        letters, widths = font.getBestCmap(), font["hmtx"]
        em = font["head"].unitsPerEm
        wide = {c: widths[letters[ord(c)]][0] / em for c in WIDE}
    if role == "title":
        assert wide.pop("—") > 0.9, "思源宋体的破折号稍窄；标题不排在格子里"
    assert set(wide.values()) == {1}


def fonts_on_page(chain):
    words = '#set page(width: 900pt)\n#set text(lang: "zh", region: "cn", fallback: false)\n'
    source = f"{words}#set text(font: json(bytes(sys.inputs.font)))\n他说：“AB12—…”㎡堃"
    pdf = typst.compile(
        source.encode(), font_paths=find_fonts().book, ignore_system_fonts=True,
        sys_inputs={"font": chain},
    )  # fmt: skip
    with pdfplumber.open(BytesIO(pdf)) as document:
        return {one["text"]: one["fontname"].split("+")[-1] for one in document.pages[0].chars}


def test_latin_letters_take_the_latin_font_but_chinese_marks_do_not():
    found = find_fonts()
    if found.face("fang").family != "FandolFang R" or found.face("latin").is_office:
        pytest.skip("本机有正式字体，这里只看代用的")
    used = fonts_on_page(as_json(found.chain("fang", latin=True)))
    assert {used[c] for c in "AB12"} == {"LiberationSerif"}
    assert {used[c] for c in "他说：“”—…"} == {"FandolFang-Regular"}
    assert {used[c] for c in "㎡堃"} == {"LXGWWenKai-Regular"}


def test_without_the_latin_font_all_is_chinese():
    found = find_fonts()
    used = fonts_on_page(as_json(found.chain("kai", latin=False)))
    assert used["A"] == used["说"]


def as_json(chain):
    return json.dumps(chain, ensure_ascii=False)


@pytest.mark.parametrize(
    ("allowed", "may"),
    [(0, True), (2, False), (4, True), (8, True), (0x0A, True), (0x0100, True), (0x0208, False)],
)
def test_a_font_whose_maker_forbids_it_is_not_embedded(tmp_path, allowed, may):
    path = tiny(tmp_path / "simhei.ttf", "SimHei", allowed=allowed)
    found = choose([Face("SimHei", str(path), 0, 400)])
    assert found.face("hei").may_embed is may
    assert len(found.cautions) == (0 if may else 1)
    if not may:
        assert "SimHei 的厂家不许把它嵌进文件" in found.cautions[0]


def real_faces():
    found = find_fonts()
    return sorted({(f.path, f.index) for chain in found.chains.values() for f in chain if f.path})


def test_our_reading_of_fonts_agrees_with_fonttools():
    for path, index in real_faces():
        with TTFont(path, fontNumber=index, lazy=True) as font:
            kinds = {1, 4, 6, 16}
            named = {one.toUnicode() for one in font["name"].names if one.nameID in kinds}
            assert tables.names(path, index) == named, path
            assert tables.characters(path, index) == set(font.getBestCmap()), path
            assert tables.permission(path, index) == font["OS/2"].fsType, path


@pytest.mark.parametrize("size", [0, 3, 11, 40, 200, 700])
def test_a_font_cut_short_has_nothing_and_breaks_nothing(tmp_path, size):
    whole = tiny(tmp_path / "a.ttf", "SimHei").read_bytes()
    short = tmp_path / "short.ttf"
    short.write_bytes(whole[:size])
    for read in (tables.names, tables.characters, tables.permission):
        read(str(short), 0)
        assert not read(str(short), 9) or size >= 200
