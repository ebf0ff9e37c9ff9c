import pytest

from sanban.engine.text import Text, before_the_stop

# fmt: off
PLACES = [
    # 少了一半的                        补好的
    ("落实“三抓三促行动。",             "落实“三抓三促行动”。"),
    ("与党委“同律三是服从大局。",       "与党委“同律”三是服从大局。"),
    ("“担当和“实干”都要。",             "“担当和”“实干”都要。"),
    ("他说：“抓好。见效。",             "他说：“抓好。见效。”"),
    ("他说：抓好。见效。”",             "他说：“抓好。见效。”"),
    ("县委（扩大会议，要求",            "县委（扩大会议），要求"),
    ("印发《值班办法的通知",            "印发《值班办法》的通知"),
    ("抓学习，三抓三促”行动",           "抓学习，“三抓三促”行动"),
]
# fmt: on


@pytest.mark.parametrize("wrong, right", PLACES)
def test_the_other_half_goes_where_the_pause_is(wrong, right):
    (stray,) = Text(wrong).pairs.strays
    place = before_the_stop(wrong, stray)
    marks = {"“": "”", "”": "“", "（": "）", "《": "》"}
    assert wrong[:place] + marks[stray.mark] + wrong[place:] == right


def test_another_chooser_may_take_its_place():
    from_outside = Text("“甲乙丙", choose=lambda raw, stray: 2)
    assert from_outside.choose(from_outside.raw, from_outside.pairs.strays[0]) == 2
