"""发文从起草到归档：请示、批复和联合通知，两个真浏览器里，六个人各开各的，关口一道不少。

其间退回一次、会签不同意一次、签发以后改一次、发出以后撤回一次；
归档打出的包里有定稿、花脸稿、稿纸、意见和摘要，定稿 DOCX 查不出提示以上的毛病。
"""

import pytest
from playwright.sync_api import expect
from pypinyin import Style, lazy_pinyin

from sanban.documents import services
from sanban.documents.models import Force, Ink, Outgoing
from sanban.documents.services import Registration, issuing
from sanban.matters import services as matters
from sanban.matters.models import Step
from sanban.matters.services import load_phrases
from sanban.people.models import Org, OrgKind, Person, RoleHolding
from tests.web import outgoing_steps as steps
from tests.web.outgoing_road import Road, check_package

pytestmark = pytest.mark.django_db(transaction=True)
REQUEST = """我县城乡供水管网老化，漏损率偏高，急需改造。现请示如下：

# 建设内容

更换主管网42公里，新建泵站3座。

# 资金来源

总投资8600万元，申请市级补助4300万元，其余由县级自筹。

妥否，请批示。
"""
REPLY = """# 同意实施

同意你局实施河道清淤工程，由你局负责组织。

# 严格管理

工程资金专款专用，请于2026年12月20日前完工。
"""
NOTICE = """为做好冬季安全生产工作，现就有关事项通知如下：

# 压实责任

各乡镇人民政府要落实属地责任，把任务落实到人。

# 排查隐患

请于2026年12月8日前将排查情况报县政府办公室。
"""


@pytest.fixture
def office(cast, now):
    """这场要的人和代字：县长是主要负责人，财政局的负责人能会签，也能联合签发。"""
    for person in Person.objects.all():
        person.initials = "".join(lazy_pinyin(person.name, style=Style.FIRST_LETTER))
        person.save(update_fields=["initials"])
    city = Org.objects.create(name="演示市人民政府", short_name="市政府", kind=OrgKind.OUTSIDE)
    Org.objects.filter(pk=cast.office.pk).update(parent=city)
    RoleHolding.objects.create(person=cast.mayor, role="principal", org=cast.office)
    RoleHolding.objects.create(person=cast.outsider, role="leader", org=cast.finance)
    load_phrases()
    return steps.new_prefix(cast)


@pytest.fixture
def road(enter_once, cast, office):
    return Road(enter_once, cast)


def test_a_request_goes_up_and_a_reply_comes_down(road, cast, now):
    pk = road.draft(
        "request",
        "实施城乡供水管网改造工程",
        REQUEST,
        recipients="演示市人民政府",
        annotation="联系人：孙佳，电话：8200123",
    )
    road.press(road.at(cast.drafter, pk), "送审核")
    page = road.at(cast.director, pk)
    page.click(".bar button:has-text('退回')")
    page.fill("#ask-send_back textarea", "投资数字请再核。")
    page.click("#ask-send_back .primary")
    road.told(page)
    road.edit(cast.drafter, pk, "8600万元", "8650万元", "照主任意见核数")
    road.press(road.at(cast.drafter, pk), "送审核")
    page = road.at(cast.director, pk)
    expect(page.locator("#gates")).to_contain_text("由主要负责人签发")
    road.review(pk, "hlx")
    road.sign(cast.mayor, pk, ink=True)
    road.issue(pk, remark="机要交换送市政府。")
    outgoing = Outgoing.objects.get(pk=pk)
    assert outgoing.force == Force.IN_FORCE
    assert Step.objects.filter(matter=pk, action="send_back").count() == 1
    assert Ink.objects.get(matter=pk).step_number
    check_package(road.archive(pk), pk, redline=False, opinion="投资数字请再核。")

    form = Registration(
        title="演示县水务局关于实施河道清淤工程的请示",
        sender_name="演示县水务局",
        sender_number="演水〔2026〕12号",
    )
    asked = services.register(None, form, by=cast.clerk, now=now)
    matters.circulate(asked.matter, [cast.drafter], by=cast.clerk, now=now)
    pk = road.draft("reply", "", REPLY, query=f"?answers={asked.pk}")
    words = issuing.newest_of(Outgoing.objects.get(pk=pk).matter).gongwen
    assert "河道清淤工程" in words
    road.press(road.at(cast.drafter, pk), "送审核")
    road.review(pk, "hlx")
    road.sign(cast.mayor, pk)
    # 签发以后改了实质内容，回到签发的人那里，花脸稿摆在眼前
    road.edit(cast.clerk, pk, "12月20日", "12月25日", "水务局来电改期")
    page = road.at(cast.clerk, pk)
    page.click(".bar .moves button:has-text('复核通过')")
    expect(page.locator("#message .note.stop")).to_contain_text("复审")
    road.press(page, "送复审", remark="完工日期改了，请复审。")
    page = road.enter(cast.mayor)
    page.goto(f"{road.enter.url}/leader/{pk}/?view=changes")
    expect(page.locator(".redsheet p:not(.key) ins").first).to_contain_text("25")
    road.sign(cast.mayor, pk)
    road.issue(pk, units=("xswj",))
    page = road.at(cast.water_liaison, pk)
    expect(page.locator(".view .pages img").first).to_be_visible()
    assert Step.objects.filter(matter=asked.matter, action="answered").exists()
    check_package(road.archive(pk), pk, redline=True, opinion="完工日期改了，请复审。")


def test_a_joint_notice_is_refused_agreed_issued_and_taken_back(road, cast, now):
    pk = road.draft(
        "notice",
        "做好冬季安全生产工作",
        NOTICE,
        recipients="各乡镇人民政府，县政府各部门",
        joint="演示县财政局",
    )
    road.press(road.at(cast.drafter, pk), "送审核")
    page = road.at(cast.director, pk)
    page.click(".bar .moves button:has-text('送会签')")
    road.pick(page, "#pick-leader-to_cosign", "zgp")
    page.click("#ask-way-to_cosign .primary")
    road.told(page)
    page = road.enter(cast.deputy)
    page.goto(f"{road.enter.url}/leader/{pk}/")
    page.check("input[name=answer][value=refuse]")
    page.fill("#remark", "不同意，时限太紧。")
    page.click(".bar .primary")
    page.wait_for_url("**/leader/")
    page = road.at(cast.drafter, pk)
    page.click(".bar .moves button:has-text('送审核')")
    expect(page.locator("#message .note.stop")).to_contain_text("采纳")
    page = road.at(cast.drafter, pk, "consult")
    page.select_option("[name=adoption]", "adopted")
    page.click(".consulted form button")
    road.told(page)
    road.edit(cast.drafter, pk, "12月8日", "12月18日", "采纳郑副县长意见，放宽时限")
    road.press(road.at(cast.drafter, pk), "送审核")
    road.review(pk, "hlx", "zw")
    road.sign(cast.mayor, pk)
    road.sign(cast.outsider, pk)
    road.issue(pk, seals=2, units=("xczj", "xswj"))
    assert Outgoing.objects.get(pk=pk).joint_issuers.count() == 2
    page = road.at(cast.finance_liaison, pk)
    expect(page.locator(".view .pages img").first).to_be_visible()
    page = road.at(cast.clerk, pk, "issue")
    page.click("button:has-text('撤回') >> nth=0")
    expect(page.locator("#ask-force")).to_contain_text("2 个单位拿着")
    page.fill("#ask-force textarea", "时限写错，另行发文。")
    page.click("#ask-force .primary")
    road.told(page)
    page = road.at(cast.finance_liaison, pk)
    expect(page.locator(".view .note.stop")).to_contain_text("已经撤回")
    expect(page.locator(".view .pages img")).to_have_count(0)
    assert Outgoing.objects.get(pk=pk).force == Force.RETRACTED
    check_package(road.archive(pk), pk, redline=False, opinion="不同意，时限太紧。")
    figures = road.enter(cast.director)
    figures.goto(f"{road.enter.url}/outgoing/figures/")
    expect(figures.locator(".tiles")).to_contain_text("退稿率")
