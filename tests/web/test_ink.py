"""手写的页面：画成图、归到那一步，手机扫码写，写坏的、不该写的不收。"""

import json
from datetime import timedelta

import pytest
import segno
from django.urls import reverse
from django.utils import timezone

from sanban.documents.models import (
    Ink,
    InkToken,
)
from sanban.documents.services import inking
from sanban.matters.models import Step
from tests.web.outgoing_steps import matter_url, text

STROKES = json.dumps(
    {
        "width": 804,
        "height": 440,
        "strokes": [
            {"pen": "thick", "points": [[100, 100], [180, 140], [260, 90]]},
            {"pen": "thin", "points": [[300, 200]]},
        ],
    }
)


def test_ink_is_drawn_on_the_server_and_bound_to_the_step(cast, sign_in, at_leader):
    client = sign_in(cast.mayor)
    answer = client.post(reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES})
    assert answer.status_code == 200
    ink = Ink.objects.get()
    shown = client.get(reverse("ink-picture", args=[at_leader.pk, ink.pk]))
    assert shown.content.startswith(b"\x89PNG")
    client.post(reverse("matter-move", args=[at_leader.pk, "sign_off"]), {"inked": "1"})
    ink.refresh_from_db()
    step = Step.objects.get(matter=at_leader.matter, action="sign_off")
    assert ink.step_number == step.number
    page = text(sign_in(cast.clerk).get(matter_url(at_leader)))
    assert reverse("ink-picture", args=[at_leader.pk, ink.pk]) in page


def test_the_clerk_types_what_was_written_by_hand(cast, sign_in, at_leader):
    leader = sign_in(cast.mayor)
    leader.post(reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES})
    leader.post(reverse("matter-move", args=[at_leader.pk, "sign_off"]), {"inked": "1"})
    clerk = sign_in(cast.clerk)
    url = reverse("ink-words", args=[at_leader.pk, Ink.objects.get().pk])
    assert clerk.post(url, {"text": "同意发，抓好落实。"}).status_code == 302
    page = text(clerk.get(matter_url(at_leader)))
    assert "同意发，抓好落实。" in page
    assert "林晓燕 录文" in page


@pytest.mark.parametrize(
    "strokes",
    (
        "",
        "{}",
        "[]",
        '{"width": 800, "height": 370, "strokes": []}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "middle", "points": []}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "brush", "points": [[1, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "thin", "points": [[NaN, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [{"pen": "thin", "points": [["1", 1]]}]}',
        '{"width": 99999, "height": 370, "strokes": [{"pen": "thin", "points": [[1, 1]]}]}',
        '{"width": 800, "height": 370, "strokes": [' + "9" * 400_000 + "]}",
    ),
)
def test_bad_ink_is_refused_in_a_plain_sentence(cast, sign_in, at_leader, strokes):
    answer = sign_in(cast.mayor).post(
        reverse("ink-save", args=[at_leader.pk]), {"strokes": strokes}
    )
    assert answer.status_code == 409
    assert not Ink.objects.exists()


def test_only_the_one_whose_turn_it_is_may_write(cast, sign_in, at_leader):
    answer = sign_in(cast.clerk).post(
        reverse("ink-save", args=[at_leader.pk]), {"strokes": STROKES}
    )
    assert answer.status_code == 409


def test_a_phone_writes_once_without_signing_in(client, cast, at_leader):
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=timezone.now())
    url = reverse("ink-pad", args=[secret])
    page = client.get(url)
    assert cast.mayor.name in text(page)
    assert at_leader.matter.title not in text(page)
    assert client.post(url, {"strokes": STROKES}).status_code == 200
    assert Ink.objects.get().person == cast.mayor
    assert client.post(url, {"strokes": STROKES}).status_code == 409
    assert client.get(url).status_code == 409


def test_the_code_for_the_phone_is_encrypted_behind_a_proxy(
    cast, sign_in, at_leader, settings, monkeypatch
):
    client, drawn, make = sign_in(cast.mayor), [], segno.make
    settings.SESSION_COOKIE_SECURE = True
    monkeypatch.setattr(segno, "make", lambda text, **how: drawn.append(text) or make(text, **how))
    assert client.post(reverse("ink-phone", args=[at_leader.pk])).status_code == 200
    assert drawn[0].startswith("https://testserver/")


def test_a_phone_address_expires(client, cast, at_leader):
    past = timezone.now() - timedelta(minutes=11)
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=past)
    assert client.get(reverse("ink-pad", args=[secret])).status_code == 409
    assert secret not in InkToken.objects.get().digest


def test_a_new_phone_address_ends_the_old_one(client, cast, at_leader):
    now = timezone.now()
    old = inking.offer_pad(at_leader.matter, by=cast.mayor, now=now)
    inking.offer_pad(at_leader.matter, by=cast.mayor, now=now)
    assert client.get(reverse("ink-pad", args=[old])).status_code == 409


def test_bad_ink_from_a_phone_does_not_use_up_the_address(client, cast, at_leader):
    secret = inking.offer_pad(at_leader.matter, by=cast.mayor, now=timezone.now())
    url = reverse("ink-pad", args=[secret])
    assert client.post(url, {"strokes": "{}"}).status_code == 409
    assert client.post(url, {"strokes": STROKES}).status_code == 200
