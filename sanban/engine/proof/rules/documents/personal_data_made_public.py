"""公开的文件里不写个人的证件号码、银行账号、手机号码。

公开的公文不得带不宜公开的个人信息；要写的，隐去中间几位，或者放在不公开的附件里。
身份证号、银行卡号核过校验位才算；不公开的稿子里有身份证号，提示一句；
手机号码只在写明“公开发布”的稿子里提示，联系人的电话本来就要公开的不必改。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

NUMBER = Pattern(r"[0-9]{11,19}[Xx]?(?![0-9A-Za-z])")
PUBLIC = ("公开发布", "主动公开", "公示", "公告")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
MOBILE = Pattern(r"1[3-9][0-9]{9}\Z")


def check(text: Text) -> Iterator[Hit]:
    """长的数字，一个一个认。"""
    public = any(word in text.raw for word in PUBLIC)
    for found in NUMBER.over(text.raw):
        before = text.raw[found.start() - 1 : found.start()]
        what = "" if before.isascii() and before.isalnum() else _what(found.group().upper())
        if what == "手机号码" and not public:
            continue
        if what:
            level = None if public and what != "手机号码" else Level.HINT
            message = f"这像是{what}，公开的文件里隐去中间几位或者删去。"
            yield Hit(*found.span(), message, (), 0.9, level)


def _what(number: str) -> str:
    if len(number) == 18 and _is_identity(number):
        return "身份证号码"
    if MOBILE.match(number):
        return "手机号码"
    is_card = 16 <= len(number) <= 19 and number.isdigit() and number[0] in "3456"
    return "银行卡号" if is_card and _luhn(number) else ""


def _is_identity(number: str) -> bool:
    total = sum(weight * int(char) for weight, char in zip(WEIGHTS, number[:17], strict=True))
    month, day = int(number[10:12]), int(number[12:14])
    return CHECKS[total % 11] == number[17] and 1 <= month <= 12 and 1 <= day <= 31


def _luhn(number: str) -> bool:
    digits = [int(char) for char in reversed(number)]
    doubled = [sum(divmod(digit * 2, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


RULE = Rule(
    id="D24",
    name="personal-data-made-public",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《中华人民共和国政府信息公开条例》第十五条；《中华人民共和国个人信息保护法》",
    check=check,
    wrong={"（此件公开发布）张三，11010519491231002X": None, "身份证号11010519491231002X": None},
    right=("电话0931-8800000", "编号123456789012", "联系人手机13800000000"),
    fix="C",
    needs="0123456789",
)
