"""并列的书名号之间通常不用顿号。

书名号本身已经把各项隔开，标有书名号的并列成分之间通常不用顿号；中间插了别的话（如括注）才用。
标准说的是“通常”，现行法律里用顿号的很多，所以只作提示；全文只在头一处提一次，说清有几处，
免得满篇都是。分条的法规、制度历来用顿号，不提。

干净公文上每万字不到 0.01 处。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Text

MARK, BARE = "》、《", "》《"
ONE = "并列的书名号之间通常不用顿号，可以删去。"
ALL = "并列的书名号之间通常不用顿号；全文有{}处，删就一并删去。"
ARTICLES = 5
"""分了这么多条的，是法规、制度。"""
MIXED = "并列的书名号之间，全文{}处用了顿号、{}处没有用，宜统一；通常不用。"


def check(text: Text) -> Iterator[Hit]:
    """后书名号、顿号、前书名号连着的；几处只提头一处，只有一处才给改法。"""
    place = text.raw.find(MARK)
    if place < 0 or sum(item.kind == "article" for item in text.items) >= ARTICLES:
        return
    times, bare = text.raw.count(MARK), text.raw.count(BARE)
    message = MIXED.format(times, bare) if bare else ALL.format(times) if times > 1 else ONE
    yield Hit(place, place + 3, message, (BARE,) if times == 1 else (), 0.8)


RULE = Rule(
    id="P08",
    name="comma-between-titles",
    level=Level.HINT,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.5",
    check=check,
    wrong={"《条例》、《细则》": "《条例》《细则》"},
    right=("《条例》《细则》", "《条例》（节选）、《细则》"),
    needs=(MARK,),
)
