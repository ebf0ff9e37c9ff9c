"""机关代字：添、排次序、停用和再用、删去没用过的。"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.documents.models import FORMAT_CHOICES, NumberPrefix, Outgoing
from sanban.people.models import Org, Person, RoleCode

KEEPERS = (RoleCode.CLERK, RoleCode.DIRECTOR)
LETTERS = re.compile(r"[一-龥A-Za-z]{1,12}")


@dataclass(frozen=True, kw_only=True, slots=True)
class PrefixForm:
    """一个代字要填的几项。"""

    issuer: str
    text: str
    label: str = ""
    format: str = "general"
    mark_suffix: str = "文件"


def add_prefix(form: PrefixForm, *, by: Person) -> NumberPrefix:
    """给本单位添一个代字，排在最后。

    :raises Refused: 不是文书或主任；代字写得不对；已经有了；没写发文机关。
    """
    _check_keeper(by.org, by)
    text, issuer = form.text.strip(), form.issuer.strip()
    _check(text, issuer, form)
    with transaction.atomic():
        rows = NumberPrefix.objects.select_for_update().filter(org=by.org)
        if any(one.text == text for one in rows):
            raise Refused(f"“{text}”已经有了，不必再添；停用了的请在表里重新启用。", code="twice")
        made = NumberPrefix.objects.create(
            org=by.org,
            issuer=issuer,
            text=text,
            label=form.label.strip(),
            format=form.format,
            mark_suffix=form.mark_suffix.strip(),
            position=max((one.position for one in rows), default=0) + 1,
        )
        audit.record("prefix.add", by=by, target=f"prefix:{made.pk}", detail=text)
    return made


def _check(text: str, issuer: str, form: PrefixForm) -> None:
    if not LETTERS.fullmatch(text):
        said = "代字只写汉字或字母，至多 12 个，如“演政发”；年份和序号由系统来编。"
        raise Refused(said, code="bad-prefix")
    if not issuer:
        raise Refused("请写明用这个代字以哪个机关的名义发文。", code="no-issuer")
    if form.format not in dict(FORMAT_CHOICES):
        raise Refused("请选一种公文格式。", code="bad-choice")


def _check_keeper(org: Org, by: Person) -> None:
    if not any(held.org_id == org.pk and held.role in KEEPERS for held in by.holdings.all()):
        raise Refused("机关代字由本单位的文书或主任来管。", code="not-clerk")


@transaction.atomic
def set_prefix_active(prefix: NumberPrefix, active: bool, *, by: Person) -> NumberPrefix:
    """停用或再用；停用的不再给新的发文选，给过的号都还在。

    :raises Refused: 不是文书或主任。
    """
    fresh = _locked(prefix, by)
    fresh.is_active = active
    fresh.save(update_fields=["is_active"])
    act = "prefix.resume" if active else "prefix.stop"
    audit.record(act, by=by, target=f"prefix:{fresh.pk}", detail=fresh.text)
    return fresh


@transaction.atomic
def remove_prefix(prefix: NumberPrefix, *, by: Person) -> None:
    """删去一个没用过的代字。

    :raises Refused: 不是文书或主任；已经给过号，或者有稿子在用。
    """
    fresh = _locked(prefix, by)
    if fresh.numbers.exists() or Outgoing.objects.filter(prefix=fresh).exists():
        said = f"“{fresh.text}”已经用过，删去了号就没有根据；不再用的请“停用”。"
        raise Refused(said, code="used")
    audit.record("prefix.remove", by=by, target=f"prefix:{fresh.pk}", detail=fresh.text)
    fresh.delete()


@transaction.atomic
def order_prefixes(prefixes: Sequence[NumberPrefix], *, by: Person) -> None:
    """照给出的次序排。

    :raises Refused: 不是文书或主任。
    """
    for place, one in enumerate(prefixes, start=1):
        _check_keeper(one.org, by)
        NumberPrefix.objects.filter(pk=one.pk).update(position=place)
    audit.record("prefix.order", by=by, detail="、".join(one.text for one in prefixes))


def _locked(prefix: NumberPrefix, by: Person) -> NumberPrefix:
    rows = NumberPrefix.objects.select_related("org").select_for_update(of=("self",))
    fresh = rows.get(pk=prefix.pk)
    _check_keeper(fresh.org, by)
    return fresh
