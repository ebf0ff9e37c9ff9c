"""找字体：单位自己的在先，各种名字都认，坏的略过，代用的说出来。"""

from pathlib import Path

import pytest

from sanban.engine.fonts import ROLES, Face, NoFont, find_fonts, picture_face, substitutes
from sanban.engine.fonts.finding import choose
from tests.engine.fonts.tiny import CHINESE, ENGLISH, collection, tiny

STANDINS = {
    "fang": ("FandolFang R", 400),
    "kai": ("FandolKai", 400),
    "hei": ("FandolHei", 400),
    "song": ("FandolSong", 400),
    "title": ("FandolSong", 700),
}


def of(found, role):
    return [one for one in found.substitutions if one.role == role]


def only(*families):
    return choose([Face(name, "", 0, 400) for name in families])


def test_the_free_fonts_stand_in_and_every_one_is_reported():
    found = only(*(family for family, _ in STANDINS.values()), "Liberation Serif")
    assert {role: found.face(role).family for role in STANDINS} == {
        role: family for role, (family, _) in STANDINS.items()
    }
    assert [one.role for one in found.substitutions] == list(ROLES)
    assert of(found, "fang")[0].message == ("本机没有“仿宋_GB2312”（仿宋），用 FandolFang R 代替。")


@pytest.mark.parametrize("role", STANDINS)
def test_this_machine_has_the_stand_ins(role):
    found = find_fonts()
    if of(found, role):
        assert (found.face(role).family, found.weight(role)) == STANDINS[role]


@pytest.mark.parametrize(
    ("role", "family", "others"),
    [
        ("title", "FZXiaoBiaoSong-B05S", ()),
        ("title", "Odd One", [("方正小标宋简体", 1, 3, 1, CHINESE)]),
        ("title", "Odd Two", [("FZXBSJW--GB1-0", 6, 3, 1, ENGLISH)]),
        ("title", "Odd Three", [("华文中宋", 4, 3, 1, CHINESE)]),
        ("title", "Odd Four", [("方正小标宋_GBK", 16, 3, 1, CHINESE)]),
        ("fang", "fangsong gb2312", ()),
        ("fang", "Odd Five", [("仿宋_GB2312".encode("gb2312"), 1, 3, 3, CHINESE)]),
        ("kai", "Odd Six", [("楷体_GB2312".encode("gb2312"), 1, 1, 25, 33)]),
        ("hei", "SimHei", ()),
        ("song", "Odd Seven", [("宋体", 1, 0, 3, 0)]),
        ("latin", "Times New Roman", ()),
    ],
)
def test_a_font_is_known_by_any_of_its_names(tmp_path, role, family, others):
    path = tiny(tmp_path / "office.ttf", family, others=others)
    found = find_fonts([tmp_path])
    assert found.face(role).path == str(path)
    assert found.face(role).is_office
    assert found.weight(role) == 400
    assert of(found, role) == []


def test_each_face_of_a_collection_is_known(tmp_path):
    parts = [tiny(tmp_path / f"{n}.tmp", name) for n, name in enumerate(("SimHei", "KaiTi"))]
    path = collection(tmp_path / "both.ttc", parts)
    found = find_fonts([tmp_path])
    assert (found.face("hei").path, found.face("hei").index) == (str(path), 0)
    assert (found.face("kai").path, found.face("kai").index) == (str(path), 1)


def test_the_offices_folder_goes_before_the_machine():
    here = Face("华文仿宋", "/office/a.ttf", 0, 400, is_office=True)
    found = choose([Face("仿宋_GB2312", "", 0, 400), here, Face("FandolFang R", "", 0, 400)])
    assert found.families["fang"] == ["华文仿宋", "仿宋_GB2312", "FandolFang R"]
    assert of(found, "fang") == []


def test_a_free_font_in_the_offices_folder_does_not_hide_a_proper_one():
    free = Face("LXGW WenKai", "/office/a.ttf", 0, 400, is_office=True)
    assert choose([free, Face("楷体", "", 0, 400)]).face("kai").family == "楷体"


def test_the_font_the_office_names_is_used_and_written():
    names = {"title": "华文中宋"}
    faces = [Face(name, "", 0, 400) for name in ("方正小标宋简体", "华文中宋", "宋体")]
    found = choose(faces, office_names=names)
    assert found.face("title").family == "华文中宋"
    assert found.office_name("title") == "华文中宋"
    assert found.office_name("fang") == "仿宋_GB2312"
    assert of(found, "title") == []


def test_the_font_the_office_names_but_lacks_is_reported():
    found = choose([Face("方正小标宋简体", "", 0, 400)], office_names={"title": "某某标宋"})
    assert found.face("title").family == "方正小标宋简体"
    assert of(found, "title")[0].wanted == "某某标宋"


def test_a_stand_in_for_the_title_is_bold():
    faces = [Face("Noto Serif CJK SC", "", n, weight) for n, weight in enumerate((400, 700, 900))]
    found = choose(faces)
    assert (found.weight("title"), found.weight("song")) == (700, 400)


def test_slanted_faces_are_not_used():
    with pytest.raises(NoFont):
        choose([Face("SimHei", "", 0, 400, is_upright=False)])


def test_broken_files_and_empty_or_absent_folders_change_nothing(tmp_path):
    (tmp_path / "bad.ttf").write_bytes(b"not a font")
    (tmp_path / "empty.otf").write_bytes(b"")
    whole = tiny(tmp_path / "whole.tmp", "SimHei").read_bytes()
    (tmp_path / "short.ttf").write_bytes(whole[: len(whole) // 3])
    found = find_fonts([tmp_path, tmp_path / "没有", tmp_path / "bad.ttf"])
    assert found.families == find_fonts().families
    assert not any(face.is_office for chain in found.chains.values() for face in chain)


def test_without_a_chinese_font_it_says_which_command_helps():
    with pytest.raises(NoFont, match="sanban fonts install"):
        only("Liberation Serif")


def test_a_chinese_font_nobody_knows_is_better_than_none(tmp_path):
    path = str(tiny(tmp_path / "odd.ttf", "Some Odd Hand"))
    latin = str(tiny(tmp_path / "latin.ttf", "A Latin", letters="abc"))
    found = choose([Face("A Latin", latin, 0, 400), Face("Some Odd Hand", path, 0, 400)])
    assert {found.face(role).family for role in STANDINS} == {"Some Odd Hand"}
    assert len(found.substitutions) == len(STANDINS)


def test_looking_again_costs_nothing():
    assert find_fonts() is find_fonts()
    assert find_fonts(office_names={"title": "华文中宋"}) is not find_fonts()


def test_no_name_serves_two_uses():
    names = [name for about in ROLES.values() for name in about.own]
    assert len(names) == len(set(names))


def test_names_in_papers_are_mapped_to_what_is_used():
    given = substitutes()
    found = find_fonts()
    if of(found, "fang"):
        assert given["仿宋_GB2312"] == given["FangSong"] == found.face("fang").family
    assert "Liberation Serif" not in given


def test_the_picture_font_is_a_real_file():
    face = picture_face()
    assert face is not None
    assert Path(face.path).is_file()
