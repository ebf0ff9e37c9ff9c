"""承办任务，在两个浏览器里、手机上：签收、报进展，同事先报的不盖，领导一按同意。"""

from django.urls import reverse
from django.utils import timezone

from sanban.supervision import services
from sanban.supervision.models import Feedback, FeedbackState, Handler
from sanban.supervision.services import FeedbackForm

PHONE = {"viewport": {"width": 390, "height": 844}}


def go(page, live_server, name, *args):
    page.goto(live_server.url + reverse(name, args=args))


def fits(page):
    """页面不横着滚。"""
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_the_liaison_signs_and_reports_and_the_leader_agrees(enter, live_server, cast, unit_task):
    page = enter(cast.water_liaison, **PHONE)
    go(page, live_server, "tasks")
    assert fits(page)
    page.click("a.title")
    page.click("button:has-text('签收')")
    page.wait_for_selector("#message .note.done")
    assert Handler.objects.get(item=unit_task, org=cast.water).acknowledged_at
    assert fits(page)
    page.fill("#content", "招标完成，施工队已进场。")
    page.fill("#progress", "35")
    page.dblclick(".dock button.primary")
    page.wait_for_selector("text=审了才算报出")
    assert Feedback.objects.get().state == FeedbackState.PENDING
    leader = enter(cast.water_principal, **PHONE)
    go(leader, live_server, "task-approvals")
    assert fits(leader)
    leader.click("button:has-text('同意报出')")
    leader.wait_for_selector("text=已同意，反馈报出了")
    assert Feedback.objects.get().state == FeedbackState.ACCEPTED


def test_a_colleagues_words_and_mine_are_both_on_the_page(enter, live_server, cast, unit_task):
    page = enter(cast.water_liaison, **PHONE)
    go(page, live_server, "task", unit_task.pk)
    page.fill("#content", "我写的这一段。")
    other = FeedbackForm(progress=20, content="局长先报的一段。")
    who = {"by": cast.water_principal, "now": timezone.now()}
    services.feedback(unit_task, other, org=cast.water, base=0, **who)
    page.click("#feedback button")
    page.wait_for_selector("#theirs >> text=局长先报的一段。")
    assert page.input_value("#content") == "我写的这一段。"
    assert Feedback.objects.count() == 1
    page.click("#feedback button")
    page.wait_for_selector("text=第 2 次反馈")
    assert Feedback.objects.count() == 2


def test_what_was_half_written_is_there_after_leaving(enter, live_server, cast, unit_task):
    page = enter(cast.finance_liaison, **PHONE)
    go(page, live_server, "task", unit_task.pk)
    page.fill("#content", "资金拨付一半。")
    go(page, live_server, "tasks")
    go(page, live_server, "task", unit_task.pk)
    page.wait_for_selector(".kept")
    assert page.input_value("#content") == "资金拨付一半。"


def test_a_task_is_split_on_the_phone(enter, live_server, cast, unit_task):
    page = enter(cast.water_liaison, **PHONE)
    go(page, live_server, "task", unit_task.pk)
    page.click("a:has-text('分一项')")
    page.fill("#title", "完成设计")
    page.fill("#owner_name", "王工")
    assert fits(page)
    page.click("button.primary")
    page.wait_for_selector(".branches >> text=完成设计")
    page.fill(".branches input[name=progress]", "60")
    page.click(".branches button:has-text('报')")
    page.wait_for_selector("text=完成率 60%，由子任务合成")
    assert fits(page)
