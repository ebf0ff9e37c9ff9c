from sanban.engine.proof.draft import draft
from sanban.engine.text import Text

PAPER = """某县人民政府文件
某政发〔2024〕7号

某县人民政府
关于进一步做好值班
工作的通知

各乡镇人民政府，县直各部门：
为做好值班工作，现通知如下。
一、落实责任。

附件：1.值班表
2.带班表

某县人民政府
2024年4月6日

附件1
值班表
抄送：县委办公室。
某县人民政府办公室　2024年4月8日印发
"""


def written(paper, span):
    return paper.written(span) if span else None


def test_each_part_is_found_by_its_line():
    paper = draft(Text(PAPER))
    assert written(paper, paper.title) == "关于进一步做好值班\n工作的通知"
    assert paper.kind == "通知"
    assert written(paper, paper.addressees) == "各乡镇人民政府，县直各部门："
    assert [paper.written(one) for one in paper.notes] == ["附件：1.值班表", "2.带班表"]
    assert [paper.written(one) for one in paper.pages] == ["附件1"]
    assert written(paper, paper.issued) == "2024年4月6日"
    assert written(paper, paper.copies) == "抄送：县委办公室。"


def test_a_speech_has_none_of_them():
    paper = draft(Text("在全县办公室工作会议上的讲话\n同志们：\n今天开会。\n一、学习。"))
    assert paper.title is None
    assert paper.kind == ""
    assert paper.addressees is None
    assert paper.issued is None
    assert paper.notes == ()


def test_nothing_is_found_in_an_empty_text():
    paper = draft(Text(""))
    assert paper.lines == ()
    assert paper.title is None
    assert paper.copies is None


def test_blanks_round_a_line_do_not_count():
    paper = draft(Text("\u3000\u3000关于值班的通知 \r\n\u3000各镇：\r\n"))
    assert written(paper, paper.title) == "关于值班的通知"
