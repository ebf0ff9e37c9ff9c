import itertools
import random

import numpy as np
import pytest

from sanban.engine.language import Model, Unusable
from sanban.engine.language.counting import Tally
from sanban.engine.language.estimate import estimate
from sanban.engine.language.modelfile import write
from sanban.engine.language.study import Manner, study
from tests.engine.language.letters import paragraphs


def built(tmp_path, texts, *, batch=2_000_000, base=None):
    learnt = study(texts, base=base, manner=Manner(batch=batch, enough=100))
    write(tmp_path / "a.lm", learnt.facts, learnt.layer.arrays())
    return (tmp_path / "a.lm").read_bytes()


def test_the_same_text_gives_the_same_bytes(tmp_path):
    texts = paragraphs()
    assert built(tmp_path, texts) == built(tmp_path, list(texts))


def test_neither_the_order_nor_the_batches_nor_copies_change_a_byte(tmp_path):
    texts = paragraphs()
    shuffled = [*texts, *texts[:50]]
    random.Random(2).shuffle(shuffled)
    assert built(tmp_path, texts) == built(tmp_path, shuffled, batch=500)


def test_an_office_model_is_as_repeatable_as_the_base(tmp_path):
    base = Model((study(paragraphs(seed=3), manner=Manner(enough=100)).layer,))
    texts = paragraphs()
    assert built(tmp_path, texts, base=base) == built(tmp_path, texts[::-1], batch=700, base=base)


def test_too_little_text_is_refused():
    with pytest.raises(Unusable, match="太少"):
        study(["只有这一句。"])
    with pytest.raises(Unusable):
        study([], manner=Manner(enough=0))


def test_the_chances_after_a_context_add_up_to_one():
    tally = Tally()
    tally.add(paragraphs())
    one, two, _, four = estimate(tally.total(), threshold=2.0)
    assert len(four.keys) < len(tally.total()[3][0])
    below = dict(zip(one.keys.tolist(), one.chances, strict=True))
    heads = two.keys >> np.uint64(16)
    for head in np.unique(heads).tolist()[:20]:
        seen = two.keys[heads == head] & np.uint64(0xFFFF)
        given = two.chances[heads == head].sum()
        left = sum(chance for key, chance in below.items() if key not in set(seen.tolist()))
        known = sum(below.values())
        back = one.backs[one.places(np.array([head], dtype=np.uint64))[0]]
        assert given + back * (left + 1 - known) == pytest.approx(1, abs=1e-3)


def test_every_kept_string_has_its_head_and_tail():
    tally = Tally()
    tally.add(paragraphs())
    grams = estimate(tally.total(), threshold=2.0)
    for length, (lower, upper) in enumerate(itertools.pairwise(grams), start=2):
        tails = upper.keys & np.uint64((1 << 16 * (length - 1)) - 1)
        assert np.isin(upper.keys >> np.uint64(16), lower.keys).all()
        assert np.isin(tails, lower.keys).all()
