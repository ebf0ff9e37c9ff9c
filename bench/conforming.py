"""三办自己成文的公文，各文种、各格式、两种页面：格式检查对它们一句话也不该说。"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from bench.papers import sentence
from sanban.engine.gongwen.blocks import Block, Cell, Paragraph, Run, Table, plain
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
from sanban.engine.gongwen.kinds import (
    DOC_KINDS,
    GENERAL,
    LETTER,
    MINUTES_FORMAT,
    ORDER_FORMAT,
    UP,
    DocKind,
)
from sanban.engine.gongwen.office_rules import STANDARD
from sanban.engine.gongwen.profiles import PROFILES
from sanban.engine.render.docx import to_docx

ORGANS = (
    "演示县人民政府", "演示县人民政府办公室", "中共演示县委员会", "演示县教育局", "演示县水利局",
    "演示县住房和城乡建设局", "演示县应急管理局", "演示县发展和改革局",
)  # fmt: skip
SUBJECTS = (
    "秋季安全生产隐患排查", "城乡供水一体化工程", "防汛抢险救灾", "高标准农田建设",
    "冬季清洁取暖", "政务服务事项目录管理", "乡村道路养护",
)  # fmt: skip
NAMES = ("李明远", "陈志强", "张文静", "刘国栋", "高峰")
CHINESE = "一二三四五六七八九"
DAY = date(2026, 1, 5)


def papers(count: int, seed: int = 1) -> Iterator[tuple[str, Gongwen, bytes]]:
    """（叫法，公文，DOCX），文种、页面轮着来。"""
    chance = Random(seed)
    kinds = list(DOC_KINDS.values())
    profiles = list(PROFILES.values())
    for number in range(count):
        kind = kinds[number % len(kinds)]
        profile = profiles[number // len(kinds) % len(profiles)]
        made = gongwen(kind, chance)
        name = f"{number}-{kind.name}-{profile.title}"
        yield name, made, to_docx(made, rules=replace(STANDARD, profile=profile)).parts[0]


def gongwen(kind: DocKind, chance: Random) -> Gongwen:
    """一份这个文种的公文，该有的都有，可有可无的随机。"""
    organ = chance.choice(ORGANS)
    direction = chance.choice(kind.directions)
    elements = [
        *_head(kind, chance, (organ, direction)),
        *_main(kind, chance, organ),
        *_end(kind, chance, organ),
    ]
    return Gongwen(kind.code, in_order(elements), kind.format, direction)


def _head(kind: DocKind, chance: Random, pair: tuple[str, str]) -> Iterator[Element]:
    organ, direction = pair
    if chance.random() < 0.25:
        yield CopyNo(chance.randint(1, 999))
        yield Secrecy("秘密", "1年")
    if chance.random() < 0.3:
        yield Urgency(chance.choice(("特急", "加急")))
    suffixes = {GENERAL: "文件", LETTER: "", ORDER_FORMAT: "令", MINUTES_FORMAT: "纪要"}
    others = (chance.choice(ORGANS[3:]),) if chance.random() < 0.15 else ()
    joint = tuple(dict.fromkeys((organ, *others))) if kind.format == GENERAL else (organ,)
    name = f"{organ}常务会议" if kind.format == MINUTES_FORMAT else organ
    yield IssuerMark(joint if len(joint) > 1 else (name,), suffixes[kind.format])
    if kind.format in (ORDER_FORMAT, MINUTES_FORMAT):
        text = "第{}号" if kind.format == ORDER_FORMAT else "第{}次"
        yield DocNumber(text=text.format(chance.randint(1, 60)))
    else:
        yield DocNumber("演政发", 2026, chance.randint(1, 120))
    if direction == UP and kind.format == GENERAL:
        yield Signers(tuple(chance.sample(NAMES, len(joint))))


def _main(kind: DocKind, chance: Random, organ: str) -> Iterator[Element]:
    if kind.format not in (ORDER_FORMAT, MINUTES_FORMAT):
        yield Title(f"{organ}关于{chance.choice(SUBJECTS)}的{kind.name}")
    if kind.code in ("resolution", "communique"):
        yield Adoption("2026年1月5日演示县第十八届人民代表大会第一次会议通过")
    if kind.recipient:
        yield MainRecipients(chance.choice(("演示市人民政府", "各乡镇人民政府，县政府各部门")))
    yield Body(tuple(_blocks(chance)))


def _blocks(chance: Random) -> Iterator[Block]:
    yield plain(_text(chance))
    for first in CHINESE[: chance.randint(1, 4)]:
        yield plain(f"{first}、{chance.choice(SUBJECTS)}", 1)
        for second in CHINESE[: chance.randint(0, 3)]:
            lead = f"（{second}）{chance.choice(SUBJECTS)}。"
            if chance.random() < 0.5:
                yield plain(lead.rstrip("。"), 2)
                yield plain(_text(chance))
            else:
                yield Paragraph((Run(lead + _text(chance)),), 2, len(lead))
        yield plain(_text(chance))
    if chance.random() < 0.3:
        yield _table(chance)
        yield plain(_text(chance))


def _text(chance: Random) -> str:
    return "".join(sentence(chance) for _ in range(chance.randint(1, 4)))


def _table(chance: Random) -> Table:
    rows = tuple(
        tuple(Cell(text) for text in (str(row), chance.choice(SUBJECTS), chance.choice(ORGANS)))
        for row in range(1, chance.randint(3, 8))
    )
    head = (Cell("序号"), Cell("事项"), Cell("单位"))
    return Table((head, *rows), title=chance.choice(("", "任务分工表")), unit="单位：件")


def _end(kind: DocKind, chance: Random, organ: str) -> Iterator[Element]:
    names = tuple(
        f"{subject}方案" for subject in chance.sample(SUBJECTS, chance.choice((0, 0, 1, 2)))
    )
    if names:
        yield AttachmentNote(names)
        for number, name in enumerate(names, start=1):
            blocks = (*_blocks(chance),) if chance.random() < 0.5 else (_table(chance),)
            yield Attachment(name, blocks, number if len(names) > 1 else 0)
    day = DAY + timedelta(days=chance.randint(0, 350))
    if kind.sign_off:
        usual = chance.choice((SEALED, UNSEALED))
        style = SIGNATURE if kind.sign_off == SIGNATURE else usual
        yield SignOff((Signatory(organ, "县长", NAMES[0]),), day, style)
    if kind.format == MINUTES_FORMAT:
        yield Attendance((("出席", "、".join(NAMES)), ("列席", "有关单位负责同志")))
    if chance.random() < 0.4 and kind.sign_off:
        yield Annotation(chance.choice(("此件发至县级", "联系人：王海涛，电话：0900-8800123")))
    if chance.random() < 0.8:
        yield CcRecipients("县委办公室，县人大常委会办公室，县政协办公室")
    yield PrintLine(f"{ORGANS[1]}", day + timedelta(days=1))
    yield PageNumbers()
