"""存下的稿子有没有被人动过；签发以后的稿子封存没有、改动是不是实质性的。

拟稿（drafting）和印发（issuing）两边都用，所以放在它们下面。
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.kinds.outgoing import KIND, SIGN_OFF
from sanban.documents.models import DraftVersion, Outgoing
from sanban.engine.gongwen.blocks import Picture
from sanban.engine.gongwen.checks.common import blocks_of, words_of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.problems import Rejected
from sanban.engine.gongwen.serialise import from_json
from sanban.matters.models import Matter, Todo, TodoState
from sanban.people.models import Person

SUBSTANTIVE, MINOR, FREE = "substantive", "minor", ""
"""实质性的、只动标点和格式的、还没签发不必管的。"""
SYSTEM = ("份号", "发文字号", "签发人", "印发机关和印发日期", "页码")
"""系统填的要素：编号、付印时才写上，不算改动。"""
LOOKS = frozenset(("left", "center", "right"))
ORDER = [stage.code for stage in KIND.stages]
ALTERED = "{}，可能被人改动过，已经停下并记入审计。请报系统管理员查验。"
DASHES = re.compile(r"[-‐‑–—―−~～﹣]+")
# 夹在数字中间的标点、紧挨着数字的符号有意思，不当标点看
KEPT = re.compile(r"(?<=\d)[.,:](?=\d)|(?<=\d)~|~(?=\d)|[%‰+±×÷/°℃℉=<>≥≤$￥€\[\]]")
MARKS = re.compile(r"[\W_]")


def is_frozen(outgoing: Outgoing) -> bool:
    """已经有人签发（联合发文的，第一位签了就算），稿子不能随意改。"""
    matter = outgoing.matter
    if outgoing.signed_version_id is None or matter.stage not in ORDER:
        return False
    if matter.stage == SIGN_OFF.code:
        return has_signed(matter)
    return ORDER.index(matter.stage) > ORDER.index(SIGN_OFF.code)


def has_signed(matter: Matter) -> bool:
    """这一轮签发已经有人签了。"""
    rows = Todo.objects.filter(matter=matter, stage=SIGN_OFF.code, round=matter.round)
    return rows.filter(state=TodoState.DONE, closed_by__action="sign_off").exists()


def guard_change(outgoing: Outgoing, new: Gongwen, *, by: Person | None = None) -> str:
    """签发以后的改动：`SUBSTANTIVE` 须送复审，`MINOR` 只动标点格式，`FREE` 还没签发。

    :raises Refused: 签发稿被人动过。
    """
    if not is_frozen(outgoing):
        return FREE
    signed = read_signed(outgoing, by=by)
    return MINOR if same_words(signed, new) else SUBSTANTIVE


def read_signed(outgoing: Outgoing, *, by: Person | None) -> Gongwen:
    """读签发稿，先核对摘要；须在事务外面用，审计才留得下。

    :raises Refused: 还没签发；与签发时的摘要不符（记入审计）。
    """
    version = outgoing.signed_version
    if version is None:
        raise Refused("这份稿子还没有签发。", code="not-signed")
    if version.digest != outgoing.signed_digest:
        raise altered(outgoing.matter, f"签发稿（{version}）与签发时的摘要不符", by=by)
    return gongwen_of(version, by=by)


def digest_of(text: str) -> str:
    """公文数据的 SHA-256。"""
    return hashlib.sha256(text.encode()).hexdigest()


def gongwen_of(version: DraftVersion, *, by: Person | None = None) -> Gongwen:
    """稿子的一版是怎样的公文，先核对摘要；须在事务外面用，审计才留得下。

    :raises Refused: 与存下时的摘要不符，或者读不出来（都记入审计）。
    """
    if digest_of(version.gongwen) != version.digest:
        raise altered(version.matter, f"{version}稿子与存下时的摘要不符", by=by)
    try:
        return from_json(version.gongwen)
    except Rejected as fault:
        raise altered(version.matter, f"{version}稿子读不出来", by=by) from fault


def altered(matter: Matter, what: str, *, by: Person | None) -> Refused:
    """记一条审计，给出拒绝的话；`what` 说哪一份怎么不对，不带句号。"""
    audit.record("draft.altered", by=by, target=matter.target, detail=what, is_done=False)
    return Refused(ALTERED.format(what), code="draft-altered")


def same_words(one: Gongwen, other: Gongwen) -> bool:
    """除了标点、空白和格式，两份公文的字一样不一样；系统填的不比。"""
    return one.kind == other.kind and _content(one) == _content(other)


def _content(gongwen: Gongwen) -> dict[str, str]:
    found: dict[str, str] = {}
    for words in words_of(gongwen):
        if words.element not in SYSTEM and words.text not in LOOKS:
            found[words.element] = found.get(words.element, "") + words.text
    plain = {name: bare_words(text) for name, text in found.items()}
    return {**{name: text for name, text in plain.items() if text}, **_pictures(gongwen)}


def _pictures(gongwen: Gongwen) -> dict[str, str]:
    data = b"".join(block.data for _, block in blocks_of(gongwen) if isinstance(block, Picture))
    return {"图": hashlib.sha256(data).hexdigest()} if data else {}


def bare_words(text: str) -> str:
    """只留字和有意思的符号：小数点、百分号、起止号、正负号都算字。"""
    plain = DASHES.sub("~", unicodedata.normalize("NFKC", text))
    return "".join(_kept(plain))


def _kept(plain: str) -> Iterator[str]:
    meant = {found.start() for found in KEPT.finditer(plain)}
    for place, char in enumerate(plain):
        if place in meant or not MARKS.match(char):
            yield char
