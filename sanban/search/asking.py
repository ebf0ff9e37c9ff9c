"""人打的一行字怎样变成要找的词。"""

import re
from dataclasses import dataclass

from sanban.search.tokens import BREAK, WIDE, normalise

LONGEST, MOST_WORDS = 200, 12
PLAIN = {code: chr(code - WIDE) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
PLAIN |= str.maketrans(dict.fromkeys("“”„‟", '"'))
"""全角的西文变成半角，弯引号变成直引号。"""
NUMBER = re.compile(
    r"(?:(?<=[发办函字令呈报议通公督纪任免批阅信委政组])\s+)?[(〔\[【{〖]\s*(\d{4})\s*[)〕\]】}〗]\s*(\d+)(?:\s*号)?"
)
"""文号里的年份和号：括号什么样、空不空格都认，连成一个词。"""
PART = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Asked:
    """要找的词和不要的词，都已变成比较用的样子，不空。"""

    words: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @property
    def is_single(self) -> bool:
        """只有单个的字：只在短栏里找。"""
        return all(len(word) == 1 for word in self.words)


def understand(text: str) -> Asked:
    """认出要找的词；怎样打都不报错，认不出的就是没有。"""
    plain = NUMBER.sub(_closed_up, text[:LONGEST].translate(PLAIN))
    found: dict[bool, list[str]] = {False: [], True: []}
    for minus, exact, loose in PART.findall(plain):
        word = normalise(exact or loose).replace(BREAK, "")
        if word:
            found[bool(minus)].append(word)
    words, unwanted = (tuple(dict.fromkeys(found[one]))[:MOST_WORDS] for one in (False, True))
    return Asked(words, unwanted) if words else Asked()


def _closed_up(found: re.Match[str]) -> str:
    year, number = found.groups()
    last = "号" if found.group().endswith("号") else ""
    return f"({year}){number}{last}"
