from io import BytesIO
from zipfile import ZipFile

import pytest

from bench.conforming import papers
from sanban.engine.check import check_format

CLEAN = next(data for _, _, data in papers(1))
RELATION = (
    '<Relationship Id="rIdOut" TargetMode="External" Target="http://example.invalid/a.dotx" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
)


def repacked(data, changes):
    """换掉、加上几个部件。"""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w") as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            content = old.read(name).decode() if name in old.namelist() and name in changes else ""
            given = changes.get(name)
            new.writestr(name, given(content) if given else old.read(name))
    return made.getvalue()


def rules_of(data):
    return {one.rule for one in check_format(data)}


BODY = '<w:p><w:pPr><w:pStyle w:val="body"/>'
OBJECT = (
    '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'ProgID="Excel.Sheet.12"/></w:object></w:r>'
)


def swap(old, new):
    return lambda text: text.replace(old, new, 1)


CASES = {
    "DX-03": ("docProps/app.xml", swap("<Application>", "<Company>某县</Company><Application>")),
    "DX-04": ("word/_rels/document.xml.rels", swap("</Rel", RELATION + "</Rel")),
    "DX-05": ("word/vbaProject.bin", lambda text: "x"),
    "DX-06": ("word/document.xml", swap("。</w:t>", "错误!未找到引用源。</w:t>")),
    "DX-08": ("word/document.xml", swap(f"</w:p>{BODY}", f"{OBJECT}</w:p>{BODY}")),
}


@pytest.mark.parametrize("rule", CASES)
def test_what_should_not_go_out_is_found(rule):
    name, change = CASES[rule]
    assert rules_of(repacked(CLEAN, {name: change})) == {rule}


def test_a_rule_that_breaks_is_reported_and_the_others_go_on(monkeypatch):
    broken = repacked(CLEAN, {"docProps/app.xml": lambda text: "<坏了"})
    found = check_format(broken)
    assert [one.rule for one in found] == ["DX-03"]
    assert "没有跑成" in found[0].message
