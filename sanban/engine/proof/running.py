"""把规则跑一遍：一条坏了不碍别的；叠在一起的取重的；排好先后。"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sanban.engine.proof.finding import Finding
from sanban.engine.proof.places import Placer, numbered
from sanban.engine.proof.registry import all_rules
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

QUOTE = 60
"""引用原文最多的字数；再长中间略去。"""


@dataclass(frozen=True)
class Settings:
    """单位的设置；错误级的规则不能关，也不能改轻重。

    :param off: 不用的规则编号。
    :param levels: 改了轻重的规则编号对轻重。
    """

    off: frozenset[str] = frozenset()
    levels: Mapping[str, Level] = field(default_factory=dict)

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
    text = Text(text) if isinstance(text, str) else text
    found: list[Finding] = []
    for rule in all_rules() if rules is None else rules:
        level = settings.level(rule)
        if level and rule.may_hit(text.raw):
            found += _run(rule, text, level=level)
    kept = _without_overlaps(found, len(text.raw))
    placer = place or numbered(text)
    return tuple(_placed(one, placer) for one in sorted(kept, key=_position))


def _run(rule: Rule, text: Text, *, level: Level) -> list[Finding]:
    try:
        return [_finding(rule, hit, text, level=level) for hit in _hits(rule, text)]
    except Exception as error:  # 规则是别人写的，坏成什么样都不能连累别的规则
        return [_broken(rule, error)]


def _hits(rule: Rule, text: Text) -> Iterator[Hit]:
    for hit in rule.check(text):
        if rule.everywhere or not text.skips.covers(hit.start):
            yield hit


def _finding(rule: Rule, hit: Hit, text: Text, *, level: Level) -> Finding:
    lighter = hit.level is not None and hit.level.rank < level.rank
    return Finding(
        rule=rule.id,
        name=rule.name,
        level=hit.level if lighter and hit.level else level,
        strength=rule.strength,
        start=hit.start,
        end=hit.end,
        place="",
        quote=_quote(text.raw, hit),
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


def _placed(one: Finding, placer: Placer) -> Finding:
    if one.place:
        return one
    # 冻结的数据类换一项，直接再造比 replace 快一倍
    fields = {name: getattr(one, name) for name in Finding.__slots__}
    return Finding(**{**fields, "place": placer(one.start)})


def _position(one: Finding) -> tuple[int, int, str]:
    return one.start, one.end, one.rule


def _without_overlaps(found: list[Finding], length: int) -> list[Finding]:
    """同一处只留最重的；都给了改法而改到同一个字的，也只留最重的。"""
    changed = bytearray(length + 1)
    spans: set[tuple[int, int]] = set()
    kept: list[Finding] = []
    for one in sorted(found, key=_weight):
        span = (one.start, one.end)
        if one.end and (span in spans or _clashes(one, changed)):
            continue
        spans.add(span)
        kept.append(one)
    return kept


def _clashes(one: Finding, changed: bytearray) -> bool:
    if not one.suggestions:
        return False
    if changed.find(1, one.start, one.end) >= 0:
        return True
    changed[one.start : one.end] = b"\1" * (one.end - one.start)
    return False


def _weight(one: Finding) -> tuple[int, float, int, int, str]:
    return -one.level.rank, -one.confidence, one.start - one.end, one.start, one.rule
