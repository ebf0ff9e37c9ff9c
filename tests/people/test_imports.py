"""导入：逐行逐列说清哪里不对；有一处不对，一行也不写。"""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from sanban.core.errors import Refused
from sanban.people import services
from sanban.people.models import OfficeSection, Org, Person, RoleHolding
from sanban.people.services import IMPORTS

ORGS = ["全称*", "简称", "类别*", "隶属", "业务指导", "排序", "电话"]
PEOPLE = ["姓名", "单位", "科室", "职务", "任职日期", "电话", "排序"]
ROLES = ["姓名", "单位", "角色"]


def book(headings, *rows, merge="", title=""):
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        lines = [[title], headings] if title else [headings]
        for place, line in enumerate([*lines, *rows]):
            for number, cell in enumerate(line):
                sheet.write(place, number, cell)
        if merge:
            sheet.merge_range(merge, "合并")
    return buffer.getvalue()


def faults(code, data):
    layout = IMPORTS[code].layout
    plan = services.plan_import(code, data)
    return [
        (one.number, layout.heading_of(one.code) if one.code else "", one.said)
        for one in plan.faults
    ]


def apply(code, data, by, now):
    return services.apply_import(code, services.plan_import(code, data).table, by=by, now=now)


def test_orgs_come_in_with_their_tree(cast, now):
    data = book(
        ORGS,
        ["演示县柳湾镇人民政府", "柳湾镇", "乡镇（街道）", "县政府", "", 30, 8301],
        ["演示县人民政府", "县政府", "政府", "", "", 1, ""],
    )
    assert apply("orgs", data, cast.clerk, now) == 2
    town = Org.objects.get(short_name="柳湾镇")
    assert (town.parent.short_name, town.rank_order, town.telephone) == ("县政府", 30, "8301")
    assert town.initials.startswith("lwz")


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (["", "", "部门"], "全称", "没有填"),
        (["演示县财政局", "", "部门"], "全称", "已经有了"),
        (["演示县新局", "", "部委"], "类别", "不认得"),
        (["演示县新局", "", ""], "类别", "没有填"),
        (["演示县新局", "", "部门", "不存在的局"], "隶属", "没有“不存在的局”"),
        (["演示县新局", "", "部门", "演示县新局"], "隶属", "绕成了圈"),
        (["演示县新局", "", "部门", "", "", "第一"], "排序", "整数"),
    ],
)
def test_a_bad_org_line_is_told(cast, line, column, said):
    told = faults("orgs", book(ORGS, line))
    assert any(row == 2 and where == column and said in what for row, where, what in told)


def test_people_come_in_with_sections_and_posts(cast, now):
    data = book(
        PEOPLE,
        ["罗建中", "县政府办", "综合科", "科长", "2025年3月1日", "8123", 40],
        ["秦素梅", "演示县人民政府办公室", "综合科", "科员", date(2026, 1, 5).isoformat(), "", ""],
        title="人员花名册",
    )
    assert apply("people", data, cast.clerk, now) == 2
    person = Person.objects.get(name="罗建中")
    assert (person.post_name, person.initials, person.rank_order) == ("科长", "ljz", 40)
    assert person.posts.get().since == date(2025, 3, 1)
    assert OfficeSection.objects.filter(org=cast.office, name="综合科").count() == 1


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        (["", "县政府办"], "姓名", "没有填"),
        (["罗建中", ""], "单位", "没有填"),
        (["罗建中", "月球局"], "单位", "没有“月球局”"),
        (["林晓燕", "县政府办"], "姓名", "已经有"),
        (["罗建中", "县政府办", "", "科长", "去年三月"], "任职日期", "认不出"),
        (["罗建中", "县政府办", "", "科长", "2026-02-30"], "任职日期", "认不出"),
        (["罗建中", "县政府办", "", "", "2026-02-03"], "职务", "没有写职务"),
        (["罗建中", "县政府办", "", "", "", "", "一"], "排序", "整数"),
    ],
)
def test_a_bad_person_line_is_told(cast, line, column, said):
    told = faults("people", book(PEOPLE, line))
    assert any(row == 2 and where == column and said in what for row, where, what in told)


def test_the_same_person_twice_in_the_file_is_told(cast):
    data = book(PEOPLE, ["罗建中", "县政府办"], ["罗 建中", "演示县人民政府办公室"])
    told = faults("people", data)
    assert [row for row, where, what in told if "出现了 2 次" in what] == [2, 3]


def test_merged_cells_are_told(cast):
    told = faults("people", book(PEOPLE, ["罗建中", "县政府办"], merge="B2:B3"))
    assert any("合并" in what for _, _, what in told)


def test_wrong_headings_are_told(cast):
    told = faults("people", book(["姓名", "科室", "单位名"], ["罗建中", "综合科", "县政府办"]))
    said = "".join(what for _, _, what in told)
    assert "缺“单位”" in said
    assert "“单位名”不认得" in said


def test_no_heading_at_all_is_refused(cast):
    with pytest.raises(Refused, match="没有找到表头"):
        services.plan_import("people", book(["甲", "乙"], ["丙", "丁"]))


def test_nothing_is_half_imported(cast, now):
    data = book(PEOPLE, ["罗建中", "县政府办"], ["秦素梅", "月球局"])
    with pytest.raises(Refused, match=r"第 3 行.*一行也没有导入"):
        apply("people", data, cast.clerk, now)
    assert not Person.objects.filter(name="罗建中").exists()


def test_a_name_taken_since_the_check_is_refused(cast, now):
    table = services.plan_import("people", book(PEOPLE, ["罗建中", "县政府办"])).table
    services.apply_import("people", table, by=cast.clerk, now=now)
    with pytest.raises(Refused, match="已经有"):
        services.apply_import("people", table, by=cast.clerk, now=now)


def test_the_marked_workbook_names_the_fault(cast):
    plan = services.plan_import("people", book(PEOPLE, ["罗建中", "月球局"]))
    back = CalamineWorkbook.from_filelike(io.BytesIO(services.marked_workbook(plan)))
    lines = back.get_sheet_by_index(0).to_python()
    assert lines[0][-1].startswith("问题")
    assert "月球局" in lines[1][-1]


def test_a_marked_workbook_may_be_mended_and_sent_again(cast):
    plan = services.plan_import("people", book(PEOPLE, ["罗建中", "月球局"]))
    told = faults("people", services.marked_workbook(plan))
    assert [(row, where) for row, where, _ in told] == [(2, "单位")]


@pytest.mark.parametrize(
    "data",
    [b"", b"not a workbook", b"PK\x03\x04broken", book(PEOPLE)[:400]],
    ids=["empty", "text", "broken-zip", "truncated"],
)
def test_a_file_that_is_no_workbook_is_refused(data):
    with pytest.raises(Refused, match="打不开"):
        services.plan_import("people", data)


def test_an_empty_table_is_refused(cast):
    with pytest.raises(Refused, match="没有内容"):
        services.plan_import("people", book(PEOPLE))


def test_a_zip_bomb_is_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (61 * 1024 * 1024))
    with pytest.raises(Refused, match="太大"):
        services.plan_import("people", buffer.getvalue())


def test_a_template_and_an_export_have_the_same_columns(cast):
    for code in IMPORTS:
        heads = [
            CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()[0]
            for data in (
                services.template_workbook(code),
                services.export_workbook(code, by=cast.clerk),
            )
        ]
        assert heads[0] == heads[1]


def test_an_export_imports_again_elsewhere(cast, now):
    data = services.export_workbook("people", by=cast.clerk)
    plan = services.plan_import("people", data)
    assert len(plan.table.rows) == len(cast.people)
    assert all("已经有" in one.said for one in plan.faults)


def test_a_formula_is_only_text_in_an_export(cast):
    cast.outsider.telephone = "=1+1"
    cast.outsider.save()
    data = services.export_workbook("people", by=cast.clerk)
    lines = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert any("=1+1" in line for line in lines)


def test_roles_come_in_only_by_the_security_admin(cast, now):
    data = book(ROLES, ["赵外", "县财政局", "秘书、信息员"])
    with pytest.raises(Refused, match="安全管理员"):
        apply("roles", data, cast.sys_admin, now)
    apply("roles", data, cast.sec_admin, now)
    assert RoleHolding.objects.filter(person=cast.outsider).count() == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["赵外", "县财政局", "掌柜"], "没有“掌柜”"),
        (["赵外", "县财政局", ""], "没有填"),
        (["赵内", "县财政局", "秘书"], "没有“赵内”"),
        (["赵外", "县财政局", "秘书、系统管理员"], "三个管理员各用一人"),
        (["林晓燕", "县政府办", "审计管理员"], "三个管理员各用一人"),
    ],
)
def test_a_bad_role_line_is_told(cast, line, said):
    assert any(said in what for _, _, what in faults("roles", book(ROLES, line)))
