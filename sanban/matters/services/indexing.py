"""把事项编进搜索：收集卡片、文件、稿子，当场编短的，长的、没读过的交后台。

每一步留痕、每挂一份文件都叫 `touch`：同一事务里记下要重编，所以丢不了；要当场就搜得到的，
办完时再叫 `refresh`。一份文件的文字只读一次，读过的存在搜索室里。
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Length
from django_tasks_db.models import DBTaskResult

from sanban.core.clock import shared_now
from sanban.core.jobs import job
from sanban.core.prepared import Prepared
from sanban.matters import kinds
from sanban.matters.models import Matter, MatterFile, Step
from sanban.matters.searched import FIRST_PAPER, Searched
from sanban.matters.services.file_words import FIRST_FILE, MADE, read
from sanban.search import services as search
from sanban.search.models import Passage, Reach, span_of
from sanban.search.services import Piece
from sanban.search.tokens import joined

CARD, INNER_CARD = 0, 1
LONGEST_AT_ONCE = 20_000
"""一段超过这么多字，不当场编。"""
BACKED = ("withdraw", "withdraw_opinion")
BATCH = 300
_LENGTHS: Prepared[tuple[str, int, bool]] = Prepared(
    lambda first, last: (
        Passage.objects.within(first, last)
        .annotate(length=Length("body"))
        .values_list("target", "length", "indexed")
    )
)
_SAID: Prepared[tuple[int, str, int | None, str, str]] = Prepared(
    lambda pk: (
        Step.objects.filter(Q(action__in=BACKED) | ~Q(remark=""), matter=pk)
        .order_by("number")
        .values_list("pk", "action", "about", "person_name", "remark")
    )
)
_FILES = Prepared(
    lambda pk: (
        MatterFile.objects.filter(matter=pk)
        .exclude(role__in=MADE)
        .select_related("stored")
        .order_by("pk")[: FIRST_PAPER - FIRST_FILE]
    )
)


def touch(owners: Iterable[int]) -> None:
    """记下这几件要重编，与调用的改动同一事务；提交以后叫后台去编。"""
    search.mark(owners)
    transaction.on_commit(_ask)


def _ask() -> None:
    """有等着编的，又还没有派出去，派一个；没派成的，钟点每分钟补。"""
    if search.is_waiting() and not _is_asked():
        index_waiting.enqueue()


def _is_asked() -> bool:
    return DBTaskResult.objects.ready().filter(task_path=index_waiting.module_path).exists()


@job
def index_waiting() -> str:
    """后台工作：编等着的各件；一次办不完的，再派一个。"""
    done = search.index_pending(gather, now=shared_now(), most=BATCH)
    if done == BATCH:
        index_waiting.enqueue()
    return f"编了 {done} 件"


@dataclass(frozen=True, slots=True)
class _Part:
    """一件事项里的一段，文字还没有读；`is_ready` 是不必读文件，就在库里。"""

    slot: int
    label: str
    target: str
    reach: int
    read: Callable[[], str | None]
    is_ready: bool = False


def gather(owner: int) -> Sequence[Piece] | None:
    """一件事项的各段；先前读过的文件、稿子不再读。没有这一件的为空。"""
    matter = Matter.objects.filter(pk=owner).first()
    if matter is None:
        return None
    searched = kinds.named(matter.kind).searched(matter)
    head, known = _head(matter, searched), _known(owner)
    return [
        _piece(part, head, None if part.target in known and not part.is_ready else part.read())
        for part in _parts(matter, searched)
    ]


def refresh(matter: Matter) -> None:
    """当场编：卡片和读过的文件；在改动的同一事务里、改完以后叫。没读过的和太长的留给后台。"""
    searched = kinds.named(matter.kind).searched(matter)
    head, known = _head(matter, searched), _known(matter.pk)
    parts = list(_parts(matter, searched))
    ready = [one for one in parts if one.is_ready or known.get(one.target)]
    search.put(
        matter.pk,
        [_piece(one, head, one.read() if one.is_ready else None) for one in ready],
        whole=False,
    )
    if len(ready) == len(parts):
        search.settled(matter.pk)


def _known(owner: int) -> dict[str, bool]:
    """先前存下的各段，和能不能当场编：编过的，或者不太长的。"""
    found = _LENGTHS.rows(*span_of(owner))
    return {target: indexed or length <= LONGEST_AT_ONCE for target, length, indexed in found}


def _piece(part: _Part, head: str, body: str | None) -> Piece:
    return Piece(part.slot, head, body, reach=part.reach, label=part.label, target=part.target)


def _head(matter: Matter, searched: Searched) -> str:
    return joined([matter.title, *searched.head])


def _parts(matter: Matter, searched: Searched) -> Iterator[_Part]:
    """卡片、内部的卡片、文件、稿子。"""
    inner = Reach.INSIDE if searched.is_inner else Reach.SEEN
    words = partial(_words, matter, searched)
    if searched.is_inner:
        yield _Part(CARD, "", "card", Reach.SEEN, str, is_ready=True)
        yield _Part(INNER_CARD, "意见", "inner", inner, words, is_ready=True)
    else:
        yield _Part(CARD, "", "card", inner, words, is_ready=True)
    yield from _file_parts(matter, searched)
    for paper in searched.papers:
        yield _Part(paper.slot, paper.label, paper.target, inner, paper.text)


def _words(matter: Matter, searched: Searched) -> str:
    """长些的各栏和各人的意见；撤下的意见不在内。"""
    steps = _SAID.rows(matter.pk)
    gone = {about for _, action, about, _, _ in steps if action in BACKED}
    said = [f"{name}：{text}" for pk, _, _, name, text in steps if text and pk not in gone]
    return joined([*searched.body, *said])


def _file_parts(matter: Matter, searched: Searched) -> Iterator[_Part]:
    for slot, file in enumerate(_FILES.rows(matter.pk), FIRST_FILE):
        reach = _reach(file, searched)
        yield _Part(slot, file.name, f"file:{file.pk}", reach, partial(read, file))


def _reach(file: MatterFile, searched: Searched) -> int:
    """换下的、撤回的只有保管的人看得见；没随件发出去的只有内部的人看得见。"""
    if file.replaced_by_id or file.retracted_at:
        return Reach.KEPT
    return Reach.INSIDE if searched.is_inner and not searched.is_out(file) else Reach.SEEN
