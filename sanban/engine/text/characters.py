"""字：哪些字符算汉字、算标点，成对的标点怎样配。"""

HAN = "〇㐀-䶿一-鿿\U00020000-\U0003ffff"
"""汉字，写在正则的方括号里用。"""
STOPS = "。！？"
"""句末点号。"""
COMMAS = "，；：、"
"""句内点号。"""
BLANKS = " \t\u00a0\u3000\u200b\ufeff"
"""段首可能有的空白。"""
LINE_ENDS = "\n\r\u2028\u2029\x0b\x0c\x85"

# fmt: off
#  开     合    名称       半角的也算同一种，只在配对时如此
MARKS = (
    ("“", "”", "引号"),
    ("‘", "’", "单引号"),
    ("（", "）", "括号"),
    ("(", ")", "括号"),
    ("《", "》", "书名号"),
    ("〈", "〉", "单书名号"),
    ("【", "】", "方头括号"),
    ("〔", "〕", "六角括号"),
    ("「", "」", "直角引号"),
    ("『", "』", "双直角引号"),
    ("［", "］", "方括号"),
    ("[", "]", "方括号"),
)
# fmt: on
KIND = {mark: name for opening, closing, name in MARKS for mark in (opening, closing)}
OPENING = {opening: closing for opening, closing, _ in MARKS}
CLOSING = {closing: opening for opening, closing, _ in MARKS}
