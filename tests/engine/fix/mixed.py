"""随机的杂件：修订、批注、脚注、文本框、域、套着的表、内容控件，随便往哪里塞，再弄坏几处版式。"""

from io import BytesIO
from random import Random
from zipfile import ZipFile

from lxml import etree

from bench.conforming import papers
from bench.mutations import MUTATIONS, break_one
from sanban.engine.check.document import open_document
from tests.engine.check.foreign import typical
from tests.engine.fix.rich import BOX, NOTES, _with

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
RUN = (
    '<w:r><w:rPr><w:color w:val="0000FF"/><w:sz w:val="30"/></w:rPr>'
    '<w:t xml:space="preserve">{}</w:t></w:r>'
)
BOXED = BOX.format(f"<w:p>{RUN.format('框里的字')}</w:p>")
INLINE = (
    '<w:ins w:id="901" w:author="甲"><w:r><w:t>新增。</w:t></w:r></w:ins>',
    '<w:del w:id="902" w:author="甲"><w:r><w:delText>删去。</w:delText></w:r></w:del>',
    '<w:moveFrom w:id="903" w:author="甲"><w:r><w:t>移走。</w:t></w:r></w:moveFrom>',
    '<w:moveTo w:id="904" w:author="甲"><w:r><w:t>移来。</w:t></w:r></w:moveTo>',
    '<w:commentRangeStart w:id="0"/><w:r><w:t>批注。</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:commentReference w:id="0"/></w:r>',
    '<w:r><w:footnoteReference w:id="2"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>见上</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    f'<w:sdt><w:sdtPr><w:tag w:val="x"/></w:sdtPr><w:sdtContent>{RUN.format("控件的字")}'
    "</w:sdtContent></w:sdt>",
    f'<w:hyperlink w:anchor="a">{RUN.format("链接")}</w:hyperlink>',
    '<w:r><w:t xml:space="preserve">甲 </w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>',
    BOXED,
)
BLOCKS = (
    '<w:tbl><w:tblPr><w:tblBorders><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>'
    '<w:tblGrid><w:gridCol w:w="9900"/></w:tblGrid><w:tr><w:tc><w:tbl><w:tblPr/><w:tr><w:tc><w:p>'
    f"{RUN.format('套着的表')}</w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl><w:p/>",
    f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{RUN.format('　　控件里的一段，话说完了。')}</w:p>"
    "</w:sdtContent></w:sdt>",
    '<w:p><w:pPr><w:rPr><w:ins w:id="905" w:author="甲"/></w:rPr></w:pPr>'
    f"{RUN.format('　　新插的一段，话也说完了。')}</w:p>",
    '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
)
POOL = [*(data for _, _, data in papers(8, seed=8)), typical(), typical(margins=(37, 35, 28, 26))]


def mixed(seed):
    """第几号杂件。"""
    chance = Random(seed)
    data = chance.choice(POOL)
    for rule in chance.sample([one for one in MUTATIONS if one != "SG-02"], 3):
        broken = break_one(rule, open_document(data), chance)
        data = broken.data if broken else data
    with ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    for xml in chance.sample(INLINE, chance.randint(2, 5)):
        _inline(root, xml, chance)
    for xml in chance.sample(BLOCKS, chance.randint(0, 3)):
        place = chance.choice(root.find(W + "body").findall(W + "p"))
        for node in reversed(_nodes(xml)):
            place.addnext(node)
    parts = {"word/document.xml": etree.tostring(root), "word/footnotes.xml": NOTES.encode()}
    return _with(data, parts)


def _inline(root, xml, chance):
    paras = [para for para in root.iter(W + "p") if para.find(W + "r") is not None]
    para = chance.choice(paras)
    first = int(para.find(W + "pPr") is not None)
    place = chance.randint(first, len(para))
    for number, node in enumerate(_nodes(xml)):
        para.insert(place + number, node)


def _nodes(xml):
    return list(etree.fromstring(f"<x {NS}>{xml}</x>"))
