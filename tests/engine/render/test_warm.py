"""热着的排版进程：排得一样，够份数就换，超时就停，死了再起，坏稿不连累后面的。"""

import os
import signal

import pytest

from sanban.engine.gongwen.blocks import Picture, plain
from sanban.engine.gongwen.document import Gongwen
from sanban.engine.gongwen.elements import Body, Title
from sanban.engine.render.pdf import to_svg
from sanban.engine.render.typesetting import TypesettingFailed
from sanban.engine.render.warm import Press

DRAFT = Gongwen("notice", (Title("关于防火的通知"), Body((plain("做好防火工作。"),))))


@pytest.fixture
def press():
    made = Press(most=2)
    yield made
    made.stop()


def test_renders_what_would_be_rendered_here(press):
    assert press.render(DRAFT, "svg").parts == to_svg(DRAFT).parts


def test_the_process_stays_until_it_has_done_enough(press):
    press.render(DRAFT, "svg")
    first = press.pid
    press.render(DRAFT, "docx")
    assert press.pid == first
    press.render(DRAFT, "svg")
    assert press.pid not in (0, first)


def test_a_process_that_died_is_started_again(press):
    press.render(DRAFT, "svg")
    os.kill(press.pid, signal.SIGKILL)
    assert press.render(DRAFT, "svg").pages == 1


def test_too_slow_is_said_and_the_next_one_works(press):
    press.render(DRAFT, "svg")
    press.seconds = 0.0001
    with pytest.raises(TypesettingFailed, match="没有完成"):
        press.render(DRAFT, "svg")
    press.seconds = 20
    assert press.render(DRAFT, "svg").pages == 1


def test_a_bad_draft_does_not_stop_the_process(press):
    bad = Gongwen("notice", (Body((Picture(b"not a picture", "x.png"),)),))
    press.start()
    with pytest.raises(TypesettingFailed):
        press.render(bad, "svg")
    first = press.pid
    assert press.render(DRAFT, "svg").pages == 1
    assert press.pid == first
