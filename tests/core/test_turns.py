"""一个一个来：轮得到的挨个算，等久了的不等。"""

import threading

import pytest

from sanban.core.turns import in_turn

LONG = 30.0


def test_one_at_a_time():
    inside, most = [], []

    def application(environ, start_response):
        inside.append(1)
        most.append(len(inside))
        for _ in range(20_000):
            pass
        inside.pop()
        return []

    answer = in_turn(application, patience=LONG)
    threads = [threading.Thread(target=answer, args=({}, None)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1] * 8


def test_a_long_one_keeps_nobody_waiting():
    began, done = threading.Event(), threading.Event()

    def application(environ, start_response):
        if environ["long"]:
            began.set()
            assert done.wait(LONG)
        return [b"ok"]

    answer = in_turn(application, patience=0.01)
    slow = threading.Thread(target=answer, args=({"long": True}, None))
    slow.start()
    assert began.wait(LONG)
    assert answer({"long": False}, None) == [b"ok"]
    done.set()
    slow.join()


def test_a_fault_gives_the_turn_back():
    def application(environ, start_response):
        raise ValueError

    answer = in_turn(application, patience=LONG)
    for _ in range(2):
        with pytest.raises(ValueError):
            answer({}, None)
