"""常用意见：自己的自己改，公用的由文书、主任改。"""

from collections.abc import Sequence

from django.db import transaction

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.matters.models import Phrase
from sanban.people.models import Person, RoleCode, RoleHolding

KEEPERS = (RoleCode.CLERK, RoleCode.DIRECTOR)
MOST = 30
LONGEST = 200


def keeps_public(person: Person) -> bool:
    """能不能改公用的：文书、主任能。"""
    return RoleHolding.objects.filter(person=person, role__in=KEEPERS).exists()


@transaction.atomic
def add_phrase(text: str, *, by: Person, stage: str = "", is_public: bool = False) -> Phrase:
    """添一条，排在最后；`stage` 为空各环节都用。

    :raises Refused: 空着、太长、已经有了、太多、无权改公用的。
    """
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise Refused(f"请填写意见，不超过 {LONGEST} 个字。", code="bad-text")
    owner = None if is_public else by
    _check_keeper(owner, by)
    rows = Phrase.objects.filter(person=owner, stage=stage)
    if rows.filter(text=said).exists():
        raise Refused("这一条已经有了。", code="same-text")
    if rows.count() >= MOST:
        raise Refused(f"常用意见至多 {MOST} 条，请先删去不用的。", code="too-many")
    made = Phrase.objects.create(person=owner, stage=stage, text=said, position=rows.count() + 1)
    audit.record("phrase.add", by=by, target=f"phrase:{made.pk}")
    return made


@transaction.atomic
def remove_phrase(phrase: Phrase, *, by: Person) -> None:
    """删一条。

    :raises Refused: 不是自己的；公用的而无权改。
    """
    _check_keeper(phrase.person, by)
    audit.record("phrase.remove", by=by, target=f"phrase:{phrase.pk}")
    phrase.delete()


@transaction.atomic
def reorder_phrases(phrases: Sequence[Phrase], *, by: Person) -> int:
    """按给的次序重排，返回几条。

    :raises Refused: 不是自己的；公用的而无权改。
    """
    for place, phrase in enumerate(phrases, start=1):
        _check_keeper(phrase.person, by)
        phrase.position = place
    Phrase.objects.bulk_update(phrases, ["position"])
    return len(phrases)


def _check_keeper(owner: Person | None, by: Person) -> None:
    if owner is None and not keeps_public(by):
        raise Refused("公用的常用意见由文书、主任改。", code="not-keeper")
    if owner is not None and owner.pk != by.pk:
        raise Refused("这条常用意见是别人的。", code="not-yours")
