"""量尺寸时要用的几面：各种样本做成的 PDF，和落款、线条在哪里。"""

from functools import cache

from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import SIGNATURE, UNSEALED, Signatory, SignOff
from sanban.engine.gongwen.profiles import POINT
from sanban.engine.gongwen.styles import FOUR, THREE, TWO
from sanban.engine.render.pdf import to_pdf
from tests.engine.render import samples
from tests.engine.render.measure import Box, Page, around, pages

CHAR = 156 / 28
TOP = 0.74 * THREE * POINT  # 仿宋的“国”在基线上多高
INK = 0.888 * THREE * POINT
PITCH = (225 - INK) / 21
GAP = PITCH - INK
FOUR_CHAR = FOUR * POINT
TITLE_BOTTOM = 0.145 * TWO * POINT  # 标题的“国”在基线下多深
ORGAN, DAY = samples.OFFICE, "2026年9月11日"
NOTICE = "演政办发〔2026〕12号"
LONGEST = "演示县住房和城乡建设局"
ALL = "演示县教育局演示县公安局" + LONGEST


@cache
def made(name: str, *given: object) -> tuple[Page, ...]:
    """一份样本做成的 PDF 的各页。"""
    return pages(to_pdf(getattr(samples, name)(*given)).data)


@cache
def made_of(gongwen: Gongwen) -> tuple[Page, ...]:
    """一份公文做成的 PDF 的各页。"""
    return pages(to_pdf(gongwen).data)


@cache
def signed(style: str, organ: str = ORGAN) -> Page:
    """一种署名方式的通知，有落款的一面。"""
    sign_off = SignOff((Signatory(organ, "县长", "张三"),), samples.DAY, style)
    return made_of(samples.general(replaces=(sign_off,), text=samples.filled(12)))[1]


def seal() -> Page:
    return signed("seal")


def bare() -> Page:
    return signed(UNSEALED)


def short() -> Page:
    return signed(UNSEALED, "县政府")


def stamp() -> Page:
    return signed(SIGNATURE)


def full() -> Page:
    return made("full")[0]


def last() -> Page:
    return made("full")[1]


def text() -> Page:
    return made_of(samples.general(text=samples.filled(60)))[1]


def up() -> Page:
    return made("up")[0]


def joint_up() -> Page:
    return made("joint_up")[0]


def joint() -> Page:
    return made("joint_down", 3)[0]


def letter() -> Page:
    return made("letter")[0]


def order() -> Page:
    return made("order")[0]


def minutes() -> Page:
    return made("minutes")[0]


def attached() -> Page:
    return made("attached")[2]


def people() -> Page:
    """纪要里有名单的一面。"""
    return next(page for page in made("minutes") if "列席" in page.text)


def mark() -> Box:
    return full().ink(ORGAN + "文件")


def rule(page: Page, number: int = 0) -> Box:
    """从上到下第几条横线。"""
    lines = sorted((one for one in page.rules if one.width > 100), key=lambda one: one.top)
    return lines[number]


def ends(page: Page, words: str) -> Box:
    """一串字最后一次出现的字框。"""
    at = page.text.rindex(words)
    return around([glyph.cell for glyph in page.glyphs[at : at + len(words)]])


def base(page: Page, words: str) -> float:
    """一行的基线：最后一次出现的。"""
    return page.glyphs[page.text.rindex(words)].base


def rings(page: Page) -> list[Box]:
    """印章的占位圆。"""
    return [one for one in page.rules if abs(one.width - one.height) < 0.5 and one.width > 20]


def ring(page: Page) -> Box:
    return rings(page)[0]


def frame(page: Page) -> Box:
    """签名章的占位框。"""
    return next(one for one in page.rules if 30 < one.width < 50 and one.height > 15)


def centre(box: Box) -> float:
    return (box.left + box.right) / 2


def middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def sign_gap(page: Page) -> float:
    """印章顶端到上面一行字的墨迹下边缘。"""
    top = ring(page).top
    return top - max(one.ink.bottom for one in page.glyphs if one.ink.bottom < top + 1)


def title(page: Page) -> Box:
    """标题首行“府”字的墨迹：机关标志里也有这几个字，取第二处。"""
    at = page.text.index(ORGAN, page.text.index(ORGAN) + 1)
    return page.glyphs[at + len("演示县人民政")].ink


def title_end() -> float:
    """标题末行的下边缘。"""
    return full().base("隐患排查整治工作的通知") + TITLE_BOTTOM


def body_base() -> float:
    """附件说明上面一行的基线。"""
    return last().glyphs[last().text.index("附件：") - 1].base


def body_end(page: Page) -> float:
    """正文最后一个“国”字的墨迹下边缘。"""
    return page.glyphs[page.text.rindex("国")].ink.bottom


def page_no(page: Page) -> Box:
    return around([glyph.cell for glyph in page.glyphs if glyph.ink.top > 263])


def second_line() -> float:
    """名单第二行的第一个字。"""
    rows = people().lines
    first = next(number for number, row in enumerate(rows) if row[0].char == "出")
    return rows[first + 1][0].cell.left
