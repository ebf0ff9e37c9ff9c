"""页眉页脚：两份各节的页眉页脚一一对上；对不上又有不同的字，就不写。"""

from typing import Any

from sanban.engine.compare.blocks import PAGE_NUMBER
from sanban.engine.compare.errors import CannotRevise
from sanban.engine.compare.names import R, w
from sanban.engine.compare.package import Package

REFERENCES = (w("headerReference"), w("footerReference"))
UNEQUAL = (
    "两份的页眉页脚设置不同（有的有，有的没有），修订记不下来，所以没有写。"
    "请先把新稿的页眉页脚改成和旧稿一样，或者改用 --to html。"
)
KEPT = "两份的页码设置不同，修订稿里用旧稿的。"
Key = tuple[int, str, str]


def pairs_of_sides(old: Package, new: Package) -> tuple[list[tuple[str, str]], str]:
    """对上的页眉页脚：（旧稿部件，新稿部件），和要说明的话；只差页码的，用旧稿的。

    :raises CannotRevise: 对不上，字又不一样。
    """
    there, here = _sides(old), _sides(new)
    pairs = list(dict.fromkeys((there[key], here[key]) for key in there if key in here))
    once = len({part for part, _ in pairs}) == len(pairs)
    if set(there) == set(here) and once:
        return pairs, ""
    if _texts(old, there) != _texts(new, here):
        raise CannotRevise(UNEQUAL)
    return [], KEPT


def _sides(package: Package) -> dict[Key, str]:
    """第几节、页眉还是页脚、首页奇偶 → 部件。"""
    relations = package.relations(package.main)
    found = {}
    for number, section in enumerate(package.tree(package.main).iter(w("sectPr"))):
        for reference in section.iter(*REFERENCES):
            _, target, outside = relations.get(reference.get(f"{R}id", ""), ("", "", True))
            if not outside and target in package.names():
                found[number, reference.tag, reference.get(w("type"), "default")] = target
    return found


def _texts(package: Package, sides: dict[Key, str]) -> set[str]:
    texts = (_text(package.tree(part)) for part in sides.values())
    return {text for text in texts if not PAGE_NUMBER.fullmatch(text)}


def _text(root: Any) -> str:
    return "".join(node.text or "" for node in root.iter(w("t"))).strip()
