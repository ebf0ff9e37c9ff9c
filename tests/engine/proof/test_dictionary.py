import json

import pytest
import xlsxwriter

from sanban.engine.proof import Level, check
from sanban.engine.proof.command import main
from sanban.engine.proof.dictionary import Book, Misspelt, read_book
from sanban.engine.proof.dictionary_rules import SAMPLE, fixed_rules, office_rules, settings_of
from sanban.engine.proof.finding import applied
from sanban.engine.proof.manual import main as explain
from sanban.engine.text import Text

TOML = """
accept = ["协调机治"]

[[wording]]
wrong = "三抓三促活动"
right = "“三抓三促”行动"
why = "市委办〔2026〕3号"

[[forbidden]]
word = "老大难单位"
level = "提示"

[[people]]
name = "张 三"
titles = ["县委书记"]

[[people]]
name = "李四光"
titles = ["县委副书记", "县长"]

[rules]
C21 = "不用"
C20 = "提示"
"""
CONTENT = {
    "认可词语": [["词语"], ["协调机治"]],
    "规定提法": [["不写", "写作", "依据"], ["三抓三促活动", "“三抓三促”行动", "市委办〔2026〕3号"]],
    "不用的词": [["词语", "轻重"], ["老大难单位", "提示"]],
    "领导名单": [["姓名", "职务"], ["张 三", "县委书记"], ["李四光", "县委副书记、县长"]],
    "规则轻重": [["编号", "轻重"], ["C21", "不用"], ["C20", "提示"]],
    "说明": [["随便写什么"]],
}


def toml(folder, text):
    path = folder / "office.toml"
    path.write_text(text, "utf-8")
    return path


def xlsx(folder, content):
    path = folder / "office.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for name, rows in content.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def opened(path):
    return read_book(path, fixed_rules())


def found(text, book=SAMPLE):
    return [one for one in check(text, settings=settings_of(book)) if one.strength == "单位"]


def test_both_files_say_the_same(tmp_path):
    assert opened(toml(tmp_path, TOML)) == opened(xlsx(tmp_path, CONTENT))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("accept = [", "第 1 行"),
        ("accept = [\n'甲'\n\nx = 1", "第 4 行"),
        ("unknown = 1", "不认得“unknown”"),
        ("[[wording]]\nwrong = '甲'", "wording 第 1 条：没有写“写作”"),
        ("[[wording]]\nwrong = '甲'\nright = '甲'", "是一样的"),
        (
            "[[wording]]\nwrong = '甲'\nright = '乙'\n[[wording]]\nwrong = '甲'\nright = '丙'",
            "第 2 条：“甲”和",
        ),
        ("[[forbidden]]\nword = '甲'\nlevel = '错误'", "轻重写“警告”或“提示”"),
        ("accept = ['甲']\n[[forbidden]]\nword = '甲'", "又是认可的"),
        ("[rules]\nP03 = '提示'", "P03 是错误级的规则"),
        ("[rules]\nP999 = '提示'", "没有“P999”这条规则"),
        ("[rules]\nC21 = '错误'", "不能写“错误”"),
        ("[[people]]\nname = '张三'\ntitles = []", "没有写“职务”"),
        ("[[people]]\nname = '张三'\ntitles = ['县长']\nage = 3", "不认得“age”"),
        ("accept = 3", "要写成一列"),
    ],
)
def test_a_bad_toml_says_where(tmp_path, text, says):
    with pytest.raises(Misspelt) as told:
        opened(toml(tmp_path, text))
    assert says in told.value.message


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"乱写": [["词语"]]}, "没有一张认得的表"),
        ({"规定提法": [["不写", "依据"], ["甲", "乙"]]}, "第 1 行没有“写作”这一栏"),
        ({"规定提法": [["不写", "写作"], ["甲", "乙"], [], ["丙", ""]]}, "第 4 行：没有写“写作”"),
    ],
)
def test_a_bad_sheet_says_which_row(tmp_path, content, says):
    with pytest.raises(Misspelt) as told:
        opened(xlsx(tmp_path, content))
    assert says in told.value.message


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlsx", b"PK\x03\x04broken", "不是能读的 Excel 文件"),
        ("a.csv", b"", "要用 .toml 或 .xlsx"),
        ("a.toml", "词".encode("gb18030"), "不是 UTF-8"),
    ],
)
def test_what_is_no_dictionary_is_refused(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Misspelt, match=says):
        opened(path)
    with pytest.raises(Misspelt, match="打不开"):
        opened(tmp_path / "none.toml")


def test_the_sample_rules_find_their_own_faults_and_nothing_right():
    for rule in office_rules(SAMPLE):
        for wrong, right in rule.wrong.items():
            findings = check(wrong, rules=[rule])
            assert findings, wrong
            assert right is None or applied(wrong, findings) == right
        for text in rule.right:
            assert not list(rule.check(Text(text)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("县委书记李四光主持会议。", "李四光的职务是"),
        ("王五福县长主持会议。", "不称“县长”"),
        ("县委书记张三凤主持会议。", "县委书记是张三丰"),
        ("李四光、张三丰出席。", "次序是张三丰、李四光"),
        ("县长李四光，县委书记张三丰出席。", "排名先后不对"),
    ],
)
def test_names_titles_and_their_order(text, says):
    (one,) = found(text)
    assert says in one.message


@pytest.mark.parametrize(
    "text",
    [
        "县委书记张三丰，县委副书记、县长李四光，县委副书记王五福出席。",
        "李四光县长说，张三丰书记要求抓好落实。",
        "落实“三抓三促”行动。",
        "县委副书记李四光讲话。张三丰出席。",
        "李四光汇报后，张三丰讲了话。",
    ],
)
def test_what_the_office_writes_right_is_left_alone(text):
    assert found(text) == []


def test_right_wording_that_holds_the_wrong_one_is_left_alone(tmp_path):
    book = opened(toml(tmp_path, "[[wording]]\nwrong = '两个维护'\nright = '做到两个维护'"))
    assert found("坚决做到两个维护。", book) == []
    assert len(found("坚决两个维护。", book)) == 1


def test_levels_change_but_errors_stay(tmp_path):
    book = opened(toml(tmp_path, TOML))
    settings = settings_of(book)
    assert settings.levels["C20"] is Level.HINT
    assert settings.off == {"C21"}
    assert settings_of(book + Book(levels={"C21": Level.HINT})).off == frozenset()


def test_the_command_takes_a_dictionary_and_refuses_a_bad_one(tmp_path, capsys):
    text = tmp_path / "a.txt"
    text.write_text("启动三抓三促活动。", "utf-8")
    assert main([str(text), "--json", "--office-rules", str(toml(tmp_path, TOML))]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert [one["rule"] for one in row["findings"]] == ["T91"]
    assert main([str(text), "--office-rules", str(toml(tmp_path, "accept = ["))]) == 2
    assert "第 1 行" in capsys.readouterr().out


def test_the_command_refuses_a_foreign_model(tmp_path, capsys):
    text = tmp_path / "a.txt"
    text.write_text("启动。", "utf-8")
    assert main([str(text), "--model", str(text)]) == 2
    assert "a.txt" in capsys.readouterr().out


def test_office_rules_explain_themselves(capsys):
    assert explain(["T91"]) == 0
    assert "单位词典" in capsys.readouterr().out
