"""把规则跑一遍：一条坏了不碍别的；叠在一起的取重的；排好先后。"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sanban.engine.proof.choosing import by_model
from sanban.engine.proof.finding import Finding
from sanban.engine.proof.places import Placer, numbered
from sanban.engine.proof.registry import all_rules
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text, before_the_stop

LONG = 12
"""改法换掉的字多于此数，就算改一大段。"""
FAR = 200
"""一处发现至多占住这么多个字。"""
WORDS = "CGT"
"""错别字、语法搭配、提法术语。"""
QUOTE = 60
"""引用原文最多的字数；再长中间略去。"""


@dataclass(frozen=True)
class Settings:
    """单位的设置；错误级的规则不能关，也不能改轻重。

    :param off: 不用的规则编号。
    :param levels: 改了轻重的规则编号对轻重。
    :param rules_only: 不用语言模型。
    :param accepted: 单位认可的词语；错别字、语法、提法三类在它们里面的发现不报。
    :param extra: 单位自己的规则。
    """

    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)
    rules_only: bool = False
    accepted: tuple[str, ...] = ()
    extra: tuple[Rule, ...] = ()

    def rules(self) -> tuple[Rule, ...]:
        """都用哪些规则，单位的也在内；语言模型的排在后面。"""
        plain = [*(one for one in all_rules() if not one.by_model), *self.extra]
        by_model = [] if self.rules_only else [one for one in all_rules() if one.by_model]
        return (*plain, *by_model)

    def level(self, rule: Rule) -> Level | None:
        """这条规则用什么轻重；不用答 None。"""
        if rule.level is Level.ERROR:
            return rule.level
        return None if rule.id in self.off else self.levels.get(rule.id, rule.level)


def check(
    text: Text | str,
    *,
    rules: Iterable[Rule] | None = None,
    settings: Settings = Settings(),
    place: Placer | None = None,
) -> tuple[Finding, ...]:
    """校一篇原文。

    :param rules: 用哪些规则；不给就用全部。
    :param place: 位置变成“第几段”的说法；不给就数段。
    """
    text = _prepared(text, settings)
    run = _Run(text, place or numbered(text))
    found: list[Finding] = []
    heard: list[Finding] = []
    for rule in settings.rules() if rules is None else rules:
        level = settings.level(rule)
        if level and rule.may_hit(text.raw):
            (heard if rule.by_model else found).extend(run.findings(rule, level))
    terms = settings.accepted
    kept = [one for one in _yielding(found, heard) if not _is_accepted(text.raw, one, terms)]
    return tuple(sorted(_without_overlaps(kept, len(text.raw)), key=_position))


def _prepared(text: Text | str, settings: Settings) -> Text:
    """补标点的位置由语言模型定，除非另有人定，或者不用语言模型。"""
    text = Text(text) if isinstance(text, str) else text
    if settings.rules_only or text.choose is not before_the_stop:
        return text
    return replace(text, choose=by_model(text.learnt))


def _yielding(found: list[Finding], heard: list[Finding]) -> list[Finding]:
    """别的规则说过的几个字，语言模型不再说。"""
    told = Counter[int]()
    for one in found:
        if one.end - one.start <= LONG or one.level is not Level.HINT:
            told.update(range(one.start, min(one.end, one.start + FAR)))
    return found + [one for one in heard if not any(map(told.get, range(one.start, one.end)))]


def _is_accepted(raw: str, one: Finding, terms: tuple[str, ...]) -> bool:
    """整个在单位认可的哪个词语里面。"""
    return one.rule[0] in WORDS and any(
        raw.find(term, max(one.end - len(term), 0), one.start + len(term)) >= 0 for term in terms
    )


@dataclass(frozen=True)
class _Run:
    """一篇原文上的一遍。"""

    text: Text
    place: Placer

    def findings(self, rule: Rule, level: Level) -> list[Finding]:
        try:
            return [self.finding(rule, hit, level) for hit in self.hits(rule)]
        except Exception as error:  # 规则是别人写的，坏成什么样都不能连累别的规则
            return [_broken(rule, error)]

    def hits(self, rule: Rule) -> Iterator[Hit]:
        skips = self.text.skips
        for hit in rule.check(self.text):
            if rule.everywhere or not skips.covers(hit.start):
                yield hit

    def finding(self, rule: Rule, hit: Hit, level: Level) -> Finding:
        return Finding(
            rule=rule.id,
            name=rule.name,
            level=hit.level if hit.level and hit.level.rank < level.rank else level,
            strength=rule.strength,
            start=hit.start,
            end=hit.end,
            place=self.place(hit.start),
            quote=_quote(self.text.raw, hit),
            message=hit.message,
            suggestions=hit.suggestions,
            fix=rule.fix,
            basis=rule.basis,
            confidence=hit.confidence,
        )


def _quote(raw: str, hit: Hit) -> str:
    if hit.end - hit.start <= QUOTE:
        return raw[hit.start : hit.end]
    half = QUOTE // 2
    return f"{raw[hit.start : hit.start + half]}……{raw[hit.end - half : hit.end]}"


def _broken(rule: Rule, error: Exception) -> Finding:
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=Level.WARNING,
        strength=Strength.PRACTICE,
        start=0,
        end=0,
        place="全文",
        quote="",
        message=f"这条规则没有跑成（{type(error).__name__}），别的照常；请把规则编号告诉维护的人。",
        suggestions=(),
        fix="C",
        basis=rule.basis,
        confidence=0.0,
    )


def _position(one: Finding) -> tuple[int, int, str]:
    return one.start, one.end, one.rule


def _without_overlaps(found: list[Finding], length: int) -> list[Finding]:
    """同一处只留最重的；两处要改同一个字，后来的只说不改，整个在别处里面的不再说。"""
    changed = bytearray(length + 1)
    spans: set[tuple[int, int]] = set()
    kept: list[Finding] = []
    for one in sorted(found, key=_weight):
        span = (one.start, one.end)
        if one.end and span in spans:
            continue
        spans.add(span)
        if one.suggestions and changed.find(1, *span) >= 0:
            if changed.find(0, *span) < 0:
                continue
            kept.append(replace(one, suggestions=()))
            continue
        if one.suggestions:
            changed[one.start : one.end] = b"\1" * (one.end - one.start)
        kept.append(one)
    return kept


def _weight(one: Finding) -> tuple[bool, int, float, int, int, str]:
    """先轮到的占住那几个字：改一大段的让改几个字的，然后看轻重、把握，几个字的取长。"""
    length = one.end - one.start
    is_long = bool(one.suggestions) and length > LONG
    size = length if is_long else -length
    return is_long, -one.level.rank, -one.confidence, size, one.start, one.rule
