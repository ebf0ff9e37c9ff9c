"""编一次的查询：换什么值，都和 ORM 当场编的一样。"""

from datetime import timedelta

import pytest
from django.db.models import Q

from sanban.core.prepared import Prepared
from sanban.inbox.models import NEWEST_UNREAD, UNREAD, Message
from sanban.people.models import Person, RoleHolding

by_role = Prepared(
    lambda role, orgs: (
        Person.objects.in_use()
        .filter(holdings__role=role, org__in=orgs)
        .select_related("org", "office_section")
    )
)
told_before = Prepared(
    lambda person, now: Message.objects.filter(person=person, sent_at__lt=now).values_list(
        "title", "sent_at", named=True
    )
)


@pytest.fixture
def messages(cast, now):
    return Message.objects.bulk_create(
        Message(person=who, kind="info", title=f"第{n}条", cause=f"{n}", sent_at=now + timedelta(n))
        for n in range(9)
        for who in (cast.clerk, cast.mayor)
    )


def test_whatever_the_values_it_answers_as_the_orm_does(cast):
    for role in ("clerk", "liaison", "leader"):
        for orgs in (
            [cast.office],
            [cast.finance, cast.water],
            [],
            [cast.office, cast.finance, cast.water],
        ):
            plain = Person.objects.in_use().filter(holdings__role=role, org__in=orgs)
            assert by_role.rows(role, [one.pk for one in orgs]) == list(plain)


def test_the_rows_are_whole_objects(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        clerk = by_role.rows("clerk", [cast.office.pk])[0]
        assert (clerk.name, clerk.org, str(clerk.office_section)) == (
            cast.clerk.name, cast.office, "文书科",
        )  # fmt: skip


def test_a_moment_is_a_value_too(cast, now, messages):
    for later in (0, 3, 20):
        until = now + timedelta(later)
        rows = Message.objects.filter(person=cast.mayor, sent_at__lt=until)
        found = told_before.rows(cast.mayor.pk, until)
        assert [(one.title, one.sent_at) for one in found] == list(
            rows.values_list("title", "sent_at")
        )
        assert told_before.count(cast.mayor.pk, until, most=5) == min(5, rows.count())


def test_it_compiles_once_for_each_length_of_a_list(cast):
    built = []

    def build(people):
        built.append(len(people))
        return RoleHolding.objects.filter(person__in=people).order_by("id")

    rows = Prepared(build)
    for people in ([cast.clerk], [cast.mayor], [cast.clerk, cast.mayor], [cast.deputy, cast.clerk]):
        plain = RoleHolding.objects.filter(person__in=people).order_by("id")
        assert rows.rows([one.pk for one in people]) == list(plain)
    assert built == [1, 2]


def test_a_value_that_is_worked_on_is_refused(cast):
    doubled = Prepared(lambda pk: Person.objects.filter(pk=pk * 2))
    with pytest.raises(ValueError, match="没有原样"):
        doubled.rows(cast.clerk.pk)


def test_a_value_in_a_pattern_is_refused(cast):
    like = Prepared(lambda word: Person.objects.filter(Q(name__contains=word)))
    with pytest.raises(ValueError, match="没有原样"):
        like.rows("林")


def test_a_number_no_column_holds_finds_nothing(cast):
    one = Prepared(lambda pk: Person.objects.filter(pk=pk))
    assert one.first(cast.clerk.pk) == cast.clerk
    for pk in (10**18, 10**19, -(10**30)):
        assert one.rows(pk) == []
        assert one.count(pk, most=9) == 0


def test_unread_messages_are_the_newest_six(cast, messages, now):
    read = Message.objects.unread(cast.clerk).first()
    Message.objects.filter(pk=read.pk).update(read_at=now)
    assert NEWEST_UNREAD.rows(cast.clerk.pk) == list(Message.objects.unread(cast.clerk)[:6])
    assert UNREAD.count(cast.clerk.pk, most=99) == 8
