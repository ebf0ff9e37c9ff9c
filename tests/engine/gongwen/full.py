"""一份样样都有的公文，各种载体都拿它来试。"""

from datetime import date

from sanban.engine.gongwen.blocks import (
    SUPER,
    Cell,
    Formula,
    PageBreak,
    Paragraph,
    Run,
    Table,
    plain,
)
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    Annotation,
    Attachment,
    AttachmentNote,
    Body,
    CcRecipients,
    CopyNo,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Signatory,
    SignOff,
    Title,
    Urgency,
)

TABLE = Table(
    (
        (Cell("序号"), Cell("任务"), Cell("责任单位"), Cell("时限")),
        (Cell("1"), Cell("排查在建工地隐患"), Cell("县住房城乡建设局"), Cell("9月20日")),
        (Cell("2"), Cell("检修供水管网"), Cell("县水利局"), Cell("9月25日")),
    ),
    widths=(1, 4, 3, 2),
    title="任务分工表",
)
LONG = (
    "各乡镇、各部门要严格落实安全生产责任制，层层传导压力，把责任落到每一个岗位、每一个环节，" * 2
)
LEAD = "（一）压实责任。"


def notice(paragraphs: int = 6) -> Gongwen:
    """一份通知：四级层次、表、附件说明、附件、版记都有；`paragraphs` 是长段落的个数。"""
    return Gongwen("notice", _elements(paragraphs), direction="下行")


def _body(paragraphs: int) -> Body:
    return Body(
        (
            plain("为做好秋季安全生产工作，现将有关事项通知如下。"),
            plain("一、总体要求", 1),
            *(plain(f"第{number}，{LONG}") for number in range(1, paragraphs + 1)),
            Paragraph((Run(LEAD + LONG),), 2, len(LEAD)),
            plain("1.建立台账", 3),
            plain("（1）逐项登记，对账销号", 4),
            Paragraph((Run("建筑面积 300 m"), Run("2", script=SUPER), Run("以上的，"), Run("必须", strong=True), Run("检查。"))),  # noqa: E501
            Formula("隐患整改率＝已整改数÷排查总数×100%"),
            TABLE,
            plain("特此通知。"),
        )
    )  # fmt: skip


def _elements(paragraphs: int) -> tuple:
    return (
        CopyNo(1),
        Urgency("特急"),
        IssuerMark(("演示县人民政府办公室",), "文件"),
        DocNumber("演政办发", 2026, 12),
        Title("演示县人民政府办公室关于做好2026年秋季安全生产隐患排查整治工作的通知"),
        MainRecipients("各乡镇人民政府，县政府各部门、各直属机构"),
        _body(paragraphs),
        AttachmentNote(("安全生产隐患排查整治任务清单", "联系人名单")),
        SignOff((Signatory("演示县人民政府办公室"),), date(2026, 9, 11)),
        Annotation("此件公开发布"),
        Attachment(
            "安全生产隐患排查整治任务清单",
            (plain("清单如下。"), TABLE, PageBreak(), plain("完。")),
            1,
        ),
        Attachment("联系人名单", (plain("张三，12345。"),), 2),
        CcRecipients("县委办公室，县人大常委会办公室，县政协办公室"),
        PrintLine("演示县人民政府办公室", date(2026, 9, 12)),
        PageNumbers(),
    )
