"""稿子的各版：存一版、取一版的公文；有人先存了的，后到的一稿留着不丢。"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import DraftVersion, LateDraft, Outgoing, Way
from sanban.documents.services.drafting.columns import sync
from sanban.documents.services.drafting.permits import check_editor, check_lock
from sanban.documents.services.frozen import digest_of, gongwen_of
from sanban.engine.gongwen import elements as of
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.serialise import to_json
from sanban.engine.gongwen.writing import plain_text
from sanban.files.models import StoredFile
from sanban.files.services import guards
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.matters.services import Entry
from sanban.people.models import Person

LONGEST = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """要存的一版：公文、来由、作者的原文件、从第几版改起（为空不比）。"""

    gongwen: Gongwen
    way: str
    reason: str = ""
    source: StoredFile | None = None
    source_name: str = ""
    base: int | None = None

    @property
    def text(self) -> str:
        """存进库里的样子。"""
        return to_json(self.gongwen)

    @property
    def digest(self) -> str:
        """存进库里的样子的 SHA-256。"""
        return digest_of(self.text)


class Late(Refused):
    """有人先存了新的一版。"""


def text_of(version: DraftVersion) -> str:
    """一版的全文：标题、主送、正文、附件、落款、抄送，一段一行。"""
    return plain_text(gongwen_of(version))


def newest(matter: Matter) -> DraftVersion:
    """最新的一版。

    :raises Refused: 还没有稿子。
    """
    found = DraftVersion.objects.newest(matter)
    if found is None:
        raise Refused("这件事项还没有稿子，请先起草。", code="no-draft")
    return found


def version_of(matter: Matter, number: int) -> DraftVersion:
    """第几版。

    :raises Refused: 没有这一版。
    """
    found = DraftVersion.objects.of(matter).filter(number=number).first()
    if found is None:
        raise Refused("没有这一版稿子，请刷新页面再看。", code="no-such-version")
    return found


def add_version(
    outgoing: Outgoing,
    gongwen: Gongwen,
    *,
    way: str,
    reason: str,
    by: Person,
    now: datetime,
    source: StoredFile | None = None,
) -> DraftVersion:
    """在最新一版上存一版，不管从第几版改起；要比有没有人先存了，用 `keep`。

    :raises Refused: 不由此人改、别人正在编辑、太长、带密级标志。
    """
    saved = Saved(gongwen=gongwen, way=way, reason=reason.strip()[:300], source=source)
    return keep(outgoing, saved, by=by, now=now)


def nothing_more() -> None:
    """存稿之外没有一并要做的。"""


def keep(
    outgoing: Outgoing,
    saved: Saved,
    *,
    by: Person,
    now: datetime,
    along: Callable[[], None] = nothing_more,
) -> DraftVersion:
    """存一版：看环节、看锁、看有没有人先存了；与最新一版一样的不另存。

    :param along: 与存稿同一个事务里一并做的，如改登记簿；它拒绝了，稿也不存。
    :raises Refused: 同 `add_version`；有人先存了（代号 late），这一稿另存为“没有并入的稿”。
    """
    guards.check_typed([saved.reason, *plain_text(saved.gongwen).split("\n")], by=by)
    try:
        with transaction.atomic():
            version = _keep(outgoing, saved, by=by, now=now)
            along()
            return version
    except Late:
        late = set_aside(outgoing.matter, saved, by=by, now=now)
        raise Refused(_too_late(late), code="late") from None


def _keep(outgoing: Outgoing, saved: Saved, *, by: Person, now: datetime) -> DraftVersion:
    matter = matters.running(outgoing.matter)
    if saved.way != Way.START:
        check_editor(matter, by)
        check_lock(matter, by, now=now)
    last = DraftVersion.objects.newest(matter)
    if last and _is_same(last, saved):
        return last
    if last and saved.base is not None and saved.base != last.number:
        raise Late("", code="late")
    version = add_after(last, saved, matter=matter, by=by, now=now)
    said = f"{version}（{Way(saved.way).label}）"
    note = f"{said}：{saved.reason}" if saved.reason else said
    matters.write(matter, Entry("save_draft", "存稿", note=note, is_work=False), by=by, now=now)
    sync(outgoing, matter, saved.gongwen)
    return version


def append(last: DraftVersion, saved: Saved, *, by: Person, now: datetime) -> DraftVersion:
    """系统在最新一版上填好编号、日期，添一版；什么也没变的不添。

    不看由谁改、不另记一步留痕，登记簿各栏不动；须已锁住事项。
    """
    if _is_same(last, saved):
        return last
    return add_after(last, saved, matter=last.matter, by=by, now=now)


def _is_same(last: DraftVersion, saved: Saved) -> bool:
    """连按两次，或者什么也没改。"""
    source = saved.source.pk if saved.source else None
    return last.digest == saved.digest and source in (None, last.source_id)


def add_after(
    last: DraftVersion | None, saved: Saved, *, matter: Matter, by: Person, now: datetime
) -> DraftVersion:
    """接着一版写下一版；稿子的每一版都从这里写，须已锁住事项。

    :raises Refused: 太长。
    """
    text = saved.text
    if len(text) > LONGEST:
        said = "稿子太长，存不下。请把大表、大图改成单独的附件再存。"
        raise Refused(said, code="too-long")
    return DraftVersion.objects.create(
        matter=matter,
        number=last.number + 1 if last else 1,
        gongwen=text,
        digest=digest_of(text),
        source=saved.source,
        source_name=saved.source_name[:255],
        way=saved.way,
        reason=saved.reason[:300],
        characters=characters(saved.gongwen),
        stage=matter.stage,
        by=by,
        made_at=now,
    )


def characters(gongwen: Gongwen) -> int:
    """正文的字数：不算空白；附件、标题、落款不算（减负规定说的是正文）。"""
    body = gongwen.first(of.Body)
    only = replace(gongwen, elements=(body,) if body else ())
    return len("".join(plain_text(only).split()))


def _too_late(late: LateDraft) -> str:
    first = DraftVersion.objects.select_related("by").get(
        matter=late.matter_id, number=late.beaten_by
    )
    when = f"{timezone.localtime(first.made_at):%-m月%-d日 %H:%M}"
    return (
        f"{first.by.name}已于{when}先存了第 {first.number} 版，您这一稿没有并入，也没有丢："
        "请刷新页面，在“没有并入的稿”里与新版比较，再决定采用还是放弃。"
    )


@transaction.atomic
def set_aside(matter: Matter, saved: Saved, *, by: Person, now: datetime) -> LateDraft:
    """留下晚到的一稿，事项办结了也留；同一份连按两次的只留一份。"""
    fresh = matters.locked(matter)
    last = newest(fresh)
    same = LateDraft.objects.waiting(fresh, by).filter(gongwen=saved.text).first()
    if same:
        return same
    target = fresh.target
    audit.record("draft.late", by=by, target=target, detail=f"第 {saved.base} 版之后")
    return LateDraft.objects.create(
        matter=fresh,
        base=saved.base or 0,
        beaten_by=last.number,
        gongwen=saved.text,
        source=saved.source,
        source_name=saved.source_name[:255],
        way=saved.way,
        reason=saved.reason,
        by=by,
        made_at=now,
    )
