"""三百段的公文：一份全对的，一份造了八处文字差错的；对的话不该说，错的处处要说中。

话取自政府工作报告，一两句一段；版式是自己成文的。
"""

import re
from collections.abc import Sequence
from datetime import date

from bench.alarms import REPORTS
from sanban.engine.gongwen.blocks import plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SEALED,
    Body,
    CcRecipients,
    DocNumber,
    IssuerMark,
    MainRecipients,
    PageNumbers,
    PrintLine,
    Signatory,
    SignOff,
    Title,
)
from sanban.engine.render.docx import to_docx

OFFICE = "演示县人民政府办公室"
COUNT = 300
PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
SENTENCE = re.compile(r"[^。！？\n]{10,120}。")
# fmt: off
#  造的错                                            错在哪几个字
FAULTS = (
    ("会前召开县委(扩大)会议，传达学习有关精神。",       "(扩大)"),
    ("有关要求按照演政办发[2026]7号文件执行。",          "[2026]"),
    ("各单位要深入开展“三抓三促行动，确保取得实效。",    "“三抓三促行动"),
    ("各级各部门要建立健全安全生产工作协调机治。",        "机治"),
    ("各乡镇要进一步进一步压实工作责任。",               "进一步进一步"),
    ("各单位要深入的开展隐患排查整治工作。",             "深入的开展"),
    ("请各单位于2026年2月30日前报送工作总结。",          "2月30日"),
    ("力争全年粮食播种面积增长3—5%。",                 "3—5%"),
)
# fmt: on


def right_paragraphs() -> list[str]:
    """三百段话。"""
    found = SENTENCE.findall(REPORTS.read_text("utf-8"))
    return [one for one in found if all(one.count(a) == one.count(b) for a, b in PAIRS)][:COUNT]


def wrong_paragraphs() -> list[str]:
    """同样的三百段，每隔三十几段后面添一句有错的。"""
    made = right_paragraphs()
    step = COUNT // (len(FAULTS) + 1)
    for place, (written, _) in enumerate(FAULTS, 1):
        made[place * step] = written
    return made


def document(paragraphs: Sequence[str]) -> bytes:
    """这些话成文为一份通知，DOCX 字节。"""
    elements = (
        IssuerMark((OFFICE,), "文件"),
        DocNumber("演政办发", 2026, 7),
        Title(f"{OFFICE}关于做好全年重点工作的通知"),
        MainRecipients("各乡镇人民政府，县政府各部门"),
        Body(tuple(plain(one) for one in paragraphs)),
        SignOff((Signatory(OFFICE),), date(2026, 9, 11), SEALED),
        CcRecipients("县委办公室，县人大常委会办公室"),
        PrintLine(OFFICE, date(2026, 9, 12)),
        PageNumbers(),
    )
    return to_docx(Gongwen("notice", elements, direction="下行")).data
