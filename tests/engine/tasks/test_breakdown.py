from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sanban.engine.tasks import break_down
from tests.engine.tasks.words import LONG_TEXT

TEXTS = Path(__file__).parent / "texts"
ORGS = (
    (1, ("县住房和城乡建设局", "县住建局", "住建")),
    (2, ("县财政局", "财政")),
    (3, ("县自然资源局", "自然资源")),
    (4, ("县发展和改革局", "县发改局")),
    (5, ("县农业农村局",)),
    (6, ("县教育局",)),
    (7, ("县工业和信息化局", "县工信局")),
    (8, ("城关镇", "\ud800")),
    (9, ("县应急局",)),
)
# fmt: off
#  原序号               题目                                     时限
PROPOSED = {
    "report": (
        ("二、",         "地区生产总值增长6%左右",                 None),
        ("二、",         "规模以上工业增加值增长8%",               None),
        ("二、",         "城镇新增就业2600人以上",                 None),
        ("二、",         "居民收入增长与经济增长同步",             None),
        ("二、（一）",   "实施重点项目92个",                       date(2026, 12, 31)),
        ("二、（一）",   "开工建设城东污水处理厂二期",             date(2026, 6, 30)),
        ("二、（一）",   "加快推进青红公路改造",                   date(2026, 12, 31)),
        ("二、（二）1.", "做强特色农业",                           None),
        ("二、（二）2.", "做优文化旅游",                           date(2026, 6, 30)),
        ("二、（二）3.一是", "新引进食品加工企业5家",              None),
        ("二、（二）3.二是", "盘活闲置厂房3万平方米",              None),
        ("二、（二）3.三是", "兑现惠企资金2000万元",               None),
        ("二、（三）",   "新建公办幼儿园2所",                      None),
        ("二、（三）",   "完成城关镇第三小学改扩建",               date(2026, 8, 31)),
        ("二、（三）",   "落实教师待遇",                           None),
        ("二、（三）",   "改造乡镇卫生院4所",                      date(2026, 10, 31)),
        ("三、",         "压减一般性支出5%以上",                   None),
        ("三、",         "推行政务服务“一窗受理”",                 None),
    ),
    "minutes": (
        ("一、",         "完成全县工贸企业安全隐患排查",           date(2026, 3, 20)),
        ("一、",         "落实属地责任",                           date(2026, 4, 30)),
        ("二、（一）",   "原则同意《青禾县农村供水保障提升方案》", None),
        ("二、（二）",   "县财政局统筹衔接资金1200万元",           date(2026, 3, 31)),
        ("二、（三）",   "完成项目立项、用地、环评等前期手续",     date(2026, 5, 15)),
        ("二、（四）一要", "查清全县236个供水点底数",              None),
        ("二、（四）二要", "对37处老旧管网逐处改造",               None),
        ("二、（四）三要", "建立水费收缴和管护制度",               None),
        ("三、",         "对城区318家餐饮商户开展入户检查",        date(2026, 12, 31)),
        ("三、",         "对拒不整改的依法处理",                   None),
        ("三、",         "检查结果每月25日前报县政府办公室",       None),
    ),
    "instructions": (
        ("",             "拿出老旧小区加装电梯的整改方案",         date(2026, 3, 20)),
        ("",             "志强同志阅处",                           date(2026, 4, 10)),
        ("",             "农业农村局抓紧落实",                     None),
    ),
    "speech": (
        ("二、第一",     "对全部监测户入户走访一遍",               date(2026, 3, 31)),
        ("二、第一",     "县乡村振兴局每月通报一次进度",           None),
        ("二、第二",     "今年衔接资金安排的64个项目",             date(2026, 12, 31)),
        ("二、第三",     "改厕1500户",                             None),
        ("三、",         "强化督查，县委督查室、县政府督查室一个月一督查、一季度一通报", None),
    ),
    "points": (
        ("一、1.",       "完成规上工业增加值28亿元",               None),
        ("一、2.",       "新增“专精特新”企业3家",                  date(2026, 6, 30)),
        ("二、3.",       "改造老旧小区12个、1186户",               date(2026, 11, 30)),
        ("二、4.",       "新建农村公路45公里",                     date(2026, 12, 20)),
        ("二、4.（1）①", "新建养老服务中心2个",                    date(2026, 10, 31)),
        ("二、4.（1）②", "加装路灯600盏",                          date(2026, 6, 30)),
    ),
    "committee": (
        ("一、1.",       "对反馈的47个问题逐项建立台账",           date(2026, 4, 30)),
        ("一、2.",       "县纪委监委、县委组织部要加强日常监督",   None),
        ("一、3.",       "开展一次整改“回头看”",                   date(2026, 7, 10)),
        ("二、",         "成立由县长任组长的领导小组",             None),
        ("二、（一）",   "各乡镇4月20日前上报农村户厕、垃圾池、污水口台账", date(2026, 4, 20)),
        ("二、（二）",   "县财政局安排专项资金800万元",            date(2026, 8, 31)),
        ("二、（三）",   "县委督查室、县政府督查室每月通报排名",   None),
    ),
    "plan": (
        ("二、",         "地区生产总值增长6.5%以上",                 None),
        ("二、",         "把稳增长摆在更加突出位置",                 None),
        ("三、（一）",   "滚动实施市级以上重点项目58个、总投资126亿元", None),
        ("三、（一）",   "加快推进云湖引水工程、青云高速连接线等在建项目", date(2026, 6, 30)),
        ("三、（一）",   "开展抽水蓄能电站前期工作",                 date(2026, 12, 31)),
        ("三、（一）",   "争取上级资金18亿元以上",                   date(2026, 12, 31)),
        ("三、（一）",   "清理批而未供土地600亩",                    None),
        ("三、（一）",   "建立“一个项目、一名领导、一个专班、一抓到底”机制", None),
        ("三、（一）",   "开展小分队招商20批次以上",                 None),
        ("三、（二）1．", "实施工业倍增计划",                         None),
        ("三、（二）1．", "支持禾丰食品、云岭茶业等企业技改扩能",     None),
        ("三、（二）1．", "完成经开区标准化厂房二期建设8万平方米",    None),
        ("三、（二）2．", "落实粮食安全党政同责",                     None),
        ("三、（二）2．", "巩固提升“五个百亿”产业",                 None),
        ("三、（二）2．", "加快国家现代农业产业园创建",               None),
        ("三、（二）3．", "加快青岩山创建国家5A级旅游景区",           None),
        ("三、（二）3．", "办好桃花节、漂流节等活动",                 date(2026, 12, 31)),
        ("三、（三）",   "启动城市更新三年行动",                     None),
        ("三、（三）",   "完成城区雨污分流改造12公里",               date(2026, 11, 30)),
        ("三、（三）",   "推进智慧城管平台建设",                     None),
        ("三、（三）",   "抓好“千村示范、万村整治”工程",           None),
        ("三、（三）",   "改造农村户厕2200户",                       None),
        ("三、（三）",   "新改建农村公路80公里、安防工程50公里",     date(2026, 10, 31)),
        ("三、（四）",   "集中力量办好30件民生实事",                 None),
        ("三、（四）",   "城镇新增就业2300人",                       None),
        ("三、（四）",   "建成投用县第二幼儿园、云坪中学学生宿舍",   date(2026, 9, 1)),
        ("三、（四）",   "推进紧密型县域医共体建设",                 None),
        ("三、（四）",   "城乡居民基本医保参保率巩固在97%以上",      None),
        ("三、（四）",   "新建社区食堂5个",                          None),
        ("三、（五）",   "实施安全生产治本攻坚三年行动",             None),
        ("三、（五）",   "严格落实河湖长制、林长制、田长制",         None),
        ("三、（五）",   "完成12处地质灾害隐患点工程治理",           None),
        ("三、（五）",   "加强政府债务管理",                         date(2026, 12, 31)),
        ("四、二是",     "人大代表建议、政协提案办复率100%",         None),
        ("四、三是",     "推行“一线工作法”",                       None),
        ("四、四是",     "一体推进不敢腐、不能腐、不想腐",           None),
    ),
}
#  原句的开头                       为什么不列
SKIPPED = {
    "report": (
        ("政府工作报告",             "heading"),
        ("2026年1月15日在",           "record"),
        ("现在，我代表县人民政府",   "address"),
        ("2025年工作回顾",           "heading"),
        ("全年实施重点项目86个",     "past"),
        ("特色农业不断壮大",         "past"),
        ("同时，我们也清醒地看到",   "past"),
        ("2026年是“十五五”",         "background"),
        ("今年政府工作的总体要求",   "slogan"),
        ("围绕上述目标",             "background"),
        ("我们要始终牢记",           "slogan"),
        ("让我们更加紧密",           "slogan"),
    ),
    "minutes": (
        ("2026年2月26日，县委副",    "record"),
        ("会议传达学习了",           "background"),
        ("会议指出，",               "background"),
        ("会议听取了",               "background"),
        ("会议审议了",               "background"),
        ("出席：",                   "record"),
    ),
    "instructions": (
        ("已阅",                     "seen"),
        ("周启明",                   "record"),
        ("此件反映的问题",           "background"),
        ("同意",                     "seen"),
    ),
    "speech": (
        ("刚才，",                   "past"),
        ("去年，全县",               "past"),
        ("要压实责任",               "slogan"),
        ("同志们，任务艰巨",         "address"),
    ),
    "committee": (
        ("时间：",                   "record"),
        ("会议研究了3个议题",        "background"),
        ("会议听取了",               "background"),
        ("会议强调，",               "slogan"),
        ("会议还研究了",             "background"),
    ),
    "plan": (
        ("今年是“十五五”",           "background"),
        ("只要我们保持定力",         "slogan"),
        ("坚持生态优先",             "slogan"),
        ("我们将用心用情",           "background"),
        ("旗帜鲜明讲政治",           "slogan"),
        ("征途漫漫",                 "background"),
    ),
    "points": (
        ("责任领导：李志强",         "duty"),
        ("办好民生实事",             "heading"),
    ),
}
# fmt: on


def broken(name):
    return break_down((TEXTS / f"{name}.txt").read_text("utf-8"), year=2026, orgs=ORGS)


def one(name, start):
    found = [one for one in broken(name).proposed if one.title.startswith(start)]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("name", PROPOSED)
def test_what_is_to_be_done_is_proposed(name):
    found = [(one.number, one.title, one.due) for one in broken(name).proposed]
    assert found == list(PROPOSED[name])


@pytest.mark.parametrize("name", SKIPPED)
def test_what_is_not_to_be_done_is_laid_aside_with_a_reason(name):
    skipped = broken(name).skipped
    for start, code in SKIPPED[name]:
        assert [one.code for one in skipped if one.text.startswith(start)][:1] == [code], start
    assert all(one.reason.endswith("。") for one in skipped)


def test_the_brackets_say_who_leads():
    found = one("report", "做优文化旅游")
    said = [(duty.kind, duty.names) for duty in found.kind_of_lead]
    assert said == [("牵头单位", ("县文旅局",)), ("责任单位", ("县住建局", "城关镇"))]
    assert (found.lead, found.assists) == ("县文旅局", ("县住建局", "城关镇"))
    assert (found.orgs, found.org_ids) == (("县住建局", "城关镇"), (1, 8))
    assert found.quantities == ("1个",)


def test_the_sentence_says_who_leads():
    found = one("minutes", "完成项目立项")
    assert (found.lead, found.assists) == ("县发改局", ("县自然资源局", "县生态环境局"))
    assert one("minutes", "完成全县工贸").lead == "县应急局"
    assert one("instructions", "拿出").assists == ("财政", "自然资源")


def test_the_line_below_says_who_leads():
    found = one("points", "完成规上")
    assert (found.lead, found.assists) == ("县工信局", ("县发改局", "县统计局"))
    assert found.org_ids == (7, 4)
    assert found.kind_of_lead[0].is_person
    assert one("points", "加装路灯").lead == "城关镇"


def test_the_heading_is_the_nearest_one():
    assert one("report", "实施重点项目").heading == "聚力项目攻坚，全力扩大有效投资"
    assert one("report", "改造乡镇卫生院").heading == "提升医疗服务水平"


def test_a_name_of_two_units_gives_both():
    found = break_down(
        "请农业局6月底前完成改造。", year=2026, orgs=[(1, ("农业局",)), (2, ("农业局",))]
    )
    assert (found.proposed[0].orgs, found.proposed[0].org_ids) == (("农业局",), (1, 2))


def test_the_longer_name_is_found_first():
    orgs = [(1, ("住建局",)), (2, ("县住建局",))]
    assert break_down("请县住建局完成改造。", year=2026, orgs=orgs).proposed[0].org_ids == (2,)


def test_an_order_in_a_section_about_the_past_is_still_an_order():
    raw = "一、去年工作回顾\n完成投资5亿元。县住建局要在3月底前办完12个项目的决算。\n"
    found = break_down(raw, year=2026, orgs=ORGS)
    assert [one.title for one in found.proposed] == ["办完12个项目的决算"]
    assert [one.code for one in found.skipped] == ["heading", "past"]


# fmt: off
LINES = (
    ("其次，卫健局一周内给村卫生室配齐药品。",               "配齐药品",   True),
    ("今天到青岩乡实地看了三个村，变化大。",                 "",           False),
    ("现将目标任务下达给你们，请认真组织实施。",             "",           False),
    ("联系人：刘洋，电话：0838-2200000。",                   "",           False),
    ("最后，希望青岩乡继续保持干劲，再创佳绩。",             "",           False),
    ("深化改革，6月底前办成150项。（市数据局、各区配合）",   "深化改革",   True),
)
# fmt: on


@pytest.mark.parametrize(("line", "title", "is_one"), LINES)
def test_one_line_is_judged_by_itself(line, title, is_one):
    found = break_down(line, year=2026)
    assert bool(found.proposed) is is_one
    assert all(title in one.title for one in found.proposed)


def test_a_list_without_numbers_is_read_line_by_line():
    raw = "2026年为民办实事清单\r\n——改造危桥4座，10月底前通车\r\n· 新建幼儿园2所\r\n和美乡村\r\n"
    found = break_down(raw, year=2026)
    assert [one.title for one in found.proposed] == ["改造危桥4座", "新建幼儿园2所"]
    assert [one.code for one in found.skipped] == ["heading", "heading"]


def test_an_empty_text_has_nothing_in_it():
    assert break_down("", year=2026) == break_down(" \n\n", year=2026)
    assert not break_down("", year=2026).proposed


def told(one):
    """各项的字。"""
    names = [name for duty in one.kind_of_lead for name in (duty.kind, *duty.names)]
    return (one.title, one.heading, *one.quantities, *one.orgs, *names)


def check_nothing_is_invented(raw, found):
    rows = sorted((*found.proposed, *found.skipped), key=lambda one: one.start)
    for one in rows:
        assert raw[one.start : one.end] == one.text != ""
    assert all(left.end <= right.start for left, right in pairwise(rows))
    for one in found.proposed:
        assert len(one.title) <= 40
        assert one.title in one.text
        assert all(word in raw for word in told(one))


def check_nothing_is_lost(raw, found):
    rows = (*found.proposed, *found.skipped)
    kept = {place for one in rows for place in range(one.start, one.end)}
    heads = {one.number for one in rows}
    lost = "".join(char for place, char in enumerate(raw) if place not in kept)
    left = [
        char
        for char in lost
        if "一" <= char <= "龥" and char not in "一二三四五六七八九十百第条章节编部分是要"
    ]
    assert not left, (left, heads)


@pytest.mark.parametrize("name", PROPOSED)
def test_every_word_is_in_the_text_and_every_sentence_is_accounted_for(name):
    raw = (TEXTS / f"{name}.txt").read_text("utf-8")
    check_nothing_is_invented(raw, broken(name))
    check_nothing_is_lost(raw, broken(name))


@settings(max_examples=300, deadline=None)
@given(LONG_TEXT, st.integers(1, 9999))
def test_any_words_can_be_broken_down(raw, year):
    found = break_down(raw, year=year, orgs=ORGS)
    check_nothing_is_invented(raw, found)
    check_nothing_is_lost(raw, found)
