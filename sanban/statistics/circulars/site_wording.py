"""督查报告的字句：查了什么、看到什么、问题、群众怎么说、建议和责任单位（domain.md §4.7）。

不堆材料：事实是到现场看的，问题点名，建议写明由哪个单位办。
"""

from collections.abc import Callable, Iterator

from sanban.statistics.circulars.figures import LATE, PERIOD
from sanban.statistics.circulars.kept import Kept
from sanban.statistics.circulars.site_figures import ADVICE, CHECKS, FAULT, SITE, UNANNOUNCED, VOICE
from sanban.statistics.circulars.wording import Said, late_line, paragraphs, quoted
from sanban.statistics.models import Circular, FrozenFigure

MOST_NAMED = 10
NO_CHECK = "未开展实地检查"


def body(circular: Circular, kept: Kept) -> str:
    """督查报告的正文，写法同 `engine.gongwen.markdown`。"""
    parts = [f"现将{kept.text(PERIOD)}督查情况报告如下："]
    for heading, lines in sections(circular, kept):
        said = [one for one in lines if one]
        parts += [f"# {heading}", *said] if said else []
    return "\n\n".join([*parts, "特此报告。"])


def sections(circular: Circular, kept: Kept) -> Iterator[tuple[str, list[str]]]:
    """正文的五部分；空着的不写。"""
    yield "督查开展情况", [_done(kept), *paragraphs(circular.practices)]
    yield "现场查看的情况", _told(kept, SITE, _seen)
    problems = [*_told(kept, FAULT, _failed), *_told(kept, LATE, late_line)]
    yield "存在的问题", [*problems, *paragraphs(circular.problems)]
    yield "群众反映", _told(kept, VOICE, _heard)
    advice = _told(kept, ADVICE, _advised)
    yield "意见建议和责任单位", [*advice, *paragraphs(circular.demands)]


def _done(kept: Kept) -> str:
    """查了几次，核了几件，满意率。"""
    known = {key: Said(kept, key) for key in kept.figures if ":" not in key}
    secret = f"，其中暗访{kept.text(UNANNOUNCED)}次" if kept.has(UNANNOUNCED) else ""
    checks = f"实地检查{kept.text(CHECKS)}次{secret}" if kept.has(CHECKS) else NO_CHECK
    said = "，核查{verified}次，没有通过{not_passed}次；督办事项应办结{due}件"
    rate = "，按期办结{on_time.part}件，按期办结率{on_time}" if kept.has("due") else ""
    people = "。收到群众意见{voices}条" if kept.has("voices") else ""
    happy = "，表态的满意率{satisfied}" if kept.has("satisfied") else ""
    text = f"{said}{rate}{people}{happy}。".format(**known)
    return f"{kept.label(PERIOD)}，{checks}{text}"


def _told(kept: Kept, kind: str, say: Callable[[Kept, FrozenFigure], str]) -> list[str]:
    """一字不差的只说一遍。"""
    return [say(kept, one) for one in _once(kept.every(kind))][:MOST_NAMED]


def _once(found: Iterator[FrozenFigure]) -> Iterator[FrozenFigure]:
    told: set[tuple[str, int | None]] = set()
    for one in found:
        if (one.label, one.org_id) not in told:
            told.add((one.label, one.org_id))
            yield one


def _seen(kept: Kept, one: FrozenFigure) -> str:
    where, _, findings = one.label.partition("　")
    return f"{kept.mark(one, where)}查看：{kept.mark(one, _ended(findings))}"


def _failed(kept: Kept, one: FrozenFigure) -> str:
    title, _, opinion = one.label.rpartition("　")
    said = kept.mark(one, _ended(opinion))
    return f"{one.org}牵头的“{kept.mark(one, quoted(title))}”，核查没有通过：{said}"


def _heard(kept: Kept, one: FrozenFigure) -> str:
    channel, _, words = one.label.partition("　")
    said = kept.mark(one, f"{quoted(words).rstrip('。')}。")
    return f"{channel}听到的意见：“{said}”"


def _advised(kept: Kept, one: FrozenFigure) -> str:
    said = kept.mark(one, f"{one.label.rstrip('。')}。")
    return f"{said}责任单位：{one.org}。"


def _ended(text: str) -> str:
    return text if text.endswith(("。", "！", "？", "……")) else f"{text}。"
