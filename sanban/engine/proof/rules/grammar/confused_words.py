"""音近形近、容易用混的字词。

反映、反应，制定、制订，权利、权力，必须、必需，终止、中止……左右的字词不同，该用的也不同。
二百多对（`sanban/engine/language/pairs/sets.txt`），各有各的门槛：误报定在写对了的公文上，
拿得准的是警告，其余是提示。制订和制定、防止和防治、须和需、做出和作出一类，公文里两种写法都有，
只作提示。学的是法规和工作报告，别的文体里不够见的，就不提。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import choices
from sanban.engine.text import Text

PARTICLES = "的地得"
NEVER = frozenset({"做出"})
"""两可时以“作出”为准，不劝人改成“做出”。"""
SOFT = (
    "制订 制定", "防止 防治", "须 需", "做 作", "泄露 泄漏", "搜集 收集", "佩戴 佩带", "即时 及时",
    "戴 带", "订 定", "做出 作出", "当做 当作",
)  # fmt: skip
"""两种写法公文里都有的。"""
_SOFT = frozenset(frozenset(pair.split()) for pair in SOFT)


def check(text: Text) -> Iterator[Hit]:
    """的地得以外的各对。"""
    for one in choices(text):
        if one.wrong not in PARTICLES and one.right not in NEVER:
            message = f"“{one.wrong}”与“{one.right}”易混，看前后文，这里用“{one.right}”。"
            firm = one.sure and frozenset((one.wrong, one.right)) not in _SOFT
            confidence, level = (0.85, None) if firm else (0.6, Level.HINT)
            yield Hit(one.start, one.end, message, (one.right,), confidence, level)


RULE = Rule(
    id="G04",
    name="confused-words",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》各该条",
    check=check,
    by_model=True,
    wrong={
        "向上级机关反应情况和问题。": "向上级机关反映情况和问题。",
        "涉及重大事项的，必需经集体研究。": "涉及重大事项的，必须经集体研究。",
    },
    right=("行使国家权力。", "向有关部门反映情况。", "应急反应机制。", "生活必需品。"),
)
