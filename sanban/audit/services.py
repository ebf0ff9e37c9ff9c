"""记审计、封存、查验。"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from sanban.audit.models import GENESIS, AuditLog, AuditSeal, digest_of
from sanban.core import services as core
from sanban.core.pouring import pour

BLOCK = 5000
SETTLED, GAP = timedelta(seconds=30), timedelta(minutes=10)
SEEN = "audit_seen"
MANY = ("happened_at", "actor_id", "actor_name", "act", "address", "is_done", "target", "detail")

_address: ContextVar[str] = ContextVar("address", default="")


class Actor(Protocol):
    """能被记下的人：有编号，有姓名。"""

    @property
    def actor_id(self) -> str:
        """编号。"""

    @property
    def actor_name(self) -> str:
        """姓名。"""


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """这段时间里的记录都注明来自哪个地址。"""
    token = _address.set(address[:60])
    try:
        yield
    finally:
        _address.reset(token)


def record(
    act: str, *, by: Actor | None, target: str = "", detail: str = "", is_done: bool = True
) -> None:
    """记一条，与所记的事同一事务；`by` 为空表示系统自己。"""
    _pour(act, [(target, detail)], by, is_done)


def record_many(act: str, told: Iterable[tuple[str, str]], *, by: Actor | None) -> None:
    """一次记下许多条同样的动作；`told` 的每项是对象和说明，别的同 `record`。"""
    _pour(act, told, by, True)


def _pour(act: str, told: Iterable[tuple[str, str]], by: Actor | None, is_done: bool) -> None:
    who = (by.actor_id, by.actor_name) if by else ("", "系统")
    common = (timezone.now(), *who, act, _address.get(), is_done)
    pour(AuditLog, MANY, ((*common, target, detail[:500]) for target, detail in told))


@transaction.atomic
def seal(*, now: datetime) -> AuditSeal | None:
    """把没封的记录封成一块：封到上回看见的末行，隔够了才封，免得漏掉那时还没提交的。

    不看各行自己写的时间，几台机器的钟不一样。行号有缺的，多半是没办成的，也可能还没提交，多等一阵。

    :param now: 大家共用的此刻（`core.clock.shared_now`）。
    """
    last = AuditSeal.objects.select_for_update().order_by("-last_id").first()
    after = last.last_id if last else 0
    until, waited = _seen(after, now)
    rows = list(AuditLog.objects.filter(id__gt=after, id__lte=until).order_by("id")[:BLOCK])
    is_whole = bool(rows) and rows[-1].pk - after == len(rows)
    if not rows or waited < (SETTLED if is_whole else GAP):
        return None
    previous = last.digest if last else GENESIS
    return AuditSeal.objects.create(
        first_id=rows[0].pk,
        last_id=rows[-1].pk,
        rows=len(rows),
        digest=digest_of(rows, previous),
        previous=previous,
        sealed_at=now,
    )


def _seen(after: int, now: datetime) -> tuple[int, timedelta]:
    """上回看见的末行，是多久以前看的；封完了、钟回拨了，就记下现在的末行，下回再说。"""
    words = core.options(SEEN).get(SEEN, "0 ").split(" ")
    until, seen_at = int(words[0]), datetime.fromisoformat(words[1]) if words[1] else now
    if until > after and now >= seen_at:
        return until, now - seen_at
    newest = AuditLog.objects.aggregate(last=Max("id"))["last"] or 0
    if newest > after:
        core.set_option(SEEN, f"{newest} {now.isoformat()}")
    return newest, timedelta()


@dataclass(frozen=True, slots=True)
class Report:
    """查验结果：封了几块几行，断在哪里，末尾还有几行没封。"""

    blocks: int
    rows: int
    breaks: tuple[str, ...]
    unsealed: int


def verify() -> Report:
    """逐块重算，报告断处；只报不改。"""
    previous, reached, rows = GENESIS, 0, 0
    breaks: list[str] = []
    blocks = list(AuditSeal.objects.order_by("last_id"))
    for block in blocks:
        breaks += _faults(block, previous, reached)
        previous, reached, rows = block.digest, block.last_id, rows + block.rows
    tail = AuditLog.objects.filter(id__gt=reached).count()
    return Report(len(blocks), rows, tuple(breaks), tail)


def _faults(block: AuditSeal, previous: str, reached: int) -> Iterator[str]:
    rows = list(AuditLog.objects.filter(id__gt=reached, id__lte=block.last_id).order_by("id"))
    where = f"第 {block.first_id} 至 {block.last_id} 行"
    if block.previous != previous:
        yield f"{where}：与上一块接不上"
    if len(rows) != block.rows:
        yield f"{where}：封存时 {block.rows} 行，现有 {len(rows)} 行"
    elif digest_of(rows, block.previous) != block.digest:
        yield f"{where}：内容与封存时不一致"
