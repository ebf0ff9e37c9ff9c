"""定语后面用“的”。

修饰名词的用“的”：不断的提升、重要的作用。写成“地”“得”的，看左右的字词判别。“地”还有“地方”
的意思（维修地、供役地），所以“地”前面是动词的，只作提示。
"""

from collections.abc import Iterator

from sanban.engine.proof.rule import Hit, Level, Rule, Strength
from sanban.engine.proof.wording import choices, tag_before
from sanban.engine.text import Text


def check(text: Text) -> Iterator[Hit]:
    """判别说该用“的”的各处。"""
    for one in choices(text):
        if one.right == "的":
            firm = one.sure and (one.wrong == "得" or _is_no_place(text.raw, one.start))
            message = f"后面是名词，定语后用“的”，不用“{one.wrong}”。"
            confidence, level = (0.9, None) if firm else (0.6, Level.HINT)
            yield Hit(one.start, one.end, message, ("的",), confidence, level)


def _is_no_place(raw: str, end: int) -> bool:
    """前面不是动词：动词加“地”多半是地方。"""
    return tag_before(raw, end)[1][:1] not in {"v", "x", ""}


RULE = Rule(
    id="G02",
    name="wrong-attribute-particle",
    level=Level.WARNING,
    strength=Strength.PRACTICE,
    basis="《现代汉语词典》“的”",
    check=check,
    by_model=True,
    wrong={
        "各级人民政府得有关部门应当配合。": "各级人民政府的有关部门应当配合。",
        "发挥十分重要地作用。": "发挥十分重要的作用。",
    },
    right=("发挥十分重要的作用。", "供役地权利人。", "住所地人民法院。", "取得明显成效。"),
    needs="地得",
)
