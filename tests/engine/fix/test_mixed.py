"""随机的杂件改了以后：字一个不少，东西一样不少，A 类改尽，再改不动。"""

import pytest

from sanban.engine.fix import fix
from sanban.engine.fix.command import main
from sanban.engine.fix.fixing import Options
from sanban.engine.pages.office import convert, is_here
from sanban.engine.read import read
from tests.engine.check.foreign import typical
from tests.engine.fix.mixed import mixed
from tests.engine.fix.test_fix import things, words

CHANGED = ("kinsoku", "snapToGrid", "lang", "b", "bCs", "i", "iCs", "u", "pageBreakBefore", "top",
           "tcBorders", "tcPr", "tblPr", "tblW", "tcW", "pgBorders", "pgNumType", "left", "right",
           "cols", "titlePg")  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
def test_class_a_loses_nothing_whatever_is_in_the_file(seed):
    data = mixed(seed)
    done = fix(data)
    assert words(done.data) == words(data)
    before, after = things(data), things(done.data)
    kept = {tag for tag in before | after if tag.rpartition("}")[2] not in CHANGED}
    assert {tag: after[tag] for tag in kept} == {tag: before[tag] for tag in kept}
    assert [one.rule for one in done.left if one.fix == "A"] == []
    assert fix(done.data).data == done.data


@pytest.mark.parametrize("seed", range(12, 18))
@pytest.mark.parametrize("tracked", [False, True])
def test_class_b_is_done_once_whatever_is_in_the_file(seed, tracked):
    options = Options("B", tracked)
    done = fix(mixed(seed), options=options)
    assert fix(done.data, options=options).data == done.data


@pytest.mark.skipif(not is_here(), reason="没有 LibreOffice")
def test_an_old_doc_is_mended_as_a_docx(tmp_path):
    path, out = tmp_path / "旧.doc", tmp_path / "改.docx"
    path.write_bytes(convert(typical(), source="docx", target="doc"))
    assert main([str(path), "-o", str(out)]) == 0
    assert "关于做好秋季安全生产工作的通知" in read(out).text
    assert fix(out.read_bytes()).data == out.read_bytes()


def test_office_rules_that_cannot_be_read_are_told(tmp_path, capsys):
    path = tmp_path / "通知.docx"
    path.write_bytes(typical())
    command = [str(path), "-o", str(tmp_path / "改.docx"), "--office", str(tmp_path / "没有.toml")]
    assert main(command) == 2
    assert "没有.toml" in capsys.readouterr().err
