"""一份东西很杂的公文：修订、批注、脚注、域、书签、文本框、图、表，样样都有，版式又有毛病。"""

from io import BytesIO
from zipfile import ZipFile

from bench.conforming import papers
from sanban.engine.gongwen.kinds import GENERAL

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
    "<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{0}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
BOXED = '<w:p><w:r><w:rPr><w:color w:val="0000FF"/></w:rPr><w:t>内部资料请勿外传</w:t></w:r></w:p>'
EXTRA = (
    '<w:bookmarkStart w:id="5" w:name="a"/>'
    '<w:ins w:id="1" w:author="张三"><w:r><w:t>新增的话。</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="张三"><w:r><w:delText>删去的话。</w:delText></w:r></w:del>'
    '<w:bookmarkEnd w:id="5"/><w:commentRangeStart w:id="0"/><w:r><w:t>批注处。</w:t></w:r>'
    '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    '<w:r><w:footnoteReference w:id="2"/></w:r>'
    '<w:fldSimple w:instr=" REF a "><w:r><w:t>见上。</w:t></w:r></w:fldSimple>'
    '<w:hyperlink w:anchor="a"><w:r><w:t>附表</w:t></w:r></w:hyperlink>'
    '<w:r><w:footnoteReference w:id="3"/></w:r>'
)
NOTES = (
    f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>脚注的字</w:t></w:r></w:p>'
    "</w:footnote></w:footnotes>"
)
BODY = '<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr>'
UGLY = '<w:p><w:pPr><w:pStyle w:val="body"/><w:ind w:firstLineChars="0" w:firstLine="0"/></w:pPr>'


def rich():
    """一般的文件格式，有附件、有表，正文第一段塞满了杂东西，缩进是错的。"""
    data = next(
        data for _, made, data in papers(40, seed=9)
        if made.format == GENERAL and b"<w:tbl>" in _part(data) and _part(data).count(b"body") > 8
    )  # fmt: skip
    text = _part(data).decode()
    first = text.index(BODY)
    end = text.index("</w:p>", first)
    inner = text[first + len(BODY) : end]
    changed = f"{text[:first]}{UGLY}{inner}{EXTRA}{BOX.format(BOXED)}{text[end:]}"
    return _with(
        data, {"word/document.xml": changed.encode(), "word/footnotes.xml": NOTES.encode()}
    )


def _part(data, name="word/document.xml"):
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def _with(data, changed):
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *changed)):
            new.writestr(name, changed.get(name) or old.read(name))
    return made.getvalue()
