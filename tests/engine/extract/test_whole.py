"""认稿：外来的文件拆成各要素，正文一个字不少；没拿进来的数得清。"""

import io
import zipfile

from sanban.engine.extract.left_out import left_out
from sanban.engine.extract.whole import whole
from sanban.engine.gongwen.blocks import Cell, Table, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body
from sanban.engine.gongwen.markdown.body import read_body
from sanban.engine.gongwen.markdown.reading import Reading
from sanban.engine.read import read
from sanban.engine.render.docx import to_docx

TEXT = """演示县财政局关于申请追加防火经费的请示

县人民政府：

入秋以来，森林火险等级持续升高。

一、基本情况

全县有林地三十万亩。

当否，请批示。

附件：1.预算表
      2.说明

演示县财政局
2026年9月11日

（联系人：张三，电话：8200）
"""


def test_plain_text_falls_into_its_elements():
    found = whole(read(TEXT.encode(), "稿.txt"))
    assert (found.kind, found.title) == ("request", TEXT.split("\n", 1)[0])
    assert found.main_recipients == "县人民政府"
    assert found.attachments == ("预算表", "说明")
    assert found.issuers == ("演示县财政局",)
    assert found.annotation == "联系人：张三，电话：8200"
    assert found.body.split("\n\n")[0] == "入秋以来，森林火险等级持续升高。"
    assert found.body.endswith("当否，请批示。")


def test_a_table_comes_in_as_a_table():
    table = Table(((Cell("项目"), Cell("金额")), (Cell("巡护"), Cell("3"))))
    blocks = (plain("预算如下："), table, plain("请审定。"))
    found = whole(read(to_docx(Gongwen("notice", (Body(blocks),))).data, "稿.docx"))
    read_back, _ = read_body(found.body, 1, Reading(None))
    kept = [block for block in read_back if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in kept[0].rows] == [
        ["项目", "金额"],
        ["巡护", "3"],
    ]


def package(document, **parts):
    """给一份最小的 DOCX 换上正文，添几个部件。"""
    made = to_docx(Gongwen("notice", (Body((plain("正文。"),)),))).data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            kept = old.read(name)
            if name == "word/document.xml":
                kept = kept.decode().replace("<w:sectPr", document + "<w:sectPr", 1).encode()
            new.writestr(name, kept)
    return out.getvalue()


def test_counts_what_the_model_does_not_hold():
    drawn = (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r></w:p>"
        '<w:p><w:ins w:id="9" w:author="张"><w:r><w:t>添</w:t></w:r></w:ins></w:p>'
    )
    told = left_out(package(drawn))
    assert told == ("1 个文本框", "1 处修订的痕迹（按全部接受来读）")


def test_a_plain_document_leaves_nothing_out():
    assert left_out(package("")) == ()
    assert left_out(b"not a package") == ()
