"""给成文的量测用的公文：每份的字都不同，页数大致照给的来。"""

from datetime import date
from random import Random

from sanban.engine.gongwen.blocks import Block, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    Attachment,
    AttachmentNote,
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

OFFICE = "演示县人民政府办公室"
WORDS = (
    "各乡镇", "各部门", "要", "严格落实", "安全生产", "责任制", "层层传导", "压力", "把", "责任",
    "落实到", "每一个", "岗位", "环节", "做到", "守土有责", "守土尽责", "确保", "全县", "形势",
    "持续", "稳定", "向好", "坚持", "问题导向", "逐项", "登记", "对账", "销号", "防汛抗旱",
    "2026年", "12.5%", "《条例》", "“三个一”", "（试行）", "乡村振兴", "营商环境", "群众", "办事",
)  # fmt: skip
MARKS = "，，，、；"
CHARS_A_PAGE = 22 * 28 * 0.86


def paper(pages: int, seed: int) -> Gongwen:
    """一份约 `pages` 页的通知；`seed` 不同，字就不同。"""
    chance = Random(seed)
    return Gongwen("notice", _elements(pages, chance), direction="下行")


def _elements(pages: int, chance: Random) -> tuple:  # type: ignore[type-arg]
    subject = "".join(chance.sample(WORDS[:20], 5))
    return (
        IssuerMark((OFFICE,), "文件"),
        DocNumber("演政办发", 2026, chance.randint(1, 99)),
        Title(f"{OFFICE}关于做好{subject}工作的通知"),
        MainRecipients("各乡镇人民政府，县政府各部门"),
        Body(tuple(_blocks(int(pages * CHARS_A_PAGE) - 300, chance))),
        AttachmentNote(("任务清单",)),
        SignOff((Signatory(OFFICE),), date(2026, 9, 11)),
        Attachment("任务清单", (plain(sentence(chance)),)),
        CcRecipients("县委办公室，县人大常委会办公室"),
        PrintLine(OFFICE, date(2026, 9, 12)),
        PageNumbers(),
    )


def _blocks(chars: int, chance: Random) -> list[Block]:
    found: list[Block] = []
    while chars > 0:
        text = "".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        found.append(plain(text))
        chars -= len(text) + 14
    return found or [plain(sentence(chance))]


def sentence(chance: Random) -> str:
    """一句随机的话。"""
    words = (chance.choice(WORDS) + (chance.choice(MARKS) if chance.random() < 0.2 else "")
             for _ in range(chance.randint(8, 24)))  # fmt: skip
    return "".join(words).rstrip(MARKS) + "。"
