"""往外送提醒：先在库里领下，再去送，送完记下；送不成的隔一阵再送，一条也不丢。"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import quote

from django.db import transaction

from sanban.inbox.models import Channel, ContactAddress, Delivery, DeliveryState
from sanban.inbox.services.channels import ADDRESS, TELEPHONE, is_personal
from sanban.inbox.services.outside import push

BACK_OFF = (1, 5, 30, 120, 480)
"""没送成的，隔几分钟再送；共送六回。"""
LEASE = timedelta(minutes=10)
"""领下以后多久没有结果，就当送的进程没了，重新领。"""
AT_ONCE, LISTED, PATIENCE = 200, 5, 3
"""一回领几条；内网的话里列几条标题；一条通道接连几次送不成，这一回不再试它。"""
BUDGET = 30.0
"""一回至多送几秒；后台还有别的工作，没轮到的下一回再送。"""
REST = timedelta(minutes=5)
"""送不成的通道，没试到的歇多久；没试过的不算一回。"""
KEPT = timedelta(days=60)
OUTSIDE = "您有 {} 条新提醒，请登录办公系统查看。"
TRIAL = "这是一条试送的提醒，收到就是通的。"


@dataclass(frozen=True, slots=True)
class Parcel:
    """往一个地址送的一批：合成一段话。"""

    channel: Channel
    address: str
    rows: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """一回送的结果：送到、没送成、不必送各几条。"""

    done: int
    put_off: int
    skipped: int


def forward(*, now: datetime) -> Sent:
    """把到时候的都送出去；没有要送的，什么也不打开。"""
    parcels, skipped = _packed(_claim(now))
    refused: Counter[int] = Counter()
    end = monotonic() + BUDGET
    done = 0
    for parcel in parcels:
        if monotonic() > end:
            _leave(parcel, now)
        elif refused[parcel.channel.pk] >= PATIENCE:
            _leave(parcel, now + REST)
        else:
            done += _hand_over(parcel, refused, now)
    return Sent(done, sum(len(one.rows) for one in parcels) - done, skipped)


@transaction.atomic
def _claim(now: datetime) -> list[Delivery]:
    """领一批：先推迟下一回，别的进程就不会同时送。"""
    due = Delivery.objects.due(now).select_for_update(of=("self",))
    ids = list(due.values_list("pk", flat=True)[:AT_ONCE])
    rows = Delivery.objects.filter(pk__in=ids)
    rows.update(next_try_at=now + LEASE)
    return list(rows.select_related("message", "channel", "person").order_by("pk"))


def _packed(rows: list[Delivery]) -> tuple[list[Parcel], int]:
    """按通道、地址合成几批；不必送的、没有地址的当场了结。"""
    contacts = {
        (one.channel_id, one.person_id): one.address
        for one in ContactAddress.objects.filter(person__in={row.person_id for row in rows})
    }
    found: dict[tuple[int, str, bool], list[Delivery]] = defaultdict(list)
    skipped = 0
    for row in rows:
        why_not, address = _where(row, contacts.get((row.channel_id, row.person_id), ""))
        if why_not:
            skipped += 1
            _end(row, DeliveryState.SKIPPED, why_not)
        else:
            found[row.channel_id, address, row.message_id is None].append(row)
    parcels = [Parcel(rows[0].channel, key[1], tuple(rows)) for key, rows in found.items()]
    return parcels, skipped


def _where(row: Delivery, contact: str) -> tuple[str, str]:
    """为什么不必送（该送的为空），送到哪里。"""
    address = row.channel.address
    telephone = row.person.telephone
    message = row.message
    tests = (
        (message is not None and message.read_at is not None, "已经在系统里读了"),
        (not row.person.is_active, "人已离岗"),
        (ADDRESS in address and not contact, "没有记此人的地址"),
        (TELEPHONE in address and not telephone, "没有登记此人的电话"),
    )
    why_not = next((said for is_so, said in tests if is_so), "")
    filled = address.replace(ADDRESS, quote(contact, safe="@"))
    return why_not, filled.replace(TELEPHONE, quote(telephone, safe=""))


def _leave(parcel: Parcel, until: datetime) -> None:
    """这一回不送，到时候再送；不算送过。"""
    Delivery.objects.filter(pk__in=[row.pk for row in parcel.rows]).update(next_try_at=until)


def _hand_over(parcel: Parcel, refused: Counter[int], now: datetime) -> int:
    """送一批，记下结果，返回送到几条。"""
    fault = push(parcel.address, body=text_of(parcel))
    pk = parcel.channel.pk
    refused[pk] = refused[pk] + 1 if fault else 0
    with transaction.atomic():
        for row in parcel.rows:
            if fault:
                _put_off(row, fault, now=now)
            else:
                row.sent_at, row.tries = now, row.tries + 1
                _end(row, DeliveryState.SENT, "试送" if row.message is None else "")
    return 0 if fault else len(parcel.rows)


def text_of(parcel: Parcel) -> str:
    """送出去的话：外网的、送到群里的只说有几条；内网逐人送的才带标题。"""
    titles = [row.message.title for row in parcel.rows if row.message is not None]
    if not titles:
        return TRIAL
    said = OUTSIDE.format(len(titles))
    if not (parcel.channel.is_inside and is_personal(parcel.channel)):
        return said
    rest = [f"另有 {len(titles) - LISTED} 条"] if len(titles) > LISTED else []
    return "\n".join([said, *titles[:LISTED], *rest])


def _put_off(row: Delivery, fault: str, *, now: datetime) -> None:
    row.tries += 1
    if row.tries > len(BACK_OFF) or row.message is None:
        _end(row, DeliveryState.FAILED, fault)
        return
    row.next_try_at = now + timedelta(minutes=BACK_OFF[row.tries - 1])
    row.note = fault
    row.save(update_fields=["tries", "next_try_at", "note"])


def _end(row: Delivery, state: DeliveryState, note: str) -> None:
    row.state, row.note = state, note
    row.save(update_fields=["state", "note", "sent_at", "tries"])


def prune_deliveries(*, now: datetime) -> int:
    """了结六十天的删去，返回几条。"""
    old = Delivery.objects.exclude(state=DeliveryState.WAITING)
    return old.filter(next_try_at__lt=now - KEPT).delete()[0]
