from io import BytesIO

import pytest
from python_calamine import load_workbook

from sanban.audit.models import AuditLog
from sanban.web import sheets


def _rows(response):
    assert response.status_code == 200
    return load_workbook(BytesIO(response.content)).get_sheet_by_index(0).to_python()


def test_the_desk_exports_what_it_shows(sign_in, cast, matter):
    client = sign_in(cast.clerk)
    head, *rows = _rows(client.get("/desk/export/?tab=started"))
    assert head == ["灯", "事项", "收文号和来文单位", "紧急", "环节", "代谁办", "登记时间"]
    assert rows[0][1] == matter.title and rows[0][4]


@pytest.mark.parametrize("tab", ["todo", "reading", "done", "started"])
def test_every_tab_exports(sign_in, cast, tab):
    client = sign_in(cast.clerk)
    assert _rows(client.get(f"/desk/export/?tab={tab}"))


def test_an_unknown_tab_is_absent(sign_in, cast):
    client = sign_in(cast.clerk)
    assert client.get("/desk/export/?tab=all").status_code == 404


def test_an_export_leaves_a_trace(sign_in, cast):
    client = sign_in(cast.clerk)
    client.get("/desk/export/")
    assert AuditLog.objects.filter(act="ledger.export", detail__startswith="待办").exists()


def test_accounts_export_has_no_secret(sign_in, accounts, cast):
    client = sign_in(cast.sys_admin)
    head, *rows = _rows(client.get("/accounts/export/"))
    assert head == ["姓名", "单位", "用户名", "状态", "上次登录"]
    assert any(row[2] == accounts[cast.clerk.pk].username for row in rows)
    assert not any("pbkdf2" in str(cell) or "argon" in str(cell) for row in rows for cell in row)


def test_a_formula_stays_text():
    data = sheets.workbook("表", (("栏", 10),), [("=1+1",), ("http://a/",)])
    rows = load_workbook(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [["=1+1"], ["http://a/"]]
