"""表单里的字：去掉控制符，通知的标题按词回行；各种载体都从这里取。"""

import unicodedata

from sanban.engine.forms.sheet import Text
from sanban.engine.gongwen.elements import Title
from sanban.engine.render.titles import title_breaks

TITLE = "notice_title"
BREAK = "｜"  # 人定的回行处
UNSEEN = ("Cc", "Cf", "Cs")
TITLE_CHARS = 20  # 2 号字，版心宽 156 毫米


def printable(text: str) -> str:
    """去掉控制符、零宽字符，换行留着。"""
    if text.isprintable():
        return text
    return "".join(char for char in text if char == "\n" or _category(char) not in UNSEEN)


def is_unknown(char: str) -> bool:
    """是不是 Unicode 里没有定的字、各家自造的字（Cn、Co）：别处看不到一样的字形。"""
    return _category(char) in ("Cn", "Co")


def _category(char: str) -> str:
    return unicodedata.category(char)


def words(part: Text) -> str:
    """一段字照印的样子：通知的标题已按词断开，排成梯形或菱形（7.3.1）；人断了的照旧。"""
    text = printable(part.text)
    if part.style != TITLE:
        return text
    text = text.replace(BREAK, "\n")
    if "\n" in text:
        return text
    return "\n".join(Title(text).lines(title_breaks(text, TITLE_CHARS)))
