"""给成文的量测用的公文：每份的字都不同，页数大致照给的来。"""

from datetime import date
from random import Random

from sanban.engine.gongwen.blocks import Block, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import (
    SEALED,
    UNSEALED,
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
from sanban.engine.gongwen.styles import CHARS, LINES

OFFICE = "演示县人民政府办公室"
WORDS = (
    "各乡镇", "各部门", "要", "严格落实", "安全生产", "责任制", "层层传导", "压力", "把", "责任",
    "落实到", "每一个", "岗位", "环节", "做到", "守土有责", "守土尽责", "确保", "全县", "形势",
    "持续", "稳定", "向好", "坚持", "问题导向", "逐项", "登记", "对账", "销号", "防汛抗旱",
    "2026年", "12.5%", "《条例》", "“三个一”", "（试行）", "乡村振兴", "营商环境", "群众", "办事",
)  # fmt: skip
MARKS = "，，，、；"
FIRST_LINES, LAST_LINES = 7, 8


def paper(pages: int, seed: int, last: int = LAST_LINES) -> Gongwen:
    """一份 `pages` 页（1 或双数）的通知；`seed` 不同，字就不同；`last` 是末面正文几行。"""
    chance = Random(seed)
    return Gongwen("notice", _elements(pages, last, chance), direction="下行")


def _elements(pages: int, last: int, chance: Random) -> tuple:  # type: ignore[type-arg]
    subject = "".join(chance.sample(WORDS[:20], 5))
    foot = (CcRecipients("县委办公室，县人大常委会办公室"), PrintLine(OFFICE, date(2026, 9, 12)))
    return (
        IssuerMark((OFFICE,), "文件"),
        DocNumber("演政办发", 2026, chance.randint(1, 99)),
        Title(f"{OFFICE}关于做好{subject}工作的通知"),
        MainRecipients("各乡镇人民政府，县政府各部门"),
        Body(_body(pages, last, chance)),
        SignOff((Signatory(OFFICE),), date(2026, 9, 11), SEALED if pages > 1 else UNSEALED),
        *(foot if pages > 1 else ()),
        PageNumbers(),
    )


def _body(pages: int, last: int, chance: Random) -> tuple[Block, ...]:
    """首面约七行，中间各面排满，末面留出落款和版记；只一面的就一句短话，不盖印章。"""
    if pages == 1:
        return (plain(sentence(chance)[:CHARS]),)
    lines = FIRST_LINES + LINES * (pages - 2) + last
    return tuple(_blocks(lines * CHARS, chance))


def _blocks(chars: int, chance: Random) -> list[Block]:
    found: list[Block] = []
    while chars > 0:
        text = "".join(sentence(chance) for _ in range(chance.randint(2, 5)))
        found.append(plain(text))
        chars -= len(text) + 14
    return found


def sentence(chance: Random) -> str:
    """一句随机的话。"""
    words = (chance.choice(WORDS) + (chance.choice(MARKS) if chance.random() < 0.2 else "")
             for _ in range(chance.randint(8, 24)))  # fmt: skip
    return "".join(words).rstrip(MARKS) + "。"
