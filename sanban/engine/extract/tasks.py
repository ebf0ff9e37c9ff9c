"""正文里的事：什么时候以前要报什么、找谁联系、是办件还是阅件。"""

import re
from collections.abc import Iterator
from datetime import date

from sanban.engine.extract.dates import complete, number
from sanban.engine.extract.field import CHECK, Field
from sanban.engine.extract.head import Found
from sanban.engine.roles import Element

N = r"[\d０-９一二三四五六七八九十]{1,3}"
DUE = re.compile(
    rf"(?<!\d)(?<!\d\n)(?:(?P<year>(?:19|20)\d{{2}}|[一二][〇○零一二三四五六七八九]{{3}})\s{{0,6}}年\s{{0,6}}|(?P<this>今年|本年))?"
    rf"(?P<month>{N})\s{{0,6}}月\s{{0,6}}(?:(?P<day>{N})\s{{0,6}}日|(?P<end>底))"
    rf"(?:[（(][^）)]{{1,6}}[）)])?"
    rf"(?:(?:上午|下午|中午|晚)?\s{{0,6}}(?:\d{{1,2}}\s{{0,6}}(?:时|点|[:：]\d{{2}})(?:\d{{1,2}}分)?(?:整|半)?)?"
    rf"\s{{0,6}}(?:下班)?\s{{0,6}}(?:之前|以前|前|截止|为止))"
)
ASK = re.compile(
    r"报送|上报|报至|反馈|报告|答复|回复|函复|提交|报县|报市|报我|报省|发至|发送|报名|回执|报来|报备|报"
)
DO = re.compile(r"完成|落实|到位|办结|整改|参加|开展|到会|拨付|缴")
# 有的文本把一句话折成几行，所以换行不断句
SENTENCE = re.compile(r"[^。！？]+[。！？]?")
END_OF_NAME = r"(?=[，,；;、\s（()）。\d]|联系|电\s*话|办公|手机|咨询|$)"
CONTACT = re.compile(
    rf"联\s{{0,6}}系\s{{0,6}}人(?:及(?:联系)?电话|和电话)?\s{{0,6}}[:：]\s{{0,6}}(?P<name>[一-龥·]{{2,4}}?(?:、[一-龥·]{{2,4}}?)*{END_OF_NAME})?"
    r"(?:[，,；;、\s]{0,9}(?:联系|咨询|办公)?\s{0,6}(?:电\s{0,6}话|手\s{0,6}机|方式)\s{0,6}[:：])?"
    r"[，,；;、\s（(]{0,9}(?P<phone>1\d{10}|(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?:[-—－转]\d{1,4})?)?"
)
ASK_APPROVAL = re.compile(r"[妥当可]否，?请[一-龥]{0,6}(?:批示|批复|审批|审示|指示|核准)")
ASK_ANSWER = re.compile(
    r"请(?:予|及时|尽快)?[一-龥]{0,6}(?:函复|回复|答复|研提意见|反馈意见|研究提出)"
)
ASK_ACTION = re.compile(
    r"请(?:认真|结合实际|遵照|抓好|对照|按照)[一-龥，、]{0,20}(?:贯彻|执行|落实|组织实施|办理)"
)
FOR_READING = re.compile(
    r"[供请][一-龥]{0,6}(?:参阅|阅知|知悉|参考|周知|学习参考|查收)|特此(?:通报|公告|报告)"
)
DO_IT = re.compile(r"(?:遵照|贯彻|认真)[一-龥]{0,6}(?:执行|落实)|抓好(?:贯彻)?落实|准时参加")
# fmt: off
#  是什么          把握   凭什么
NATURES = (
    ("action_item", 0.80, ASK_APPROVAL),
    ("action_item", 0.80, ASK_ANSWER),
    ("action_item", 0.75, ASK_ACTION),
    ("read_item",   0.75, FOR_READING),
    ("action_item", 0.65, DO_IT),
)
UPWARD = {"请示", "报告"}
KIND_NATURES = {
    "请示": "action_item", "议案": "action_item", "通知": "action_item", "函": "action_item",
    "意见": "action_item", "决定": "read_item", "批复": "action_item", "通报": "read_item",
    "报告": "read_item", "公报": "read_item", "公告": "read_item", "纪要": "read_item",
    "简报": "read_item", "决议": "read_item", "通告": "read_item",
}
# fmt: on


def due_on(found: Found, issued: date | None, *, kind: str = "") -> Field | None:
    """时限，ISO 日期：先取要求报送、反馈的，再取要求完成的。

    上行文（请示、报告）里“力争某日前完成”是来文单位自己的打算，不算。
    """
    floor = 0.85 if kind in UPWARD else CHECK
    dues = (field for element in _texts(found) for field in _dues(element, issued))
    return max(
        (field for field in dues if field.confidence >= floor),
        key=lambda field: field.confidence,
        default=None,
    )


def _texts(found: Found) -> Iterator[Element]:
    for role in ("body", "annotation"):
        yield from found.get(role, [])


def _dues(element: Element, issued: date | None) -> Iterator[Field]:
    for sentence in SENTENCE.finditer(element.text):
        for hit in DUE.finditer(sentence.group()):
            day = _day(hit, issued)
            sure = _asked(sentence.group(), hit)
            if day and sure:
                start = element.start + sentence.start() + hit.start()
                yield Field(
                    value=day.isoformat(),
                    quote=hit.group(),
                    start=start,
                    end=start + len(hit.group()),
                    page=element.page,
                    confidence=sure,
                    note="" if hit["year"] else "原文没有年份，按成文日期补上。",
                )


def _day(hit: re.Match[str], issued: date | None) -> date | None:
    year = number(hit["year"]) if hit["year"] else None
    day = number(hit["day"]) if hit["day"] else None
    return complete(year, number(hit["month"]), day, issued=issued)


def _asked(sentence: str, hit: re.Match[str]) -> float:
    """要求报送的有把握，要求完成的请核对，别的不算。"""
    after = sentence[hit.end() : hit.end() + 40].replace("\n", "")
    if ASK.search(after):
        return 0.9
    if DO.search(after):
        return 0.6
    return 0.5


def contact(found: Found) -> Field | None:
    """联系人和电话。"""
    for element in (*found.get("annotation", []), *_texts(found), *found.get("attachment", [])):
        hit = CONTACT.search(element.text)
        if hit and (hit["name"] or hit["phone"]):
            value = " ".join(part for part in (hit["name"], hit["phone"]) if part)
            start = element.start + hit.start()
            sure = 0.9 if hit["name"] and hit["phone"] else 0.6
            return Field(
                value, hit.group().strip(), start, start + len(hit.group()), element.page, sure
            )
    return None


def nature(found: Found, kind: Field | None, due: Field | None) -> Field | None:
    """办件还是阅件；`quote` 是凭据，猜得的，把握不高于八成。"""
    if due and due.confidence > 0.85:
        return Field("action_item", due.quote, due.start, due.end, due.page, 0.84)
    reading = kind is not None and KIND_NATURES.get(kind.value) == "read_item"
    for value, sure, pattern in NATURES:
        if pattern is DO_IT and reading:
            continue
        for element in _texts(found):
            hit = pattern.search(element.text)
            if hit:
                start = element.start + hit.start()
                return Field(
                    value, hit.group(), start, element.start + hit.end(), element.page, sure
                )
    if kind and kind.value in KIND_NATURES:
        return Field(KIND_NATURES[kind.value], kind.quote, kind.start, kind.end, kind.page, 0.55)
    return None
