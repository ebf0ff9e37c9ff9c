import os

import numpy as np
import pytest

from sanban.engine.language import BASE, Model, Passage, Unusable, load
from sanban.engine.language.modelfile import read, write
from sanban.engine.language.study import Manner, study
from tests.engine.language.letters import paragraphs

SENTENCE = "各级各部门要切实加强领导，落实工作责任，建立健全工作机制。"


@pytest.fixture(scope="module")
def model():
    return load()


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    path = tmp_path_factory.mktemp("model") / "office.lm"
    learnt = study(paragraphs(), base=load(), manner=Manner(enough=100))
    write(path, learnt.facts, learnt.layer.arrays())
    return path


def test_every_character_has_a_chance(model):
    scores = model.score(SENTENCE)
    assert scores.shape == (len(SENTENCE),)
    assert scores.dtype == np.float32
    assert (scores <= 0).all()
    assert scores.mean() > -1.2


def test_only_the_first_of_a_run_counts_and_blanks_do_not(model):
    scores = model.score("　于2024年")
    assert scores[0] == 0
    assert scores[2] < 0
    assert (scores[3:6] == 0).all()


def test_the_right_word_gains_over_the_wrong(model):
    text = "建立健全工作机智，落实责任"
    right, worse = model.gain(text, [6, 6], [8, 8], ["机制", "机子"])
    assert right > 3
    assert worse < right


@pytest.mark.parametrize("new", ["", "的", "工作"])
def test_the_gain_is_the_difference_of_the_whole(model, new):
    for place in range(len(SENTENCE) - 1):
        for end in (place, place + 1):
            gain = model.gain(SENTENCE, [place], [end], [new])[0]
            changed = SENTENCE[:place] + new + SENTENCE[end:]
            assert gain == pytest.approx(whole(model, changed) - whole(model, SENTENCE), abs=1e-3)


def whole(model, text):
    passage = Passage(model, text)
    return float(passage.logs[3:-2].sum())


def test_the_closing_quote_goes_where_it_belongs(model):
    text = "坚持“三个代表重要思想，全面贯彻"
    assert model.best_gap(text, range(4, len(text)), "”") == text.index("重")


@pytest.mark.parametrize("text", ["", "\n", "　", "，", "1", "。" * 50, "\n\n\n"])
def test_odd_texts_are_scored_too(model, text):
    assert model.score(text).shape == (len(text),)
    assert model.gain(text, [0], [0], ["的"]).shape == (1,)
    assert model.gain(text, [], [], []).shape == (0,)


def test_an_office_model_is_laid_over_the_base(model, office):
    both = load(office)
    text = paragraphs(seed=9)[0]
    assert len(both.layers) == 2
    assert both.score(text).sum() > model.score(text).sum()
    assert sum(both.weights) == pytest.approx(1)


def test_it_opens_without_unpacking_the_whole_file():
    assert not any(array.flags.owndata for array in read(BASE).arrays.values())


def test_a_newly_learnt_model_is_used_at_once(tmp_path, office):
    path = tmp_path / "office.lm"
    path.write_bytes(office.read_bytes())
    first = load(path)
    assert load(path) is first
    learnt = study(paragraphs(seed=5), base=load(), manner=Manner(enough=100))
    write(path, learnt.facts, learnt.layer.arrays())
    os.utime(path, ns=(1, 1))
    assert load(path).digests != first.digests


def test_overwriting_the_file_in_place_harms_nobody(tmp_path, office):
    path = tmp_path / "office.lm"
    path.write_bytes(office.read_bytes())
    both = load(path)
    path.write_bytes(b"")
    assert both.score(SENTENCE).shape == (len(SENTENCE),)


def test_long_texts_are_scored_piece_by_piece(model, monkeypatch):
    whole = model.score(SENTENCE * 3)
    monkeypatch.setattr("sanban.engine.language.model.STRETCH", 7)
    assert np.array_equal(model.score(SENTENCE * 3), whole)


def test_the_base_is_small_enough():
    assert BASE.stat().st_size <= 15_000_000


def damaged(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda data: b"", "foreign"),
        (lambda data: b"PK\x03\x04" + data, "foreign"),
        (lambda data: data[:20], "foreign"),
        (lambda data: data[:8] + b"\x07" + data[9:], "version"),
        (lambda data: data[: len(data) // 2], "damaged"),
        (lambda data: data + b"x", "damaged"),
        (lambda data: damaged(data, 60), "damaged"),
        (lambda data: damaged(data, len(data) - 9), "damaged"),
        (lambda data: data[:12] + b"\xff\xff\xff\xff" + data[16:], "damaged"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(tmp_path, office, make, code):
    path = tmp_path / "bad.lm"
    path.write_bytes(make(office.read_bytes()))
    with pytest.raises(Unusable) as caught:
        load(path)
    assert caught.value.code == code
    assert str(path) in caught.value.message


def test_a_missing_file_is_refused(tmp_path):
    for path in (tmp_path / "none.lm", tmp_path):
        with pytest.raises(Unusable) as caught:
            load(path)
        assert caught.value.code == "not-found"


@pytest.mark.parametrize("drop", ["chances4", "sizes2", "backs1"])
def test_a_signed_file_with_wrong_tables_is_refused(tmp_path, drop):
    layer = load().layers[0]
    arrays = {**layer.arrays(), drop: layer.arrays()[drop][:-1]}
    path = tmp_path / "odd.lm"
    write(path, {"weight": 0.5}, arrays)
    with pytest.raises(Unusable):
        load(path)
    write(path, {"weight": 0.5}, {name: a for name, a in arrays.items() if name != drop})
    with pytest.raises(Unusable):
        load(path)


def test_two_layers_of_the_same_change_nothing(model):
    twice = Model(model.layers * 2, (0.5, 0.5))
    assert np.allclose(twice.score(SENTENCE), model.score(SENTENCE), atol=1e-4)


@pytest.mark.parametrize("layers", ["base", "office"])
def test_swaps_that_cannot_gain_enough_are_given_up_and_the_others_are_exact(model, office, layers):
    chosen = model if layers == "base" else load(office)
    passage = Passage(chosen, SENTENCE.replace("机制", "机智"))
    chars = Passage(chosen, SENTENCE).codes[3:-3]
    left = np.repeat(np.arange(3, len(passage.codes) - 4), len(chars))
    new = np.tile(chars, len(left) // len(chars))[:, None]
    whole = passage.swap(left, left + 1, new)
    quick = passage.swap(left, left + 1, new, np.ones(len(left)))
    assert (quick[whole >= 1.0] == whole[whole >= 1.0]).all()
    assert (whole >= 1.0).any()
    assert np.isneginf(quick).mean() > 0.5
