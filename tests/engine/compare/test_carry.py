"""新稿里有、旧稿里没有的图片、链接、脚注、编号、样式，一样不少地搬过来。"""

import pytest

from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.redline import redline
from sanban.engine.compare.redline.marks import Pen
from sanban.engine.compare.revisions import accept_all, reject_all
from sanban.engine.read import read
from tests.engine.compare.papers import MAIN, OFFICE, WORD_TYPE, wrap
from tests.engine.compare.test_redline import body, parts, revise, seen

TEXT = "<w:p><w:r><w:t>甲方案照旧执行。</w:t></w:r></w:p>"
PICTURE = '<w:p><w:r><w:drawing><a:blip r:embed="{}"/></w:drawing></w:r></w:p>'
LINK = '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>'
LINKED = (
    f'<Relationship Id="rId7" Type="{OFFICE}/hyperlink" Target="http://x.invalid/" '
    'TargetMode="External"/>'
)
FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>页</w:t></w:r></w:p>'
)
NOTE = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
LISTED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>{}</w:t></w:r></w:p>"
)
BOX = (
    "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    "</w:pict></w:r></w:p>"
)


def pictured(*drawn, data="图一", name="a"):
    relation = f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="media/{name}.png"/>'
    more = {f"word_at_media_at_{name}__png": data, "relations": relation}
    return wrap("".join(drawn) + TEXT, **more)


def noted(text):
    return {
        "word_at_footnotes__xml": f'<w:footnotes xmlns:w="{MAIN}"><w:footnote w:id="2"><w:p><w:r>'
        f"<w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>",
        "relations": f'<Relationship Id="rId8" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>',
        "types": '<Override PartName="/word/footnotes.xml" '
        f'ContentType="{WORD_TYPE}.footnotes+xml"/>',
    }


def numbered(form):
    return {
        "word_at_numbering__xml": f'<w:numbering xmlns:w="{MAIN}"><w:abstractNum '
        f'w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/>'
        '<w:suff w:val="nothing"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/></w:num></w:numbering>',
        "relations": f'<Relationship Id="rId6" Type="{OFFICE}/numbering" Target="numbering.xml"/>',
        "types": '<Override PartName="/word/numbering.xml" '
        f'ContentType="{WORD_TYPE}.numbering+xml"/>',
    }


def proven(old, new):
    made = revise(old, new)
    assert seen(accept_all(made)) == seen(new)
    assert seen(reject_all(made)) == seen(old)
    return made


def test_a_new_picture_comes_with_its_bytes():
    made = proven(wrap(TEXT), pictured(PICTURE.format("rId9")))
    assert parts(made)["word/media/a.png"] == "图一".encode()
    assert 'Target="/word/media/a.png"' in parts(made)["word/_rels/document.xml.rels"].decode()
    assert "新:" not in body(made)


def test_another_picture_under_the_same_name_does_not_overwrite():
    drawn = PICTURE.format("rId9")
    made = proven(pictured(drawn), pictured(drawn, data="图二"))
    assert parts(made)["word/media/a.png"] == "图一".encode()
    assert parts(made)["word/media/a_2.png"] == "图二".encode()


def test_the_same_picture_under_another_name_is_no_change():
    drawn = PICTURE.format("rId9")
    old = pictured(drawn)
    assert revise(old, pictured(drawn, name="b")) == old


def test_a_picture_lost_in_the_new_file_is_refused():
    with pytest.raises(CannotRevise, match="图片或链接找不到来源"):
        revise(wrap(TEXT), wrap(PICTURE.format("rId99") + TEXT))


def test_a_link_keeps_where_it_goes():
    made = proven(wrap(TEXT), wrap(LINK.format("网址") + TEXT, relations=LINKED))
    assert "http://x.invalid/" in parts(made)["word/_rels/document.xml.rels"].decode()
    assert "<w:hyperlink" not in body(reject_all(made))


def test_a_changed_link_is_replaced_whole():
    old, new = (wrap(LINK.format(one) + TEXT, relations=LINKED) for one in ("网址", "新网址"))
    proven(old, new)


def test_a_new_footnote_comes_with_its_words():
    made = proven(wrap(TEXT), wrap(NOTE + TEXT, **noted("注释的话")))
    assert "注释的话" in parts(made)["word/footnotes.xml"].decode()


def test_a_reworded_footnote_is_a_change():
    old = wrap(NOTE + TEXT, **noted("旧注"))
    made = proven(old, wrap(NOTE + TEXT, **noted("新注")))
    notes = parts(made)["word/footnotes.xml"].decode()
    assert "旧注" in notes
    assert "新注" in notes


def test_a_page_number_field_is_not_compared_by_its_last_result():
    old = wrap(FIELD.format("PAGE", "1") + TEXT)
    assert revise(old, wrap(FIELD.format("PAGE", "8") + TEXT)) == old


def test_a_field_is_replaced_from_end_to_end():
    made = proven(
        wrap(FIELD.format("REF 甲", "一") + TEXT), wrap(FIELD.format("REF 乙", "二") + TEXT)
    )
    assert "<w:delInstrText" in body(made)
    assert body(accept_all(made)).count("<w:fldChar") == 3


def test_the_same_list_keeps_its_number():
    old = wrap(LISTED.format("甲方案") + TEXT, **numbered("decimal"))
    new = wrap(LISTED.format("甲方案") + LISTED.format("乙计划") + TEXT, **numbered("decimal"))
    made = proven(old, new)
    assert parts(made)["word/numbering.xml"] == parts(old)["word/numbering.xml"]


def test_another_list_is_added_beside_the_old_one():
    old = wrap(LISTED.format("甲") + TEXT, **numbered("decimal"))
    proven(old, wrap(LISTED.format("甲") + TEXT, **numbered("chineseCounting")))
    proven(wrap(TEXT), wrap(LISTED.format("甲") + TEXT, **numbered("decimal")))


def test_a_text_box_is_compared_by_its_words():
    proven(wrap(BOX.format("抄送：甲") + TEXT), wrap(BOX.format("抄送：乙") + TEXT))


def test_a_new_style_is_added():
    styled = '<w:p><w:pPr><w:pStyle w:val="z9"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>'
    styles = (
        f'<w:styles xmlns:w="{MAIN}"><w:style w:type="paragraph" w:styleId="z9">'
        '<w:name w:val="新样式"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style></w:styles>'
    )
    made = proven(wrap(TEXT), wrap(styled + TEXT, word_at_styles__xml=styles))
    assert "新样式" in parts(made)["word/styles.xml"].decode()


STYLED = '<w:p><w:pPr><w:pStyle w:val="a1"/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>'


def styled(inside):
    """同名的样式，另一种定义。"""
    styles = (
        f'<w:styles xmlns:w="{MAIN}"><w:style w:type="paragraph" w:styleId="a1">'
        f'<w:name w:val="正文二"/>{inside}</w:style></w:styles>'
    )
    return wrap(STYLED + TEXT, word_at_styles__xml=styles)


def test_a_style_of_the_same_name_that_looks_otherwise_comes_beside_the_old_one():
    made = proven(wrap(STYLED + TEXT), styled('<w:rPr><w:sz w:val="44"/></w:rPr>'))
    assert "正文二（新稿）" in parts(made)["word/styles.xml"].decode()
    assert "<w:pPrChange" in body(made)


def test_a_style_that_only_is_written_otherwise_stays_and_is_told():
    new = styled("<w:pPr><w:widowControl/></w:pPr><w:rPr><w:b/></w:rPr>")
    made = redline(wrap(STYLED), new, pen=Pen("某"))
    assert made.notes == ("样式“正文二”两份的定义不同，修订稿里用旧稿的。",)


def test_comments_of_the_old_draft_stay():
    marked = (
        '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>甲方案</w:t></w:r><w:commentRangeEnd '
        'w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    )
    made = revise(wrap(marked + TEXT), wrap("<w:p><w:r><w:t>甲计划</w:t></w:r></w:p>" + TEXT))
    assert "<w:commentRangeStart" in body(made)
    assert "<w:commentReference" in body(made)


def test_comments_of_the_new_draft_are_told():
    marked = '<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    made = redline(wrap(TEXT), wrap(marked + TEXT), pen=Pen("某"))
    assert made.notes == ("新稿里的批注没有带进修订稿；旧稿的批注还在。",)


def test_a_changed_header_is_revised_in_its_own_part():
    old, new = (headed(text) for text in ("内部资料", "公开资料"))
    made = revise(old, new)
    header = parts(made)["word/header1.xml"].decode()
    assert "<w:delText" in header
    assert read(accept_all(made), "稿.docx").text == read(new, "稿.docx").text
    assert read(reject_all(made), "稿.docx").text == read(old, "稿.docx").text


def test_a_header_only_one_side_has_is_refused():
    with pytest.raises(CannotRevise, match="页眉页脚设置不同"):
        revise(wrap(TEXT), headed("内部资料"))


def test_page_numbers_set_otherwise_are_told_and_left():
    made = redline(wrap(TEXT), headed("— 1 —"), pen=Pen("某"))
    assert made.notes == ("两份的页码设置不同，修订稿里用旧稿的。",)


def headed(text):
    line = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    return wrap(
        TEXT,
        word_at_header1__xml=f'<w:hdr xmlns:w="{MAIN}">{line}</w:hdr>',
        relations=f'<Relationship Id="rId5" Type="{OFFICE}/header" Target="header1.xml"/>',
        sides='<w:headerReference w:type="default" r:id="rId5"/>',
        types=f'<Override PartName="/word/header1.xml" ContentType="{WORD_TYPE}.header+xml"/>',
    )
