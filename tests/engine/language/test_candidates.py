import pytest

from sanban.engine.language import load
from sanban.engine.language.candidates import strangeness, suspects
from sanban.engine.language.confusions import DATA, NEAR, SAME, SHAPE, confusions
from sanban.engine.language.confusions.building import build
from tests.engine.language.letters import paragraphs

CLEAN = (
    "各级人民政府应当加强对安全生产工作的领导，建立健全安全生产工作协调机制，支持、督促各有关部门"
    "依法履行安全生产监督管理职责，及时协调、解决安全生产监督管理中存在的重大问题。"
)


def found(text):
    return suspects(text, load().open(text))


def alike(char, kind):
    table = confusions()
    part = slice(*table.chars.starts[ord(char) : ord(char) + 2])
    return {chr(code) for code in table.chars.values[part][table.kinds[part] == kind]}


@pytest.mark.parametrize(
    ("char", "kind", "other"),
    [
        ("已", SHAPE, "己"),
        ("制", SAME, "治"),
        ("制", NEAR, "自"),
        ("菅", SHAPE, "管"),
    ],
)
def test_confusable_characters_are_listed(char, kind, other):
    assert other in alike(char, kind)
    assert char not in alike(char, kind)


def test_the_arrays_are_made_from_the_lists(tmp_path):
    """不同的话，改了文字的表没有重造：python -m sanban.engine.language.confusions。"""
    build(tmp_path / "made.bin")
    assert (tmp_path / "made.bin").read_bytes() == DATA.read_bytes()


def test_clean_text_is_left_alone():
    assert found(CLEAN) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("协调机制", "协调机智"),
        ("加强", "加墙"),
        ("管理职责", "菅理职责"),
        ("履行", "旅行"),
        ("职责", "职泽"),
        ("及时协调", "及时斜调"),
    ],
)
def test_a_wrong_character_is_found_and_mended(right, wrong):
    text = CLEAN.replace(right, wrong)
    mended = text
    for each in reversed(found(text)):
        mended = mended[: each.start] + each.suggestion + mended[each.end :]
    assert mended == CLEAN


def test_places_count_blanks_and_digits_as_written():
    text = "　　第12条　" + CLEAN.replace("机制", "机智")
    (only,) = found(text)
    assert text[only.start : only.end] == "智"


def test_what_the_whole_text_writes_alike_is_local_usage():
    text = CLEAN.replace("协调机制", "协调机智")
    assert len(found(text)) == 1
    assert found("\n".join([text] * 3)) == []


def test_stranger_texts_ask_for_more_certainty():
    model = load()
    assert strangeness(model.open(CLEAN)) == 0
    assert strangeness(model.open("春江潮水连海平海上明月共潮生" * 20)) > 0.5


@pytest.mark.parametrize(
    "text", ["", "。", "，" * 100, "A" * 100, "\n\n", "機構應當", "\ud800甲乙", "𠀀𠀁"]
)
def test_odd_texts_raise_nothing(text):
    assert found(text) == []


def test_one_endless_paragraph_ends():
    found("".join(paragraphs(40)) * 150)
