"""演示来文的文字：写在旁边的 .txt 里，日期随今天算。

每份以“== 短名”开头，接着是“栏目: 内容”，空一行后一行一段正文。
文中 {due} 是时限，{+5}、{-10} 是今天之后、之前的天数，{year} 是今年，{last} 是去年，{next} 是明年。
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from demo.files.paper import Paper

FOLDER = Path(__file__).parent
FILES = ("above.txt", "county.txt", "departments.txt", "townships.txt")
PLACEHOLDER = re.compile(r"\{(due|year|last|next|[+-]\d+)\}")
KINDS = ("通知", "函", "请示", "报告", "通报", "意见", "批复", "纪要", "决定", "公告", "通告")


def papers(today: date, *, latest: date | None = None) -> tuple[Paper, ...]:
    """全部演示来文（约 40 份），时限和以后的日子从 today 往后数。

    :param latest: 成文日期和以前的日子从这天往前数，今天不上班时给最近的上班日；缺省 today。
    """
    texts = "".join((FOLDER / name).read_text(encoding="utf-8") for name in FILES)
    days = Days(today, latest or today)
    return tuple(_paper(text, days) for text in re.split(r"^== ", texts, flags=re.M)[1:])


@dataclass(frozen=True, slots=True)
class Days:
    """往后数的起点和往前数的起点。"""

    today: date
    latest: date

    def at(self, days: int) -> date:
        """几天以后（正）或以前（零、负）。"""
        return (self.today if days > 0 else self.latest) + timedelta(days=days)


def _paper(text: str, days: Days) -> Paper:
    head, body = text.split("\n\n", 1)
    key, *lines = head.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    day = days.at(int(fields["day"]))
    due = days.today + timedelta(days=int(fields["due"])) if "due" in fields else None
    words = _words(days.today, due)
    fields = {name: _fill(value, words, days) for name, value in fields.items()}
    paragraphs = tuple(_fill(line, words, days) for line in body.splitlines() if line.strip())
    return Paper(
        key=key.strip(),
        issuer=fields["issuer"],
        head=fields.get("head", ""),
        title=fields["title"],
        kind=fields.get("kind") or _kind(fields["title"]),
        paragraphs=paragraphs,
        date=day,
        number=_number(fields.get("number", ""), day),
        urgency=fields.get("urgency", ""),
        copy_no=fields.get("copy", ""),
        signer=fields.get("signer", ""),
        recipients=fields.get("to", ""),
        attachments=tuple(fields["attach"].split(" | ")) if "attach" in fields else (),
        signature=fields.get("signature", fields["issuer"]),
        note=fields.get("note", ""),
        cc=fields.get("cc", ""),
        print_org=fields.get("print", ""),
        print_date=day if "print" in fields else None,
        layout=fields.get("layout", "general"),
        action="read" not in fields.get("class", "action"),
        due=due,
    )


def _words(today: date, due: date | None) -> dict[str, str]:
    return {
        "due": _short(due) if due else "",
        "year": str(today.year),
        "last": str(today.year - 1),
        "next": str(today.year + 1),
    }


def _fill(text: str, words: dict[str, str], days: Days) -> str:
    def word(found: "re.Match[str]") -> str:
        name = found[1]
        return words[name] if name in words else _short(days.at(int(name)))

    return PLACEHOLDER.sub(word, text)


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _kind(title: str) -> str:
    return next(kind for kind in KINDS if title.endswith(kind))


def _number(written: str, day: date) -> str:
    """“演政办发 47” → “演政办发〔2026〕47号”；已写全的照抄。"""
    code, _, serial = written.partition(" ")
    return f"{code}〔{day.year}〕{serial}号" if serial.isdigit() else written
