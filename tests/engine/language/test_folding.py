import pytest

from sanban.engine.language.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("2024年10月", "0年0月"),
        ("１２．５％", "0．0％"),
        ("Word和WPS", "A和A"),
        ("　　段首　空白", "段首空白"),
        ("一\r\n\n  \n二", "一\n二"),
        ("1 2 3", "0"),
        ("A4", "A0"),
        ("", ""),
    ],
)
def test_digits_letters_and_blanks_fold(text, folded):
    codes, places = fold(text)
    assert "".join(map(chr, codes)) == folded
    assert len(places) == len(text)


def test_every_character_knows_its_code():
    codes, places = fold("　于2024年𠀀")
    assert places.tolist() == [-1, 0, 1, 1, 1, 1, 2, 3]
    assert codes[3] == 0xFFFD


def test_a_lone_surrogate_is_a_character_like_any_other():
    codes, _ = fold("甲\ud800乙")
    assert len(codes) == 3
