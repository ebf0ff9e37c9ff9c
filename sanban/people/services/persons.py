"""人员和任职：登记、变更、任免、离岗。"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.utils import timezone

from sanban.audit import services as audit
from sanban.core.errors import Refused
from sanban.people.models import OfficeSection, Org, Person, Post
from sanban.people.services.naming import person_initials_of
from sanban.people.services.roles import check_not_last
from sanban.people.services.tokens import revoke_all

LAST = 9999
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """一个人的各项。"""

    name: str
    org: Org
    office_section: OfficeSection | None = None
    telephone: str = ""
    rank_order: int = LAST


@dataclass(frozen=True, slots=True)
class PostDetails:
    """一段任职；`until` 为空表示现任。"""

    org: Org
    name: str
    since: date
    until: date | None = None
    is_main: bool = True


@transaction.atomic
def add_person(details: PersonDetails, *, by: Person | None) -> Person:
    """登记一个人。

    :raises Refused: 姓名空着、单位已停用、科室不是这个单位的、同单位已有同名同电话的。
    """
    person = Person()
    _fill(person, details)
    _check_twice(person)
    person.save()
    audit.record("person.add", by=by, target=f"person:{person.pk}", detail=person.name)
    return person


def _check_twice(person: Person) -> None:
    """连按两下的，不登记成两个人；真是同名的，电话总不一样。"""
    Org.objects.select_for_update().get(pk=person.org_id)
    same = Person.objects.filter(
        name=person.name, org=person.org_id, telephone=person.telephone, is_active=True
    )
    if same.exists():
        said = f"{person.org}已经登记了{person.name}；确是同名的另一位，请填不同的电话再登记。"
        raise Refused(said, code="same-person")


@transaction.atomic
def change_person(person: Person, details: PersonDetails, *, by: Person) -> Person:
    """变更一个人的各项；任职另由 `add_post` 办。

    :raises Refused: 同 `add_person`。
    """
    _fill(person, details)
    person.save()
    audit.record("person.change", by=by, target=f"person:{person.pk}", detail=person.name)
    return person


def _fill(person: Person, details: PersonDetails) -> None:
    name = "".join(details.name.split())
    section = details.office_section
    if not name:
        raise Refused("请填写姓名。", code="no-name")
    if not details.org.is_active:
        raise Refused(f"{details.org}已经停用，请另选单位。", code="org-retired")
    if section is not None and section.org_id != details.org.pk:
        raise Refused(f"{details.org}没有“{section}”，请重选科室。", code="wrong-section")
    person.name, person.initials = name, person_initials_of(name)[:20]
    person.org, person.office_section = details.org, section
    person.telephone, person.rank_order = details.telephone.strip(), details.rank_order


@transaction.atomic
def add_post(person: Person, details: PostDetails, *, by: Person | None, now: datetime) -> Post:
    """任一个职；新任主职的，原主职到前一天为止，现任职务随着改。

    :raises Refused: 职务空着、起止颠倒、不晚于原主职的起日。
    """
    if not details.name.strip():
        raise Refused("请填写职务。", code="no-name")
    if details.until is not None and details.until < details.since:
        raise Refused("任职的止日不能早于起日。", code="ends-before-start")
    if details.is_main:
        _end_former(person, details)
    post = Post.objects.create(
        person=person,
        org=details.org,
        name=details.name.strip(),
        since=details.since,
        until=details.until,
        is_main=details.is_main,
    )
    follow_posts(person, day=timezone.localtime(now).date())
    audit.record("post.add", by=by, target=f"person:{person.pk}", detail=post.name)
    return post


def _end_former(person: Person, details: PostDetails) -> None:
    ended = details.since - DAY
    former = Post.objects.filter(person=person, is_main=True, until=None)
    for post in former.select_for_update():
        if details.until is not None and details.until < post.since:
            continue
        if post.since > ended:
            said = f"{person.name}自{post.since:%Y-%m-%d}起任{post.name}，新任主职须晚于这一天。"
            raise Refused(said, code="posts-overlap")
        post.until = ended
        post.save(update_fields=["until"])


@transaction.atomic
def end_post(post: Post, *, until: date, by: Person, now: datetime) -> Post:
    """免一个职，任到 `until`（含）为止。

    :raises Refused: 止日早于起日。
    """
    if until < post.since:
        raise Refused("任职的止日不能早于起日。", code="ends-before-start")
    post.until = until
    post.save(update_fields=["until"])
    follow_posts(post.person, day=timezone.localtime(now).date())
    audit.record("post.end", by=by, target=f"person:{post.person_id}", detail=post.name)
    return post


@transaction.atomic
def follow_posts(person: Person, *, day: date) -> Person:
    """现任职务随这天在任的主职改；定在将来的任免，到了那天再叫一次。"""
    current = Post.objects.filter(person=person).held_on(day).first()
    person.post_name = current.name if current else ""
    person.save(update_fields=["post_name"])
    return person


@transaction.atomic
def follow_all_posts(*, day: date) -> int:
    """这天起任、前一天免的，现任职务都跟着改，返回几人；重做结果不变。"""
    changed = models.Q(posts__since=day) | models.Q(posts__until=day - DAY)
    people = list(Person.objects.filter(changed).distinct())
    for person in people:
        follow_posts(person, day=day)
    return len(people)


@transaction.atomic
def deactivate(person: Person, *, by: Person, now: datetime) -> Person:
    """停用一个人和他的账号，凭证全部作废；手上的差事须已交出。

    :raises Refused: 三员里的一员只剩此人。
    """
    check_not_last(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    revoke_all(person, by=by, now=now)
    audit.record("person.deactivate", by=by, target=f"person:{person.pk}")
    return person


@transaction.atomic
def reactivate(person: Person, *, by: Person) -> Person:
    """离岗的人回来上岗。"""
    person.is_active = True
    person.save(update_fields=["is_active"])
    audit.record("person.reactivate", by=by, target=f"person:{person.pk}")
    return person
