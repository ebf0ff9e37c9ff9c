import numpy as np

from sanban.engine.language.table import SLAB, build


def test_every_key_is_found_in_its_own_place_and_strangers_are_not():
    keys = np.random.default_rng(1).integers(1, 1 << 62, 3 * SLAB + 7, dtype=np.uint64)
    known, strange = keys[: 2 * SLAB], keys[2 * SLAB :]
    finder, order = build(known)
    assert (order[finder.find(known)] == np.arange(len(known))).mean() > 0.9999
    assert (finder.find(strange) >= 0).mean() < 0.001


def test_the_shape_is_kept():
    finder, _ = build(np.arange(1, 13, dtype=np.uint64))
    asked = np.array([[1, 2, 3], [40, 50, 60]], dtype=np.uint64)
    assert (finder.find(asked) >= 0).tolist() == [[True] * 3, [False] * 3]
    assert finder.find(asked[:0]).shape == (0, 3)
