import numpy as np
import pytest

from sanban.engine.language import Unusable, modelfile
from sanban.engine.language.folding import fold
from sanban.engine.language.pairs import chooser
from sanban.engine.language.pairs.choosing import BLOCK, DATA
from sanban.engine.language.pairs.sets import all_pairs, find
from sanban.engine.language.pairs.study import study

NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
TAUGHT = [
    f"{place}应当向上级机关反映情况，{one}{two}项工作要认真地研究，应急反应机制要建立起来。"
    for place in ("省里", "市里", "县里")
    for one in NAMES
    for two in NAMES
]


def rights(text):
    return [(one.start, one.wrong, one.right) for one in chooser().choices(text)]


def test_there_are_at_least_a_hundred_pairs_each_of_one_length_and_none_twice():
    pairs = all_pairs()
    assert len(pairs) >= 100
    assert all(len(pair.first) == len(pair.second) for pair in pairs)
    assert len({pair.seed for pair in pairs}) == len(pairs)


def test_the_right_word_is_told_from_its_neighbours():
    assert rights("向上级机关反应情况和问题。") == [(5, "反应", "反映")]
    assert rights("向上级机关反映情况和问题。") == []
    assert rights("各级人民政府得有关部门应当配合。") == [(6, "得", "的")]


def test_places_are_those_of_the_text_though_digits_and_spaces_are_folded():
    text = "２０２４年 3 月，\n　　各级人民政府得有关部门应当配合。"
    (start, wrong, _), *rest = rights(text)
    assert (text[start], wrong, rest) == ("得", "得", [])


def test_a_word_in_quotation_marks_is_left_alone():
    assert rights("各级人民政府“得”有关部门应当配合。") == []


def test_odd_texts_do_no_harm():
    for text in ("", "\n", "的", "地地地地", "😀的😀", "\ufeff\r\n", "a1b2" * 50, "\ud800的"):
        chooser().choices(text)


def test_a_long_text_in_one_paragraph_is_read_in_pieces_and_none_is_lost():
    piece = "向上级机关反应情况和问题，"
    count = BLOCK // len(piece) + 5
    text = "第一条，" * (BLOCK // 8) + piece + "第二条，" * count + piece
    assert [one.start for one in chooser().choices(text)] == [
        text.index("反应"),
        text.rindex("反应"),
    ]


def test_every_spot_of_a_pair_is_found_with_its_side():
    codes, _ = fold("反映与反应")
    spots = find(codes)
    both = {(int(start), bool(side)) for start, side in zip(spots.starts, spots.sides, strict=True)}
    assert both >= {(0, False), (3, True)}


def test_learning_twice_gives_the_same_bytes(tmp_path):
    files = [tmp_path / "one.bin", tmp_path / "two.bin"]
    for file in files:
        modelfile.write(file, {}, study(TAUGHT).arrays())
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_model_for_other_pairs_is_refused_in_words(tmp_path):
    file = tmp_path / "other.bin"
    empty = np.zeros(4, dtype=np.uint8)
    modelfile.write(file, {}, {"sure": empty, "likely": empty})
    with pytest.raises(Unusable, match="对不上"):
        chooser(file)


def test_the_shipped_model_is_small():
    assert DATA.stat().st_size <= 1_500_000
