"""看：打分时一行看得见的东西，和几个常问的问题。"""

from dataclasses import dataclass

from sanban.engine.roles import patterns
from sanban.engine.roles.lines import Line


@dataclass(frozen=True, slots=True)
class View:
    """看一行时手边有的东西：本行、前后行、正文字号、全文有没有样子可看。

    `count` 是主体的行数，不连后面的附件。
    """

    line: Line
    before: Line | None
    after: Line | None
    size: float
    count: int
    styled: bool
    red_head: bool

    @property
    def bare(self) -> str:
        """本行去尽空白的文字。"""
        return self.line.bare

    @property
    def next(self) -> str:
        """下一行去尽空白的文字。"""
        return self.after.bare if self.after else ""

    @property
    def previous(self) -> str:
        """上一行去尽空白的文字。"""
        return self.before.bare if self.before else ""

    @property
    def near_top(self) -> bool:
        """在开头十几行里。"""
        return self.line.index < 14

    @property
    def near_end(self) -> bool:
        """在最后一小半里。"""
        return self.line.index >= self.count * 0.4

    @property
    def attached(self) -> bool:
        """在附件里。"""
        return self.line.index > self.count

    @property
    def big(self) -> bool:
        """比正文明显大。"""
        return bool(self.line.look.size and self.line.look.size >= self.size + 3)

    @property
    def centred(self) -> bool:
        """居中。"""
        return self.line.look.align == "center"

    @property
    def plain_org(self) -> bool:
        """整行就是一个或几个单位。"""
        return patterns.only_orgs(self.bare)

    @property
    def sentence(self) -> bool:
        """像一句话：句号、分号、逗号收尾。"""
        return self.bare.endswith(("。", "；", "，", "！", ";"))

    @property
    def like_next(self) -> bool:
        """与下一行同样大小、同样红黑。"""
        here, there = self.line.look, self.after.look if self.after else None
        return there is not None and here.size == there.size and here.red == there.red


def starts_title(view: View) -> bool:
    """以“关于”“印发”之类开头。"""
    return view.bare.startswith(("关于", "转发", "印发", "批转"))


def title_follows(view: View) -> bool:
    """下一行样子相同，像标题的后半截。"""
    return view.like_next and view.next.startswith(("关于", "转发", "印发", "批转", "2", "第"))


def numbered_mark(view: View) -> object:
    """令、纪要、简报的标志：下一行是第几号、第几期。"""
    named = view.bare.endswith(("纪要", "简报", "专报", "令")) and "关于" not in view.bare
    return named and patterns.SERIAL.fullmatch(view.next)


def bracketed_number(view: View) -> object:
    """整行是（括号里的）文号。"""
    return patterns.DOC_NUMBER.fullmatch(view.bare.strip("（）()"))


def dated_note(view: View) -> object:
    """短短一行带日期：题注。"""
    return len(view.bare) <= 60 and patterns.DATE.search(view.bare)


def note_goes_on(view: View) -> object:
    """题注排不下，折到第二行。"""
    opened = view.previous.startswith(("（", "(")) and not view.previous.endswith(("）", ")"))
    return opened and view.bare.endswith(("）", ")")) and patterns.DATE.search(view.previous)


def recipients_go_on(view: View) -> object:
    """主送太多，文本里硬折成几行：这行是一串单位，冒号在下一行。"""
    listed = "、" in view.bare or "，" in view.bare
    whole = view.sentence and not view.bare.endswith("，")
    return (
        listed
        and not whole
        and view.next.endswith(("：", ":"))
        and patterns.CLASS_NAMES.search(view.bare[:6])
        and not patterns.KIND_END.search(view.bare)
    )


def printed(view: View) -> object:
    """印发机关和印发日期的一行。"""
    return len(view.bare) <= 60 and patterns.PRINTED.fullmatch(view.bare)


def in_note(view: View) -> bool:
    """上一行还在附件说明里。"""
    bare = view.previous
    return patterns.ATTACHMENT_NOTE.match(bare) is not None or (
        patterns.NUMBERED.match(bare) is not None and len(bare) <= 60 and not bare.endswith("。")
    )


def finished(view: View) -> bool:
    """上一行以文种收尾，标题完了。"""
    return patterns.KIND_END.search(view.previous) is not None


def names_only(view: View) -> bool:
    """只有几个字，像人名。"""
    return 2 <= len(view.bare) <= 16 and "：" not in view.bare
