"""各种格式的公文，DOCX 画一遍、读一遍都用它们。"""

from dataclasses import replace
from datetime import date
from io import BytesIO

from PIL import Image

from sanban.engine.gongwen.blocks import (
    SUB,
    Cell,
    Formula,
    PageBreak,
    Paragraph,
    Picture,
    Run,
    Table,
    plain,
)
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SIGNATURE,
    UNSEALED,
    Adoption,
    Annotation,
    Attachment,
    AttachmentNote,
    Attendance,
    Body,
    CcRecipients,
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Secrecy,
    Signatory,
    Signers,
    SignOff,
    Title,
    Urgency,
)
from sanban.engine.gongwen.kinds import LETTER, MINUTES_FORMAT, ORDER_FORMAT
from tests.engine.gongwen.full import LONG, notice

DAY = date(2026, 9, 11)
ORGANS = ("演示县人民政府", "演示县财政局", "演示县人力资源和社会保障局")


def picture(width=40, height=20, kind="PNG"):
    made = BytesIO()
    Image.new("RGB", (width, height), "silver").save(made, kind)
    return made.getvalue()


def joint(count=3, *, style="seal", up=False):
    organs = (*ORGANS, "演示县水利局", "演示县教育局", "演示县卫生健康局")[:count]
    names = ("张三", "李四", "王小五", "赵六", "钱七", "孙八")[:count]
    return Gongwen(
        "request" if up else "notice",
        (
            CopyNo(12),
            Urgency("加急"),
            IssuerMark(organs, "文件"),
            DocNumber("演政发", 2026, 5),
            *((Signers(names),) if up else ()),
            Title("演示县人民政府等部门关于共同做好农民工工资支付保障工作的通知", (18,)),
            MainRecipients("各乡镇人民政府"),
            Body((plain("现通知如下。"), plain("一、“从严”要求——", 1), plain(LONG))),
            SignOff(tuple(map(Signatory, organs)), DAY, style),
            Annotation("联系人：张三，电话：12345"),
            CcRecipients("县委办公室", "县政府各部门" if not up else ""),
            PrintLine("演示县人民政府办公室", date(2026, 9, 12)),
            PageNumbers(),
        ),
        direction="上行" if up else "下行",
    )


def request():
    return replace(joint(1, up=True), kind="request")


def letter():
    return Gongwen(
        "letter",
        (
            CopyNo(3),
            Secrecy("秘密", "1年"),
            Urgency("特急"),
            IssuerMark(("演示县人民政府办公室",)),
            DocNumber("演政办函", 2026, 7),
            Title("演示县人民政府办公室关于商请支持抗旱工作的函"),
            MainRecipients("县水利局"),
            Body((plain(LONG * 3), plain(LONG * 4), plain("特此函达。"))),
            AttachmentNote(("抗旱物资需求表，名称很长很长很长很长很长很长要回行的那一种",)),
            SignOff((Signatory("演示县人民政府办公室"),), DAY, UNSEALED),
            Attachment("抗旱物资需求表", (plain("一、物资", 1), plain("若干。"))),
            CcRecipients("县应急管理局"),
            PageNumbers(),
        ),
        LETTER,
        "平行",
    )


def order():
    return Gongwen(
        "order",
        (
            IssuerMark(("演示县人民政府",), "令"),
            DocNumber(text="第3号"),
            Body((plain("《演示县供水管理办法》已经县政府常务会议通过，现予公布。"),)),
            SignOff((Signatory("演示县人民政府", "县　长", "李四"),), DAY, SIGNATURE),
            PageNumbers(),
        ),
        ORDER_FORMAT,
        "公布",
    )


def minutes():
    return Gongwen(
        "minutes",
        (
            IssuerMark(("演示县人民政府",), "常务会议纪要"),
            DocNumber(text="第12次"),
            Title("演示县人民政府第12次常务会议纪要"),
            Adoption("2026年9月1日演示县第十届人民代表大会第一次会议通过"),
            Body((plain("会议研究了以下事项。"), plain(LONG))),
            Attendance(
                (
                    ("出席", "张三　李四　王小五　赵六　钱七　孙八　周九　吴十　郑十一　王十二"),
                    ("请假", "某某"),
                    ("列席", "某甲　某乙"),
                )
            ),
            PageNumbers(5),
        ),
        MINUTES_FORMAT,
        "平行",
    )


def pieces():
    """各种块都有：横表、合并的格、图、公式、分页、上下标。"""
    merged = Table(
        (
            (Cell("事项", rows=2), Cell("数量", columns=2), Cell("备注", rows=2)),
            (Cell("计划"), Cell("实际")),
            (Cell("修渠"), Cell("12.5"), Cell("1,200%"), Cell("右", align="right")),
        ),
        heads=2,
        title="完成情况",
        unit="单位：千米",
    )
    wide = Table(merged.rows, 1, (3, 1.5, 1.5, 2), landscape=True)
    return Gongwen(
        "report",
        (
            Title("演示县关于若干块的报告"),
            Body(
                (
                    plain("一、开头", 1),
                    Paragraph((Run("（二）标题句。后面"), Run("重", True)), 2, 7),
                    Paragraph((Run("H"), Run("2", script=SUB), Run("O 居中")), align="center"),
                    Paragraph((Run("右边"),), align="right"),
                    Paragraph((Run("顶格\t有制表符"),), align="left"),
                    PageBreak(),
                    plain("2.第二面", 3),
                    merged,
                    wide,
                    plain("（1）横表之后", 4),
                    Picture(picture(), "示意.png", 80, "示意图"),
                    Picture(picture(60, 60, "JPEG"), "小图.jpeg"),
                    Formula("E＝mc²"),
                    PageBreak(),
                    replace(merged, title="", unit=""),
                    plain("完。"),
                )
            ),
            SignOff((), DAY),
            PageNumbers(),
        ),
        direction="上行",
    )


def crowded():
    """主送机关太多，首页排不下正文，移到版记。"""
    many = MainRecipients("，".join(f"演示县第{number}乡镇人民政府" for number in range(1, 32)))
    elements = tuple(many if isinstance(one, MainRecipients) else one for one in notice(3).elements)
    return replace(notice(3), elements=elements)


SAMPLES = {
    "crowded": crowded(),
    "notice": notice(),
    "joint": joint(),
    "joint-six": joint(6),
    "joint-up": joint(3, up=True),
    "unsealed": joint(2, style=UNSEALED),
    "request": request(),
    "letter": letter(),
    "order": order(),
    "minutes": minutes(),
    "pieces": pieces(),
    "bare": Gongwen("notice", (Title("演示县关于放假的通知"), Body((plain("放假。"),)))),
}
