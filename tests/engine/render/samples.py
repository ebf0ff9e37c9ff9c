"""各种格式的公文，量尺寸、看样子用。"""

from datetime import date

from sanban.engine.gongwen.blocks import Cell, Table, plain
from sanban.engine.gongwen.document import Gongwen, in_order
from sanban.engine.gongwen.elements import (
    SEALED,
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
    Element,
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

DAY = date(2026, 9, 11)
OFFICE = "演示县人民政府办公室"
LONG_NAME = "关于进一步做好秋冬季安全生产隐患排查整治工作联系人和联系方式的名单"
SENTENCE = "各乡镇各部门要严格落实安全生产责任制，层层传导压力，把责任落到每一个岗位。"
PRINT = PrintLine(OFFICE, date(2026, 9, 12))
CC = CcRecipients("县委办公室，县人大常委会办公室，县政协办公室")


def body(lines: int = 4) -> Body:
    """`lines` 行左右的正文。"""
    return Body(tuple(plain(SENTENCE) for _ in range(max(1, lines // 2))))


def filled(lines: int) -> Body:
    """正好 `lines` 行的正文：一段，首行空二字，每行排满。"""
    return Body((plain("国" * (28 * lines - 2)),))


def general(
    *extra: Element, replaces: tuple[Element, ...] = (), text: Body | None = None
) -> Gongwen:
    """一份通知；`replaces` 换掉同种要素。"""
    usual: tuple[Element, ...] = (
        IssuerMark((OFFICE,), "文件"),
        DocNumber("演政办发", 2026, 12),
        Title("演示县人民政府办公室关于做好2026年秋季安全生产隐患排查整治工作的通知"),
        MainRecipients("各乡镇人民政府，县政府各部门、各直属机构"),
        text or body(),
        SignOff((Signatory(OFFICE),), DAY),
        PageNumbers(),
    )
    kinds = {type(one) for one in replaces}
    kept = tuple(one for one in usual if type(one) not in kinds)
    return Gongwen("notice", in_order((*kept, *replaces, *extra)), direction="下行")


def full() -> Gongwen:
    """版头、版记样样都有的通知。"""
    return general(
        CopyNo(1), Secrecy("秘密", "1年"), Urgency("特急"),
        AttachmentNote(("任务清单", LONG_NAME)),
        Annotation("此件公开发布"), CC, PRINT,
        text=Body((plain("一、总体要求", 1), *body(8).blocks)),
    )  # fmt: skip


def joint_down(count: int = 3, style: str = SEALED) -> Gongwen:
    """几个机关联合的下行文。"""
    organs = ("演示县教育局", "演示县公安局", "演示县住房和城乡建设局", "演示县水利局",
              "演示县卫生健康局", "演示县市场监督管理局")[:count]  # fmt: skip
    return general(
        CC,
        PRINT,
        replaces=(
            IssuerMark(organs, "文件"),
            DocNumber("演教发", 2026, 3),
            Title("关于开展秋季校园及周边安全专项整治的通知"),
            SignOff(tuple(Signatory(one) for one in organs), DAY, style),
        ),
    )


def joint_up() -> Gongwen:
    """三个机关联合的上行文，签发人三位。"""
    organs = ("演示县教育局", "演示县公安局", "演示县住房和城乡建设局")
    signed = SignOff(tuple(Signatory(one) for one in organs), DAY)
    elements = (
        CopyNo(12), Urgency("加急"), IssuerMark(organs, ""), DocNumber("演教发", 2026, 8),
        Signers(("张三", "欧阳明华", "李四光")),
        Title("关于申请秋季校园安全专项整治经费的请示"),
        MainRecipients("演示县人民政府"), body(), signed,
        Annotation("联系人：王五，联系电话：0000-1234567"), CC, PRINT, PageNumbers(),
    )  # fmt: skip
    return Gongwen("request", elements, direction="上行")


def up() -> Gongwen:
    """一份请示。"""
    elements = (
        IssuerMark((OFFICE,), "文件"), DocNumber("演政办", 2026, 8), Signers(("张三",)),
        Title("关于追加防汛经费的请示"), MainRecipients("演示市人民政府"), body(),
        SignOff((Signatory(OFFICE),), DAY, UNSEALED), PRINT, PageNumbers(),
    )  # fmt: skip
    return Gongwen("request", elements, direction="上行")


def letter() -> Gongwen:
    """信函格式的函。"""
    elements = (
        CopyNo(3), Urgency("加急"), IssuerMark(("演示县人民政府办公室",)),
        DocNumber("演政办函", 2026, 5), Title("演示县人民政府办公室关于商请协助做好防汛工作的函"),
        MainRecipients("演示县气象局"), body(30), SignOff((Signatory(OFFICE),), DAY),
        CcRecipients("县应急管理局"), PageNumbers(),
    )  # fmt: skip
    return Gongwen("letter", elements, "letter", "平行")


def order() -> Gongwen:
    """命令（令）。"""
    signed = SignOff((Signatory("演示县人民政府", "县长", "张三"),), DAY, SIGNATURE)
    elements = (
        IssuerMark(("演示县人民政府",), "令"), DocNumber(text="第3号"), body(), signed,
        CC, PRINT, PageNumbers(),
    )  # fmt: skip
    return Gongwen("order", elements, "order", "公布")


def minutes() -> Gongwen:
    """纪要。"""
    people = (
        (
            "出席",
            "县政府张三、李四，县发展改革局王五，县财政局赵六，县住房城乡建设局孙七，县水利局周八",
        ),
        ("请假", "县交通运输局吴九"),
        ("列席", "县融媒体中心郑十"),
    )
    elements = (
        IssuerMark(("演示县人民政府常务会议",), "纪要"), DocNumber(text="第12次"), body(12),
        Attendance(people), CC, PRINT, PageNumbers(),
    )  # fmt: skip
    return Gongwen("minutes", elements, "minutes", "下行")


def resolution() -> Gongwen:
    """有题注的决议。"""
    elements = (
        Title("关于2026年国民经济和社会发展计划的决议"),
        Adoption("2026年9月11日演示县第十八届人民代表大会第一次会议通过"),
        body(), PageNumbers(),
    )  # fmt: skip
    return Gongwen("resolution", elements, direction="下行")


def wide_table() -> Gongwen:
    """附件里有一张横排的表，两面多。"""
    head = tuple(Cell(f"第{number}栏") for number in range(1, 9))
    rows = tuple(tuple(Cell(f"{row}-{column}") for column in range(1, 9)) for row in range(40))
    table = Table((head, *rows), title="任务分工表", unit="单位：件", landscape=True)
    return general(AttachmentNote(("任务分工表",)), Attachment("任务分工表", (table,)), CC, PRINT)


def attached() -> Gongwen:
    """两个附件的通知。"""
    return general(
        AttachmentNote(("任务清单", "联系人名单")),
        Attachment("任务清单", body(60).blocks, 1),
        Attachment("联系人名单", body(4).blocks, 2), CC, PRINT,
    )  # fmt: skip
