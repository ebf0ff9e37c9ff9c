"""动词和宾语要搭配。

步伐说加快，力度说加大，水平说提高，作用说发挥、起到，氛围说营造，形象说树立：配错了的，
换成常用的动词。只收在干净公文里几乎没有的搭配；动词和宾语之间隔着别的动词、点号的不管。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.text import Pattern, Text

# fmt: off
#  宾语      该用      错用的动词
PAIRS = (
    ("步伐",   "加快",   "提高 加强 加大 增强 增加 扩大 改善 完善 降低"),
    ("力度",   "加大",   "加快 增加 扩大 改善 完善 提高 夯实"),
    ("水平",   "提高",   "加大 增强 扩大 拓宽 夯实 贯彻"),
    ("速度",   "加快",   "加强 加大 增强 改善 完善"),
    ("进程",   "加快",   "加大 加强 提高 增强 扩大"),
    ("作用",   "发挥",   "达到 加快 加大 采取 夯实"),
    ("影响",   "产生",   "发挥"),
    ("功效",   "起到",   "开展"),
    ("形象",   "树立",   "营造 形成"),
    ("氛围",   "营造",   "树立 打造 树起"),
    ("措施",   "采取",   "作出 做出"),
    ("岗位",   "坚守",   "严守"),
    ("实事",   "办好",   "解决"),
)
# 拿不准该换哪个词的，只作提示
SOFT = frozenset({("措施", "作出"), ("措施", "做出"), ("岗位", "严守"), ("实事", "解决")})
# fmt: on
RIGHT = {(thing, verb): right for thing, right, verbs in PAIRS for verb in verbs.split()}
THINGS = "|".join(thing for thing, *_ in PAIRS)
VERBS = "|".join(sorted({verb for _, verb in RIGHT}))
PAIR = Pattern(
    rf"(?P<verb>{VERBS})(?P<middle>[了着]?(?:[一-鿿](?<![和与并使而在为对是、])){{0,6}}?)"
    rf"(?P<thing>{THINGS})(?=[，。；、！？\n）]|\Z)"
)
OTHER = Pattern(
    "提升|提高|加快|加大|加强|推动|推进|发挥|采取|开展|起|产生|落实|措施|带来|造成|形成"
    "|缩小|减|鼓励|以|及|或|利用|动员"
)


def check(text: Text) -> Iterator[Hit]:
    """配错了的动词。"""
    for found in PAIR.over(text.raw):
        key = found["thing"], found["verb"]
        right = RIGHT.get(key)
        if right and not OTHER.search(found["middle"]):
            soft = key in SOFT
            message = f"“{key[1]}”与“{key[0]}”不搭配，用“{right}”。"
            confidence, level = (0.5, Level.HINT) if soft else (0.85, None)
            whole = f"{right}{found['middle']}{found['thing']}"
            yield Hit(*found.span(), message, (whole,), confidence, level)


RULE = Rule(
    id="G06",
    name="verb-object-mismatch",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="现代汉语动宾搭配习惯",
    check=check,
    wrong={
        "提高改革步伐，": "加快改革步伐，",
        "树立良好的氛围。": "营造良好的氛围。",
        "加快工作力度。": "加大工作力度。",
    },
    right=("加快改革步伐，", "加大力度，", "加强领导、提高水平。", "树立良好形象。"),
)
