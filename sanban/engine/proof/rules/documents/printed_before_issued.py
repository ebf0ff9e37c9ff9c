"""印发日期不早于成文日期。

成文日期是签发的日子，印发日期是送印的日子，先签后印；印发在前，一定有一处写错了。
"""

from collections.abc import Iterator

from sanban.engine.proof.draft import DATE, PRINTED, draft
from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """版记里的日期和成文日期比。"""
    issued = draft(text).issued
    found = PRINTED.search(text.raw, issued.end) if issued else None
    written = DATE.match(text.raw, issued.start) if issued else None
    if found and written:
        days = [
            tuple(int(one[name]) for name in ("year", "month", "day")) for one in (found, written)
        ]
        if days[0] < days[1]:
            message = f"印发日期早于成文日期{written.group()}，有一处写错了，请核对。"
            yield Hit(*found.span(), message)


RULE = Rule(
    id="D15",
    name="printed-before-issued",
    level=Level.WARNING,
    strength=Strength.REGULATION,
    basis="《党政机关公文处理工作条例》第九条第（十二）、（十七）项",
    check=check,
    wrong={"某县人民政府\n2024年4月6日\n某县人民政府办公室　2024年4月3日印发": None},
    right=("某县人民政府\n2024年4月6日\n某县人民政府办公室　2024年4月6日印发",),
    fix="C",
    needs=("印发",),
)
