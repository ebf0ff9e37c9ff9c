"""单位词典变成规则：规定的提法、不用的词、姓名和职务、排名先后；依据的分量是“单位”。"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from sanban.engine.proof.dictionary import Book, Forbidden, Person, Wording
from sanban.engine.proof.registry import all_rules
from sanban.engine.proof.rule import Fix, Hit, Level, Rule, Strength
from sanban.engine.proof.running import Settings
from sanban.engine.text import Span, Text

BASIS = "本单位词典"
BEFORE = re.compile(r"[一-龥]{2,20}\Z")
SHORT_TITLES = (
    "书记",
    "县长",
    "市长",
    "区长",
    "乡长",
    "镇长",
    "主任",
    "局长",
    "部长",
    "主席",
    "院长",
)
SHORT = re.compile(f"副?(?:{'|'.join(SHORT_TITLES)})")
SAMPLE = Book(
    wordings=(Wording("三抓三促活动", "“三抓三促”行动"),),
    forbidden=(Forbidden("老大难单位"),),
    people=(
        Person("张三丰", ("县委书记",)),
        Person("李四光", ("县委副书记", "县长")),
        Person("王五福", ("县委副书记",)),
    ),
)
"""说明书和测试里用的一本。"""


def fixed_rules() -> dict[str, bool]:
    """各条规则的编号，对它是不是错误级。"""
    return {rule.id: rule.level is Level.ERROR for rule in all_rules()}


def settings_of(book: Book, *, rules_only: bool = False) -> Settings:
    """照词典来校的设置。"""
    return Settings(
        off=book.off,
        levels=book.levels,
        rules_only=rules_only,
        accepted=book.accepted,
        extra=office_rules(book),
    )


def office_rules(book: Book) -> tuple[Rule, ...]:
    """词典里有的，才有那一条规则。"""
    made = (
        (book.wordings, _wording_rule),
        (book.forbidden, _forbidden_rule),
        (book.people, _title_rule),
        (book.people, _order_rule),
    )
    return tuple(make(book) for entries, make in made if entries)


def _wording_rule(book: Book) -> Rule:
    return _rule(
        "T91",
        "office-wording",
        lambda text: _misworded(text, book.wordings),
        wrong={one.wrong: one.right for one in book.wordings[:3]},
        about="本单位规定了写法的提法。\n\n单位词典“规定提法”里的，照那里写；正确写法里面的不算。",
    )


def _forbidden_rule(book: Book) -> Rule:
    return _rule(
        "T92",
        "office-forbidden",
        lambda text: _unwelcome(text, book.forbidden),
        wrong={one.word: None for one in book.forbidden[:3]},
        about="本单位不用的词。\n\n单位词典“不用的词”里的；轻重也在那里定。",
        fix="C",
    )


def _title_rule(book: Book) -> Rule:
    first, *others = book.people
    other = next((one for one in others if one.titles[0] != first.titles[0]), None)
    wrong = {f"{other.titles[0]}{first.name}主持会议。": None} if other else {}
    return _rule(
        "T93",
        "office-title",
        lambda text: _mistitled(text, book.people),
        wrong=wrong,
        about=(
            "姓名和职务对不上。\n\n单位词典“领导名单”里的人，前面紧挨着的是别人的职务，"
            "或者职务后面的名字差一个字。名单里没有的职务不说。"
        ),
    )


def _order_rule(book: Book) -> Rule:
    names = [one.name for one in book.people[:2]]
    return _rule(
        "T94",
        "office-order",
        lambda text: _misordered(text, book.people),
        wrong={"、".join(names[::-1]) + "出席。": "、".join(names) + "出席。"} if names[1:] else {},
        about=(
            "领导排名的先后不对。\n\n几位领导并列，中间只有顿号、逗号、“和”或者职务的，"
            "次序与单位词典“领导名单”不同就提出来。"
        ),
    )


def _rule(
    number: str,
    name: str,
    check: Callable[[Text], Iterable[Hit]],
    *,
    wrong: Mapping[str, str | None],
    about: str,
    fix: Fix = "B",
) -> Rule:
    return Rule(
        id=number,
        name=name,
        level=Level.WARNING,
        strength=Strength.OFFICE,
        basis=BASIS,
        check=check,
        wrong=wrong,
        right=("县委办公室印发通知。",),
        fix=fix,
        about=about,
    )


def _misworded(text: Text, wordings: tuple[Wording, ...]) -> Iterator[Hit]:
    for one in wordings:
        shift = one.right.find(one.wrong)
        for start in _places(text.raw, one.wrong):
            if shift < 0 or not text.raw.startswith(one.right, start - shift):
                message = f"本单位写作“{one.right}”，不写“{one.wrong}”{_because(one.why)}。"
                yield Hit(start, start + len(one.wrong), message, (one.right,), 0.98)


def _unwelcome(text: Text, forbidden: tuple[Forbidden, ...]) -> Iterator[Hit]:
    for one in forbidden:
        for start in _places(text.raw, one.word):
            message = f"本单位不用“{one.word}”{_because(one.why)}，请换个说法。"
            yield Hit(start, start + len(one.word), message, level=one.level)


def _because(why: str) -> str:
    return f"（{why}）" if why else ""


def _places(raw: str, word: str) -> Iterator[int]:
    start = raw.find(word)
    while start >= 0:
        yield start
        start = raw.find(word, start + len(word))


def _mistitled(text: Text, people: tuple[Person, ...]) -> Iterator[Hit]:
    titles = sorted({one for person in people for one in person.titles}, key=len, reverse=True)
    for person in people:
        for start in _places(text.raw, person.name):
            yield from _title_before(text.raw, start, person, titles)
            yield from _title_after(text.raw, start + len(person.name), person)
    yield from _misnamed(text.raw, people)


def _title_before(raw: str, start: int, person: Person, titles: list[str]) -> Iterator[Hit]:
    before = BEFORE.search(raw[max(start - 20, 0) : start])
    title = next((one for one in titles if before and before.group().endswith(one)), "")
    if title and title not in person.titles:
        message = f"{person.name}的职务是{'、'.join(person.titles)}，这里写的是“{title}”，请核对。"
        yield Hit(start - len(title), start, message, person.titles[:1], 0.9)


def _title_after(raw: str, end: int, person: Person) -> Iterator[Hit]:
    short = SHORT.match(raw, end)
    if short and not any(one.endswith(short.group()) for one in person.titles):
        message = (
            f"{person.name}的职务是{'、'.join(person.titles)}，不称“{short.group()}”，请核对。"
        )
        yield Hit(*short.span(), message)


def _misnamed(raw: str, people: tuple[Person, ...]) -> Iterator[Hit]:
    """职务后面的名字，姓一样，差一个字。"""
    names = {person.name for person in people}
    for person in people:
        for title in person.titles:
            for place in _places(raw, title):
                start = place + len(title)
                written = raw[start : start + len(person.name)]
                if written not in names and _is_near(written, person.name):
                    message = f"{title}是{person.name}，这里写的是“{written}”，请核对。"
                    yield Hit(start, start + len(written), message, (person.name,), 0.9)


def _is_near(written: str, name: str) -> bool:
    if len(written) != len(name) or len(name) < 3 or written[0] != name[0]:
        return False
    return sum(map(str.__ne__, written, name)) == 1


def _misordered(text: Text, people: tuple[Person, ...]) -> Iterator[Hit]:
    ranks = {person.name: rank for rank, person in reversed(list(enumerate(people)))}
    titles = "|".join(sorted({re.escape(t) for p in people for t in p.titles}, key=len)[::-1])
    between = re.compile(
        rf"(?:[、，和及与\s]|同志|{titles}){{1,12}}\Z" if titles else r"[、，和]\Z"
    )
    found = sorted((start, name) for name in ranks for start in _places(text.raw, name))
    group = found[:1]
    for (start, name), (after, following) in pairwise(found):
        gap = text.raw[start + len(name) : after]
        if len(gap) <= 40 and between.match(gap):
            group.append((after, following))
            continue
        yield from _said(text.raw, group, ranks)
        group = [(after, following)]
    yield from _said(text.raw, group, ranks)


def _said(raw: str, group: list[tuple[int, str]], ranks: dict[str, int]) -> Iterator[Hit]:
    names = [name for _, name in group]
    right = sorted(names, key=ranks.__getitem__)
    if names == right or len(set(names)) < len(names):
        return
    span = Span(group[0][0], group[-1][0] + len(names[-1]))
    message = f"排名先后不对，本单位的次序是{'、'.join(right)}。"
    is_plain = raw[slice(*span)] == "、".join(names)
    yield Hit(*span, message, ("、".join(right),) if is_plain else ())
