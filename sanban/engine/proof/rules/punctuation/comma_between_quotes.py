"""并列的引号之间通常不用顿号。

引号本身已经把各项隔开，标有引号的并列成分之间通常不用顿号；中间插了别的话（如括注）才用。
标准说的是“通常”，法规、报告里用顿号的也不少，所以只作提示；全文只在头一处提一次，说清有几处，
免得满篇都是。分条的法规、制度历来用顿号，不提。

法规里每万字 0.02 处，工作报告两篇 1 处。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARK, BARE = "”、“", "”“"
ONE = "并列的引号之间通常不用顿号，可以删去。"
ALL = "并列的引号之间通常不用顿号；全文有{}处，删就一并删去。"
ARTICLES = 5
"""分了这么多条的，是法规、制度。"""
MIXED = "并列的引号之间，全文{}处用了顿号、{}处没有用，宜统一；通常不用。"


def check(text: Text) -> Iterator[Hit]:
    """后引号、顿号、前引号连着的；几处只提头一处，只有一处才给改法。"""
    place = text.raw.find(MARK)
    if place < 0 or sum(item.kind == "article" for item in text.items) >= ARTICLES:
        return
    times, bare = text.raw.count(MARK), text.raw.count(BARE)
    message = MIXED.format(times, bare) if bare else ALL.format(times) if times > 1 else ONE
    yield Hit(place, place + 3, message, (BARE,) if times == 1 else (), 0.8)


RULE = Rule(
    id="P07",
    name="comma-between-quotes",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.5",
    check=check,
    wrong={"“担当”、“实干”": "“担当”“实干”"},
    right=("“担当”“实干”", "“担当”（精神）、“实干”"),
    needs=(MARK,),
)
