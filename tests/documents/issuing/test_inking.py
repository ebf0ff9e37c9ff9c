"""手写批示归到写它的那一步：退回的归退回，前几轮没送出的不算后来的意见。"""

from datetime import timedelta

import pytest

from sanban.documents.models import Ink
from sanban.documents.services import inking
from sanban.matters import services as matters
from sanban.matters.models import Matter, Step
from sanban.matters.services import Asked
from tests.documents.issuing.conftest import again, go, to_signing

STROKES = '{"width":900,"height":400,"strokes":[{"pen":"middle","points":[[60,60],[400,300]]}]}'


@pytest.fixture
def inked(cast, outgoing, now):
    signing = to_signing(outgoing, cast, now, [cast.mayor])
    inking.keep_ink(signing.matter, STROKES, by=cast.mayor, now=now)
    return signing


def signed_next_round(outgoing, cast, now):
    """退回审核以后，主任再送，县长打字签发。"""
    later = now + timedelta(hours=1)
    go(outgoing, "to_leader", cast.director, later, "改好了，请签发", people=[cast.mayor])
    return go(outgoing, "sign_off", cast.mayor, later, "同意")


def test_ink_of_sending_back_goes_to_that_step(cast, inked, now):
    given = {"asked": Asked(cast.mayor, now), "remark": inking.ONLY_INK}
    inking.send_back(inked.matter, "review", **given)
    step = Step.objects.get(matter=inked.matter, action="send_back")
    assert Ink.objects.get().step_number == step.number
    signed_next_round(inked, cast, now)
    assert Ink.objects.get().step_number == step.number


def test_ink_left_from_an_earlier_round_is_never_a_later_opinion(cast, inked, now):
    asked = Asked(cast.mayor, now)
    matters.send_back(inked.matter, "review", asked=asked, remark="请再核")
    fresh = Matter.objects.get(pk=inked.pk)
    assert not Ink.objects.waiting(fresh, cast.mayor).exists()
    signed_next_round(inked, cast, now)
    assert again(inked).matter.stage == "recheck"
    assert not Ink.objects.exists()
