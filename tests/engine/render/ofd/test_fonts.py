"""嵌入的字体真的用得上：每个字都有字形，轮廓与原字体相同。"""

from io import BytesIO

import pytest
import typst
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from PIL import ImageFont

from sanban.engine.fonts import find_fonts, named_face
from sanban.engine.ofd.objects import text
from sanban.engine.render.ofd import OfdInfo, convert, to_ofd
from sanban.engine.render.ofd.cff import measure
from sanban.engine.render.ofd.opentype import BY_NUMBER, renamed
from sanban.engine.render.pdf import to_pdf
from tests.engine.gongwen.full import notice
from tests.engine.render.ofd.samples import fonts, notice_ofd, odd_ofd, page, pages, unpacked

# 排版时按语言换了字形（locl），与字符表里的不同；嵌的是换过的
LOCALISED = {"NotoSansCJKjp-Regular", "NotoSerifCJKjp-Regular"}


def outline(glyphs, name):
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen.value


def used(ofd):
    """字体资源号 → 用它写的（字，写明的字形号）。"""
    found = {}
    for root in pages(ofd):
        layer = next(root.iter("{*}Layer"))
        for node in root.iter("{*}TextObject"):
            one = text(node, layer, {})
            letters = {(char, glyph) for char, _, _, _, glyph in one.letters}
            found.setdefault(one.font, set()).update(letters)
    return found


@pytest.mark.parametrize("ofd", [notice_ofd, odd_ofd])
def test_every_character_has_the_outline_of_its_source(ofd):
    checked = 0
    embedded = fonts(ofd().data)
    for number, letters in used(ofd().data).items():
        name, file = embedded[number]
        if name in LOCALISED:
            continue
        font, face = TTFont(BytesIO(file)), named_face(name)
        source = TTFont(face.path, fontNumber=face.index) if face and face.path else None
        ours, codes = font.getGlyphSet(), font.getBestCmap()
        for char, glyph in letters:
            if glyph is not None or source is None:
                continue
            assert ord(char) in codes, f"{name} 里没有 {char}"
            theirs = source.getBestCmap()[ord(char)]
            original = outline(source.getGlyphSet(), theirs)
            assert outline(ours, codes[ord(char)]) == original, char
            checked += 1
    assert checked > 40


def test_only_the_characters_used_are_embedded():
    everything = used(notice_ofd().data)
    for number, (_, file) in fonts(notice_ofd().data).items():
        codes = {chr(code) for code in TTFont(BytesIO(file)).getBestCmap()}
        assert codes - {char for char, _ in everything[number]} <= {" ", "\u00a0", "\u3000"}


def test_glyphs_without_a_character_of_their_own_are_named_by_number():
    """合字、另有字形的上标，写明字形号；号在字体里，轮廓不空。"""
    embedded = fonts(odd_ofd().data)
    found = [
        (node.text, node.getprevious(), node.getparent().get("Font"))
        for node in pages(odd_ofd().data)[0].iter("{*}TextCode")
        if node.getprevious() is not None and node.getprevious().tag.endswith("CGTransform")
    ]
    assert {text for text, *_ in found} >= {"ffi", "2"}
    for text_, rule, number in found:
        assert int(rule.get("CodeCount")) == len(text_)
        font = TTFont(BytesIO(embedded[number][1]))
        pen = BoundsPen(font.getGlyphSet())
        font.getGlyphSet()[font.getGlyphName(int(rule.findtext("{*}Glyphs")))].draw(pen)
        assert pen.bounds


def test_the_raised_two_is_not_the_plain_two():
    numbers = [
        node.getprevious()
        for node in pages(odd_ofd().data)[0].iter("{*}TextCode")
        if node.text.endswith("2") and node.getparent().get("Font") == _libertinus()
    ]
    assert [rule is not None for rule in numbers] == [False, True]


def _libertinus():
    names = fonts(odd_ofd().data)
    return next(number for number, (name, _) in names.items() if "Libertinus" in name)


@pytest.mark.parametrize("ofd", [notice_ofd, odd_ofd])
def test_freetype_opens_every_embedded_font(ofd, tmp_path):
    for number, (name, file) in fonts(ofd().data).items():
        path = tmp_path / f"{number}.otf"
        path.write_bytes(file)
        assert ImageFont.truetype(str(path), 40).getname()[0] == name


@pytest.mark.parametrize("ofd", [notice_ofd, odd_ofd])
def test_every_table_of_an_embedded_font_can_be_read(ofd):
    for _, file in fonts(ofd().data).values():
        font = TTFont(BytesIO(file), checkChecksums=2)
        tables = {tag: font[tag] for tag in font.keys()}  # noqa: SIM118
        assert {"cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post"} <= set(tables)
        assert tables["hmtx"].metrics.keys() == set(font.getGlyphOrder())


def test_the_family_is_the_office_font_so_that_a_viewer_may_substitute():
    resources = unpacked(notice_ofd().data)["Doc_0/PublicRes.xml"].decode()
    for name in ("仿宋_GB2312", "黑体", "方正小标宋简体"):
        assert f'FamilyName="{name}"' in resources
    assert 'Bold="true"' in resources


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """一个厂家不许嵌入的字体，和用它排的 PDF。"""
    folder = tmp_path_factory.mktemp("locked")
    font = TTFont(find_fonts().face("latin").path)
    font["OS/2"].fsType = 2
    for number in (1, 4, 6, 16):
        font["name"].setName("SanbanLocked", number, 3, 1, 0x409)
        font["name"].setName("SanbanLocked", number, 1, 0, 0)
    font.save(folder / "locked.ttf")
    book = find_fonts((folder,)).book
    source = '#set text(font: "SanbanLocked")\nLocked words'
    return folder, typst.compile(source.encode(), font_paths=book)


def test_a_font_that_may_not_be_embedded_is_only_named(locked):
    folder, pdf = locked
    done = convert(pdf, info=OfdInfo(is_archival=True), fonts=(folder,))
    ((name, file),) = fonts(done.data).values()
    assert (name, file) == ("SanbanLocked", b"")
    assert any("不许" in note.message for note in done.notes)
    assert any("OFD-A" in note.message for note in done.notes)
    assert b'DocType="OFD"' in unpacked(done.data)["OFD.xml"]


def test_with_all_fonts_embedded_it_may_be_archival():
    done = to_ofd(notice(1), is_archival=True)
    assert b'DocType="OFD-A"' in unpacked(done.data)["OFD.xml"]


def test_a_font_the_pdf_does_not_give_is_named_with_a_note(tmp_path):
    """别家的 PDF 里字体取不出来：只写名字，字和位置仍在。"""
    pdf = page('#set text(font: "Liberation Serif")\nwords').replace(b"/ToUnicode", b"/ToNowhere")
    done = convert(pdf, info=OfdInfo())
    assert [file for _, file in fonts(done.data).values()] == [b""]
    assert any("写了名字" in note.message for note in done.notes)


def test_a_renamed_font_gives_each_glyph_a_character():
    _, file = next(iter(fonts(notice_ofd().data).values()))
    font = TTFont(BytesIO(renamed(file, "other")))
    assert font["name"].getDebugName(1) == "other"
    codes = font.getBestCmap()
    assert all(BY_NUMBER + n in codes for n in range(1, len(font.getGlyphOrder())))


def test_a_broken_font_is_refused():
    for broken in (b"", b"OTTO" + bytes(40), b"\0\1\0\0" + b"\xff" * 60):
        with pytest.raises(ValueError, match="读不懂"):
            renamed(broken, "x")


def test_the_substitutions_of_the_pdf_are_still_told():
    assert set(to_pdf(notice()).notes) <= set(notice_ofd().notes)


def test_the_measures_of_an_outline_are_those_fonttools_reads():
    found = [file for _, file in fonts(notice_ofd().data).values() if file[:4] == b"OTTO"]
    assert found
    for file in found:
        font = TTFont(BytesIO(file))
        top = font["CFF "].cff[0]
        wanted = (len(top.CharStrings), round(1 / top.FontMatrix[0]))
        assert measure(font.getTableData("CFF ")) == wanted
        assert font["head"].unitsPerEm == wanted[1]
        assert font["maxp"].numGlyphs == wanted[0]
