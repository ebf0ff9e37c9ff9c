"""数：汉字数目、阿拉伯数字、带圈数字变成整数。"""

DIGITS = {
    "〇": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9,
}  # fmt: skip
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMERALS = "〇零一二两三四五六七八九十百千"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def to_int(written: str) -> int | None:
    """万以下的数目变成整数：十二、一百零三、二〇二四、12、１２、③；不是数答 None。"""
    if written in CIRCLED and len(written) == 1:
        return CIRCLED.index(written) + 1
    if written.isdecimal():
        return int(written) if len(written) <= 9 else None
    if not written or any(char not in NUMERALS for char in written):
        return None
    if not any(char in UNITS for char in written):
        return int("".join(str(DIGITS[char]) for char in written[:9]))
    return _with_units(written)


def _with_units(written: str) -> int:
    total, digit = 0, 0
    for place, char in enumerate(written):
        if char in UNITS:
            total += (digit if digit or place else 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def to_chinese(number: int) -> str:
    """一到九十九的汉字写法；其余照写阿拉伯数字。"""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    names = "〇一二三四五六七八九"
    head = "" if not tens else ("十" if tens == 1 else f"{names[tens]}十")
    return head + (names[ones] if ones else "")
