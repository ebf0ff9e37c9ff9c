"""文件头的写法：中文名和值不必加引号；读不了的用中文说清哪一行。"""

import pytest

from sanban.engine.gongwen.markdown import read_markdown
from sanban.engine.gongwen.markdown.toml_text import BadToml, read_toml
from sanban.engine.gongwen.problems import Rejected


@pytest.mark.parametrize(
    "text", ['文种 = "' + '\\"' * 50_000, "a = '''" + "''x" * 50_000, "x" * 100_000]
)
def test_a_hostile_head_is_refused_at_once(text):
    with pytest.raises(Rejected):
        read_markdown(text, toml=True)


@pytest.mark.parametrize(
    "text, value",
    [
        ("标题 = 关于“甲”的通知", "关于“甲”的通知"),
        ("标题 = “关于做好工作的通知”", "关于做好工作的通知"),
        ("标题 ＝ 甲", "甲"),
        ("标题 = \"甲 # 乙\"", "甲 # 乙"),
        ("标题 = 甲 # 乙", "甲"),
        ("标题 = '''\n名 = 乙\n'''", "名 = 乙\n"),
        ('标题 = """\n名 = "乙" \\""" """', '名 = "乙" """ '),
    ],
)  # fmt: skip
def test_chinese_names_and_values_need_no_quotes(text, value):
    assert read_toml(text)[0] == {"标题": value}


@pytest.mark.parametrize("text", ["a = ", "= 1", "a = [" * 3000, "\0 = 1", "[a", "a = 2026-13-01"])
def test_toml_that_cannot_be_read_is_refused_in_chinese(text):
    with pytest.raises(BadToml) as caught:
        read_toml(text)
    assert caught.value.line == 1
    assert not set("abcdefghijklmnopqrstuvwxyz") & set(str(caught.value))
