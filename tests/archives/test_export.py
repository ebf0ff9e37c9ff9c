"""档案交出去：目录照标准的栏，公式样的题名仍是字，包里名字安全、样样都在。"""

import json
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from sanban.archives import services
from sanban.archives.services.export import safe_name
from tests.archives.conftest import archive, finished, raw


def test_the_catalogue_has_the_columns_of_the_standard(item):
    book = CalamineWorkbook.from_filelike(
        BytesIO(services.catalogue([item], office="演示县政府办"))
    )
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[2] == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]
    assert rows[3][1:6] == [
        item.archival_code,
        "演水〔2026〕3号",
        "县水务局",
        item.title,
        "20260910",
    ]


def test_a_title_that_looks_like_a_formula_stays_text(cast, now):
    item = archive(finished(cast, now, "=HYPERLINK(1)的通知"), cast, now)
    book = CalamineWorkbook.from_filelike(BytesIO(services.catalogue([item], office="办")))
    assert book.get_sheet_by_index(0).to_python()[3][4] == "=HYPERLINK(1)的通知"


def test_the_package_holds_everything_with_safe_names(item):
    raw("UPDATE matters_file SET name = '../../来 文.txt'")
    whole = services.zip_item(item, handling_sheet=b"%PDF")
    with whole, zipfile.ZipFile(whole) as package:
        names = package.namelist()
        texts = {name: package.read(name) for name in names}
    assert names[:2] == ["00_处理笺.pdf", "01_正文_来 文.txt"]
    assert ElementTree.fromstring(texts["元数据.xml"]).find("档号/件号").text == "0001"
    assert len(json.loads(texts["办理过程.json"])) == 6
    assert texts["摘要清单.json"].decode() == item.manifest


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../a/b.docx", "a_b.docx"),
        ("", "文件"),
        ("a\x00\u202eb.txt", "a_b.txt"),
        ("字" * 200 + ".ofd", "字" * 80 + ".ofd"),
    ],
)
def test_names_are_made_safe(name, safe):
    assert safe_name(name) == safe
