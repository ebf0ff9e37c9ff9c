import pytest
import xlsxwriter

from sanban.engine.proof import check
from sanban.engine.proof.command import main
from sanban.engine.proof.dictionary import Misspelt
from sanban.engine.proof.finding import applied
from sanban.engine.proof.register import read_register, register_rule
from sanban.engine.text import Span, Text

TITLE = "关于进一步做好全县值班工作的通知"
ROWS = [["序号", "文件标题", "发文字号"], [1, f"《{TITLE}》", "县办〔2026〕3号"]]


def sheet(folder, rows):
    path = folder / "register.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        table = workbook.add_worksheet()
        for number, row in enumerate(rows):
            table.write_row(number, 0, row)
    return path


def found(folder, raw, cells=()):
    rule = register_rule(read_register(sheet(folder, ROWS)))
    return check(Text(raw, cells=cells), rules=[rule])


def test_a_title_near_a_registered_one_is_told(tmp_path):
    raw = "依据《关于进一步作好全县值班工作通知》。"
    findings = found(tmp_path, raw)
    assert "登记的标题是" in findings[0].message
    assert applied(raw, findings) == f"依据《{TITLE}》。"


def test_another_number_is_told(tmp_path):
    (one,) = found(tmp_path, f"《{TITLE}》（县办〔2026〕13号）")
    assert one.quote == "县办〔2026〕13号"
    assert one.suggestions == ("县办〔2026〕3号",)


def test_a_cell_is_held_against_the_register(tmp_path):
    wrong = TITLE.replace("全县", "全市")
    (one,) = found(tmp_path, wrong, (Span(0, len(wrong)),))
    assert one.quote == wrong


@pytest.mark.parametrize(
    "raw", [f"《{TITLE}》（县办〔2026〕3号）", "《关于开展安全生产检查的通知》", "《通知》", ""]
)
def test_what_is_registered_or_quite_another_is_left_alone(tmp_path, raw):
    assert found(tmp_path, raw) == ()


@pytest.mark.parametrize("rows", [[["甲", "乙"], ["丙", "丁"]], [["标题"]], []])
def test_a_register_without_titles_is_refused(tmp_path, rows):
    with pytest.raises(Misspelt, match="标题"):
        read_register(sheet(tmp_path, rows))


def test_the_command_takes_a_register(tmp_path, capsys):
    text = tmp_path / "a.txt"
    text.write_text(f"《{TITLE.replace('做', '作')}》", "utf-8")
    assert main([str(text), "--rules-only", "--against", str(sheet(tmp_path, ROWS))]) == 0
    assert "T95" in capsys.readouterr().out
    assert main([str(text), "--against", str(text)]) == 2
    assert "Excel" in capsys.readouterr().out
