"""别人做的 DOCX：没有公文样式，直接格式、空段、空格摆出来的。"""

from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CENTER, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BODY = (
    "　　为做好秋季安全生产工作，切实维护人民群众生命财产安全，现将有关事项通知如下。",
    "　　一、总体要求",
    "　　各乡镇、各部门要严格落实安全生产责任制，层层传导压力，把责任落到每一个岗位、每一个环节。",
    "　　二、工作安排",
    "　　各乡镇、各部门要于9月20日前完成排查，建立台账，逐项整改，按时报送情况。",
)


def _line(document, text, *, font="仿宋", size=16, align=None, red=False):
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    if text:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        run.font.name = font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
        if red:
            run.font.color.rgb = RGBColor(0xFF, 0, 0)
    return paragraph


def typical(*, margins=(25.4, 25.4, 31.8, 31.8)):
    """一份办公室里常见的、毛病不少的通知。"""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = margins
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    _line(document, "演示县人民政府办公室文件", font="宋体", size=42, align=CENTER, red=True)
    _line(document, "")
    _line(document, "演政办发[2026]07号", align=CENTER)
    _line(document, "")
    _line(document, "演示县人民政府办公室", font="宋体", size=22, align=CENTER)
    _line(document, "关于做好秋季安全生产工作的通知", font="宋体", size=22, align=CENTER)
    _line(document, "")
    _line(document, "各乡镇人民政府，县政府各部门:")
    for text in BODY:
        _line(document, text)
    _line(document, "附件：任务清单。")
    _line(document, "")
    _line(document, "演示县人民政府办公室　　", align=RIGHT)
    _line(document, "二〇二六年九月一日　　", align=RIGHT)
    label = document.add_paragraph()
    label.add_run().add_break(WD_BREAK.PAGE)
    _line(document, "附件")
    _line(document, "任务清单", align=CENTER, size=22, font="宋体")
    table = document.add_table(rows=2, cols=3, style="Table Grid")
    for place, text in enumerate(("序号", "任务", "单位", "1", "检修管网", "县水利局")):
        table.cell(place // 3, place % 3).text = text
    return _saved(document)


def speech():
    """一篇讲话稿，不是公文。"""
    document = Document()
    _line(document, "在全县办公室工作会议上的讲话", size=22, align=CENTER)
    _line(document, "各位领导，同志们：")
    for text in BODY:
        _line(document, text.replace("通知", "说明"))
    return _saved(document)


def _saved(document):
    made = BytesIO()
    document.save(made)
    return made.getvalue()
