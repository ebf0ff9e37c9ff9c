"""登记要填的各项：整理、核对、默认的时限。"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from sanban.core.errors import Refused
from sanban.core.models import Holiday
from sanban.core.workdays import CLOSING
from sanban.documents.models import Incoming, Intake, Nature, SecrecyLevel
from sanban.documents.services import keys
from sanban.files.services.guards import Upload
from sanban.matters.models import Matter, Urgency
from sanban.people.models import Org

# 办理时限的惯例（domain.md §1.8；没有全国统一规定，各单位可改）：天数，是否自然日
# fmt: off
DUE_DAYS = {
    Urgency.TOP:  (1,  True),
    Urgency.HIGH: (3,  False),
    Urgency.LOW:  (10, False),
    Urgency.NONE: (15, False),
}
# 在收文这张表里的各项，与登记的项同名
COLUMNS = (
    "sender_name", "sender_org", "sender_number", "doc_kind", "issue_date", "main_recipient",
    "copy_no", "copies", "pages", "attachment_note", "summary", "nature", "secrecy_level",
    "handling_proposal",
)
TYPED = (
    "title", "sender_name", "sender_number", "doc_kind", "main_recipient", "copy_no",
    "attachment_note", "summary", "handling_proposal",
)
# fmt: on
CHOICES = (("nature", Nature), ("secrecy_level", SecrecyLevel), ("urgency", Urgency))
NEEDED = (("title", "标题"), ("sender_name", "来文单位"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """登记簿的一行要填的各项。

    :param due_on: 办理时限；为空的办件按紧急程度取惯例，阅件不限。
    :param handling_proposal: 拟办意见草稿，送拟办时给主任看。
    :param attachments: 一并来的附件。
    :param others: 一并放进来的来件，作为这一份的附件。
    """

    title: str
    sender_name: str
    sender_org: Org | None = None
    sender_number: str = ""
    doc_kind: str = ""
    issue_date: date | None = None
    main_recipient: str = ""
    copy_no: str = ""
    copies: int | None = None
    pages: int | None = None
    attachment_note: str = ""
    summary: str = ""
    nature: str = Nature.ACTION
    secrecy_level: str = SecrecyLevel.PUBLIC
    urgency: str = Urgency.NONE
    due_on: date | None = None
    handling_proposal: str = ""
    received_at: datetime | None = None
    attachments: tuple[Upload, ...] = ()
    others: tuple[Intake, ...] = ()


def default_due(urgency: str, nature: str, *, now: datetime) -> date | None:
    """按惯例的办理时限；阅件不限。"""
    if nature == Nature.READ:
        return None
    days, natural = DUE_DAYS[Urgency(urgency)]
    today = timezone.localtime(now).date()
    if natural:
        return today + timedelta(days)
    return Holiday.objects.calendar(today).add(today, days)


def due_moment(day: date | None) -> datetime | None:
    """时限那天下班的时刻。"""
    zone = timezone.get_default_timezone()
    return datetime.combine(day, CLOSING, zone) if day else None


def tidy(form: Registration) -> Registration:
    """去掉首尾空白和看不见的字符；标题里的换行连起来。"""
    typed: dict[str, Any] = {name: _plain(getattr(form, name)) for name in TYPED}
    lines = {name: " ".join(typed[name].split()) for name in ("title", "sender_name")}
    return replace(form, **typed | lines)


def _plain(words: str) -> str:
    return words.replace("\0", "").replace("\u200b", "").strip()


def check(form: Registration, *, now: datetime) -> None:
    """核对各项。

    :raises Refused: 缺标题或来文单位、太长、不在可选之列、收文时间在以后、时限早于收文。
    """
    for name, label in NEEDED:
        if not getattr(form, name):
            raise Refused(f"没有填{label}，请填好再登记。", code=f"no-{name.replace('_', '-')}")
    check_lengths({name: getattr(form, name) for name in TYPED})
    for name, choices in CHOICES:
        if getattr(form, name) not in choices.values:
            label = label_of(name)
            raise Refused(f"“{label}”请从所列的几项里选。", code="bad-choice")
    _check_days(form, now)


def _check_days(form: Registration, now: datetime) -> None:
    received = form.received_at or now
    if received > now + timedelta(minutes=5):
        raise Refused("收文时间不能晚于现在，请改正。", code="bad-day")
    if form.due_on and form.due_on < timezone.localtime(received).date():
        raise Refused("办理时限早于收文日期，请改正。", code="bad-day")


def check_lengths(values: dict[str, Any]) -> None:
    """各项的长短。

    :raises Refused: 太长。
    """
    for name, value in values.items():
        longest = _field(name).max_length
        if longest and isinstance(value, str) and len(value) > longest:
            said = f"“{label_of(name)}”有 {len(value)} 个字，最多 {longest} 个，请改短。"
            raise Refused(said, code="too-long")


def _field(name: str) -> Any:
    return (Matter if name in ("title", "urgency") else Incoming)._meta.get_field(name)


def label_of(name: str) -> str:
    """一项的中文名称。"""
    return str(_field(name).verbose_name)


def columns(form: Registration) -> dict[str, Any]:
    """收文这张表里的各项和比对用的键。"""
    return {name: getattr(form, name) for name in COLUMNS} | {
        "sender_number_key": keys.number_key(form.sender_number),
        "title_key": keys.title_key(form.title),
    }
