"""日历订阅：只有自己看得见的，代号不变，没变的答 304，作废、猜错的答 404。"""

import logging
import re
from datetime import timedelta

import icalendar
import pytest
from django.core.cache import cache
from django.utils import timezone

from sanban.audit.models import AuditLog
from sanban.matters.models import Matter, Visibility
from sanban.people import services as people
from sanban.people.models import AccessToken
from sanban.supervision.models import Milestone, SupervisedItem
from tests.web.item_rows import add_items

DAY = timedelta(days=1)


@pytest.fixture
def here():
    """今天：日历按真的今天排。"""
    return timezone.now()


@pytest.fixture
def feed(client, cast, accounts, now):
    """某人的日历。"""
    secrets = {}

    def fetched(person=cast.drafter, **headers):
        if person.pk not in secrets:
            _, secrets[person.pk] = people.make_token(
                person, purpose="calendar", label="手机", now=now
            )
        address = f"/calendar/{secrets[person.pk]}.ics"
        return client.get(address, headers={k.replace("_", "-"): v for k, v in headers.items()})

    fetched.secrets = secrets
    return fetched


def events(answer):
    assert answer.status_code == 200, answer.content.decode()
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def titles(answer):
    return [str(one["summary"]) for one in events(answer)]


def test_items_and_milestones_are_all_day_events(feed, cast, here):
    [item] = add_items(cast, here, 1)
    answer = feed()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = {str(one["uid"]): one for one in events(answer)}
    assert set(found) == {f"item-{item.pk}@sanban", f"milestone-{item.milestones.get().pk}@sanban"}
    event = found[f"item-{item.pk}@sanban"]
    due = timezone.localtime(item.due_at).date()
    assert (event["dtstart"].dt, event["dtend"].dt) == (due, due + DAY)
    assert str(event["summary"]) == "督办到期：关于第1项工作的督办"
    assert str(event["url"]) == f"http://testserver/matters/{item.pk}/"


def test_only_what_i_see_is_there(feed, cast, here):
    items = add_items(cast, here, 2)
    Visibility.objects.filter(matter=items[0].pk).delete()
    text = feed().content.decode()
    assert "第2项" in text
    assert "第1项" not in text
    assert titles(feed(cast.outsider)) == []


def test_nothing_but_title_and_day_is_told(feed, cast, here):
    add_items(cast, here, 1, content="内容甲", basis="依据乙", latest="进展丙", owner_name="江一帆")
    text = feed().content.decode().replace("\r\n ", "")
    for word in ("内容甲", "依据乙", "进展丙", "江一帆", "水务局", "何立新"):
        assert word not in text


def test_a_new_limit_moves_the_same_event(feed, cast, here):
    [item] = add_items(cast, here, 1)
    before = {str(one["uid"]): one for one in events(feed())}
    changed = SupervisedItem.objects.filter(pk=item.pk)
    changed.update(due_at=item.due_at + 9 * DAY, edition=1)
    after = {str(one["uid"]): one for one in events(feed())}
    uid = f"item-{item.pk}@sanban"
    assert set(before) == set(after)
    assert after[uid]["dtstart"].dt - before[uid]["dtstart"].dt == 9 * DAY
    assert (before[uid]["sequence"], after[uid]["sequence"]) == (0, 1)


def test_late_ones_say_so_and_done_ones_are_gone(feed, cast, here):
    add_items(cast, here, 1, due_at=here - 3 * DAY)
    add_items(cast, here, 1, start=2, state="closed", is_open=False)
    Milestone.objects.update(done_on=here.date())
    assert titles(feed()) == ["督办逾期：关于第1项工作的督办"]


def test_far_away_and_undated_ones_are_left_out(feed, cast, here):
    add_items(cast, here, 1, start=500)
    add_items(cast, here, 1, start=501, due_at=SupervisedItem._meta.get_field("due_at").default)
    assert titles(feed()) == []


def test_long_and_odd_titles_stay_whole(feed, cast, here):
    [item] = add_items(cast, here, 1)
    title = "关于做好防汛、抗旱；以及“双抢”,\\工作\n的通知😀" * 5
    Matter.objects.filter(pk=item.pk).update(title=title)
    answer = feed()
    assert f"督办到期：{title}" in titles(answer)
    assert max(len(one) for one in answer.content.split(b"\r\n")) <= 75


def test_unchanged_is_answered_in_one_line(feed, cast, here):
    [item] = add_items(cast, here, 1)
    first = feed()
    assert first["Cache-Control"] == "private, no-cache"
    same = feed(If_None_Match=first["ETag"])
    assert (same.status_code, same.content) == (304, b"")
    assert feed(If_Modified_Since=first["Last-Modified"]).status_code == 304
    SupervisedItem.objects.filter(pk=item.pk).update(due_at=item.due_at + DAY)
    assert feed(If_None_Match=first["ETag"]).status_code == 200


def test_a_change_is_never_hidden_by_an_old_date(feed, cast, here):
    [item] = add_items(cast, here, 1)
    first = feed()
    moment = int(cache.get(f"calendar:{cast.drafter.pk}")[1]) - 100
    cache.set(f"calendar:{cast.drafter.pk}", (first["ETag"], moment), 60)
    old = feed()["Last-Modified"]
    assert feed(If_Modified_Since=old).status_code == 304
    SupervisedItem.objects.filter(pk=item.pk).update(due_at=item.due_at + DAY)
    assert feed(If_Modified_Since=old).status_code == 200


def test_a_revoked_address_is_gone(feed, cast, now):
    assert feed().status_code == 200
    people.revoke_token(AccessToken.objects.get(), by=cast.drafter, now=now)
    answer = feed()
    assert (answer.status_code, "作废" in answer.content.decode()) == (404, True)


def test_one_who_left_has_no_calendar(feed, cast, now):
    feed()
    people.deactivate(cast.drafter, by=cast.sys_admin, now=now)
    assert feed().status_code == 404


def test_an_interface_token_opens_no_calendar(client, cast, accounts, now):
    _, secret = people.make_token(cast.drafter, purpose="api", label="甲", now=now)
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_guessing_is_slowed_but_subscribers_go_on(feed, client):
    feed()
    for n in range(30):
        assert client.get(f"/calendar/guess{n}.ics").status_code == 404
    answer = client.get("/calendar/guess.ics")
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert feed().status_code == 200
    assert AuditLog.objects.filter(act="token.refused").count() == 1


@pytest.mark.parametrize("secret", ["%00", "x" * 5000, "%E4%B8%AD", "..%2F..", "%ff"])
def test_odd_addresses_are_not_found(client, db, secret):
    assert client.get(f"/calendar/{secret}.ics").status_code == 404


def test_no_log_names_the_secret(feed, client, cast, now, caplog):
    caplog.set_level(logging.DEBUG)
    feed()
    people.revoke_token(AccessToken.objects.get(), by=cast.drafter, now=now)
    feed()
    secret = feed.secrets[cast.drafter.pk]
    assert not [one for one in caplog.records if secret in one.getMessage()]
    assert not re.search(secret, str(list(AuditLog.objects.values())))


def test_fetching_leaves_a_trace_once_in_a_while(feed, cast):
    for _ in range(3):
        feed()
    row = AuditLog.objects.get(act="read")
    assert (row.actor_name, row.detail) == ("孙佳", "日历订阅")


def test_a_head_request_has_no_body(feed, client, cast):
    feed()
    answer = client.head(f"/calendar/{feed.secrets[cast.drafter.pk]}.ics")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer["ETag"]


def test_a_feed_costs_the_same_with_many_events(feed, cast, here, django_assert_num_queries):
    feed()
    for start, count in ((1, 5), (10, 120)):
        add_items(cast, here, count, start=start)
        with django_assert_num_queries(5):
            feed()
