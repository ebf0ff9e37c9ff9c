"""并列的词语之间用顿号，不用逗号。

括号里只有两三个单位、部门的名字，或者一串用顿号隔开的短语里夹了一个逗号，
层次就乱了：前面是一项一项，到这里像是断了句。
只看三种：括号里只有两个短词；“甲、乙、丙，丁等工作”里最后那个逗号；
引号里几项一样长，只有一处用了逗号（两两相对的不算）。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text
from sanban.engine.text.characters import HAN

IN_BRACKETS = Pattern(
    rf"（[{HAN}]{{1,4}}(?P<mark>，)(?![及和与或]|下同|以及|以下|含|即)[{HAN}]{{1,4}}）"
)
HEADS = "事项|工作|活动|部门|单位|业务|领域|方面|内容|问题|项目|服务|职能|制度|机制|产业|行业"
LAST = Pattern(rf"，(?P<item>[{HAN}]{{2,10}}?)等[{HAN}]{{0,8}}(?:{HEADS})(?=[，。；、的])")
ITEMS = Pattern(rf"[{HAN}]{{2,12}}(?:、[{HAN}]{{2,12}}){{2}}\Z")
# 这些字开头的多半是另起一个分句，不是并列的一项
CLAUSE = Pattern(
    r"[不也又还更都就才已将并但而则可对在以从向由被把使让与和及或为是有要应须须能会请按经因于到即等如比特尤其主包"
    r"推加强进提完建促开支保实确做抓落组重全深大积着切扎及各相进入成发疏鼓出享健培打]"
)
QUOTED = Pattern(rf"“[{HAN}]{{2,8}}(?:[、，][{HAN}]{{2,8}}){{2,}}”")
COMMAS = Pattern("[、，]")
SAME = 4


def check(text: Text) -> Iterator[Hit]:
    """先看括号里的，再看“等”前面的。"""
    for found in IN_BRACKETS.over(text.raw):
        yield _hit(*found.span("mark"))
    for found in LAST.over(text.raw):
        before = ITEMS.search(text.raw, max(0, found.start() - 40), found.start())
        if before and not CLAUSE.match(found["item"]) and _alike(before.group(), found["item"]):
            yield _hit(found.start(), found.start() + 1)
    for found in QUOTED.over(text.raw):
        place = _odd_comma(found.group())
        if place:
            yield _hit(found.start() + place, found.start() + place + 1)


def _odd_comma(quoted: str) -> int:
    """引号里唯一的逗号在第几个字；没有，或者正好把各项分成对半，答 0。"""
    items = COMMAS.compiled.split(quoted[1:-1])
    before = quoted.partition("，")[0].count("、") + 1
    even = len({len(item) for item in items}) == 1
    return (
        quoted.index("，") if even and quoted.count("，") == 1 and before * 2 != len(items) else 0
    )


def _alike(before: str, item: str) -> bool:
    """长短差不多才像是并列的。"""
    return all(abs(len(one) - len(item)) <= SAME for one in before.split("、")[-2:])


def _hit(start: int, end: int) -> Hit:
    return Hit(start, end, "并列的词语之间用顿号，改为“、”。", ("、",), 0.8)


RULE = Rule(
    id="P38",
    name="comma-in-short-list",
    level=Level.WARNING,
    strength=Strength.STANDARD,
    basis="GB/T 15834—2011 4.5.3.1、B.1.1",
    check=check,
    wrong={
        "“工作领先、服务率先、业绩争先，形象创优”": "“工作领先、服务率先、业绩争先、形象创优”",
        "各科室（局，中心）负责人": "各科室（局、中心）负责人",
        "参保登记、费用结算、信息查询，待遇申报等高频事项，": (
            "参保登记、费用结算、信息查询、待遇申报等高频事项，"
        ),
    },
    right=(
        "“谁受益、谁补偿，谁保护、谁受偿”",
        "各科室（局、中心）负责人",
        "抓学习、抓执行、抓效能，做好服务等工作。",
    ),
    needs="，",
)
