"""各类事项怎样走一步：代号 → 那一室的几个函数；网页只认这张表。"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from sanban.documents import services as documents
from sanban.documents.models import NumberPrefix
from sanban.documents.services import inking, issuing
from sanban.documents.services.issuing import Extra
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.supervision import services as supervision
from sanban.supervision.services import ItemExtra
from sanban.web.matters.given import asked, choice, copies, day, people, remark, uploads
from sanban.web.request import Request, number

Act = Callable[..., Matter]


@dataclass(frozen=True, slots=True)
class Walk:
    """一类事项怎样走。

    :param move: 照网页上给的走一步；`plain` 是批量里不另要什么的一步。
    :param settle: 办过通用动作以后还要顺手改的。
    """

    move: Callable[[Request, Matter, str], Matter]
    plain: Act
    send_back: Act
    withdraw: Act
    direct_send: Act
    terminate: Act
    settle: Callable[[Request, Matter], object]


def _move_document(request: Request, matter: Matter, code: str) -> Matter:
    readers = people(request, "readers")
    return _given(documents.move, request, matter, code)(readers=readers)


def _move_outgoing(request: Request, matter: Matter, code: str) -> Matter:
    return _given(issuing.move, request, matter, code)(extra=_extra(request))


def _move_item(request: Request, matter: Matter, code: str) -> Matter:
    extra = ItemExtra(due_on=day(request, "due_on"), follow_up_on=day(request, "follow_up_on"))
    return _given(supervision.move, request, matter, code)(extra=extra)


def _given(act: Act, request: Request, matter: Matter, code: str) -> "partial[Matter]":
    """各类都要的几项。"""
    return partial(
        act,
        matter,
        code,
        asked=asked(request),
        remark=remark(request),
        choice=choice(request),
        uploads=uploads(request),
    )


def _extra(request: Request) -> Extra:
    """发文的几步另要的：答复、仍送签发的理由、代字、份数。"""
    given = request.POST
    prefix = NumberPrefix.objects.filter(pk=number(given.get("prefix")) or 0).first()
    return Extra(
        answer=given.get("answer", ""),
        override=given.get("override", "").strip()[:300],
        prefix=prefix if given.get("prefix") else None,
        copies=copies(request) if given.get("copies", "").strip() else None,
        readers=people(request, "readers"),
    )


def _settle_copies(request: Request, matter: Matter) -> None:
    documents.settle_copies(matter, by=request.me, now=request.now)


def _nothing(request: Request, matter: Matter) -> None:
    """督办的各个动作自己已经改好台账。"""


DOCUMENT = Walk(
    move=_move_document,
    plain=documents.move,
    send_back=inking.send_back,
    withdraw=documents.withdraw,
    direct_send=matters.direct_send,
    terminate=matters.terminate,
    settle=_settle_copies,
)
WALKS: dict[str, Walk] = {
    "outgoing": Walk(
        move=_move_outgoing,
        plain=documents.move,
        send_back=inking.send_back,
        withdraw=documents.withdraw,
        direct_send=matters.direct_send,
        terminate=matters.terminate,
        settle=_settle_copies,
    ),
    "supervised_item": Walk(
        move=_move_item,
        plain=supervision.move,
        send_back=supervision.send_back,
        withdraw=supervision.withdraw,
        direct_send=supervision.direct_send,
        terminate=supervision.terminate,
        settle=_nothing,
    ),
}


def walk_of(matter: Matter) -> Walk:
    """这件事项照哪一行走；表上没有的照收文。"""
    return WALKS.get(matter.kind, DOCUMENT)


def plain_walk(matter: Matter, code: str, **given: object) -> Matter:
    """批量里走一步：各照各的。"""
    return walk_of(matter).plain(matter, code, **given)
