"""抬头上多出来的东西：电报等级、网页栏名、硬折行的主送；都不该混进要素。"""

import pytest

from sanban.engine.extract import extract
from sanban.engine.marks import classification_mark
from sanban.engine.read import read


def values(text):
    fields = extract(read(text.strip("\n").encode(), "a.txt")).fields
    return {key: field.value for key, field in fields.items()}


def test_a_telegram_with_its_grade():
    found = values("""
发电单位：陇山市人民政府办公室    签批盖章：王五
等级：特急·明电    陇政办发明电〔2026〕5号

陇山市人民政府办公室
关于做好强降雨防范工作的紧急通知

各县区人民政府，市政府各部门：
    据气象部门预报，近期有强降雨，请各级各部门做好防范。
                  陇山市人民政府办公室
                  2026年7月8日
""")
    assert found["urgency"] == "特急"
    assert found["sender_number"] == "陇政办发明电〔2026〕5号"
    assert found["title"] == "陇山市人民政府办公室关于做好强降雨防范工作的紧急通知"
    assert found["sender_org"] == "陇山市人民政府办公室"


def test_a_web_page_with_its_catalogue_lines():
    found = values("""
索 引 号：11620000/2026-00012
发布时间：2026-09-10
来源：云川县人民政府办公室
云川县人民政府办公室
关于印发云川县养老服务体系建设实施方案的通知
云政办发〔2026〕40号

各乡镇人民政府，县政府有关部门：
《云川县养老服务体系建设实施方案》已经县政府同意，现印发给你们，请认真贯彻落实。
云川县人民政府办公室
2026年9月9日
（此件公开发布）
云川县养老服务体系建设实施方案
为加快养老服务体系建设，制定本方案。
2027年12月底前完成全部建设任务。
""")
    assert found["title"] == "云川县人民政府办公室关于印发云川县养老服务体系建设实施方案的通知"
    assert found["issue_date"] == "2026-09-09"
    assert "due_on" not in found


def test_recipients_wrapped_by_hand_are_whole():
    found = values("""
关于开展大检查的通知
各乡镇人民政府，县应急管理局、县气象局、县自然资源局、县交通运输局、
县住房和城乡建设局，各水库管理所：
    现将有关事项通知如下。
    请认真组织实施。
县水务局
2026年9月1日
""")
    assert found["main_recipient"].startswith("各乡镇人民政府")
    assert found["main_recipient"].endswith("各水库管理所")


def test_a_second_colon_line_is_not_a_recipient():
    found = values("""
关于王小明同志任职的通知
云政任〔2026〕3号
各乡镇人民政府，县政府各部门：
经研究决定：
王小明任县水务局局长。
云川县人民政府
2026年8月8日
""")
    assert found["main_recipient"] == "各乡镇人民政府，县政府各部门"


def test_organs_over_a_title_are_told_apart():
    found = values("""
中共云川县委
云川县人民政府
关于表彰2025年度先进集体的决定
（2026年2月10日）
2025年，全县上下真抓实干。现决定授予县水务局等10个单位先进集体称号。
""")
    assert found["sender_org"] == "中共云川县委、云川县人民政府"
    assert found["issue_date"] == "2026-02-10"


@pytest.mark.parametrize(
    "piece", ["局会办处", "9月", "联系人：", " ", "　", "秘密 ", "（", "云〔2026〕"]
)
def test_a_hostile_endless_line_costs_no_more_than_its_length(piece):
    page = read((piece * 40_000 + "x").encode(), "a.txt")
    extract(page)
    assert classification_mark(page) is None
