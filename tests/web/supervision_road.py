"""督办全程的路：谁办都从自己的页面上办；单位在手机上办，一步一个办法。"""

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from sanban.core.models import Holiday
from sanban.supervision.models import SupervisedItem

PHONE = {"viewport": {"width": 390, "height": 844}}
MISSION = "完成北环路防洪堤3处险段加固，共1.2公里，通过竣工验收。"
STANDARD = "3处险段全部通过竣工验收，验收报告齐全"
ROADMAP = "完成设计和招标\n完成施工\n组织竣工验收"
NODES = ((10, "完成招标"), (45, "完成施工"))
DAYS = 60


def day_after(days):
    """几天以后的那一天。"""
    return timezone.localdate() + timedelta(days=days)


def workday_after(days):
    """几天以后，或者随后的那个上班的日子。"""
    day = day_after(days)
    while not Holiday.objects.calendar(day).is_workday(day):
        day += timedelta(days=1)
    return day


class SupervisionRoad:
    """一件督办走的路；`enter` 开某人的一页（就是 enter_once）。"""

    def __init__(self, enter, cast):
        self.enter, self.cast, self.pk = enter, cast, 0

    @property
    def item(self):
        """这件事项此刻的样子。"""
        return SupervisedItem.objects.select_related("matter").get(pk=self.pk)

    def goto(self, page, path):
        page.goto(f"{self.enter.url}{path}")
        return page

    def at(self, person, tab=""):
        """某人打开这件事项的页。"""
        page = self.goto(
            self.enter(person), f"/matters/{self.pk}/" + (f"?tab={tab}" if tab else "")
        )
        page.wait_for_selector(".view")
        return page

    def task(self, person, org):
        """单位的人在手机上打开这件任务。"""
        page = self.goto(self.enter(person, **PHONE), f"/tasks/{self.pk}/?org={org.pk}")
        page.wait_for_selector(".asked")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        return page

    def told(self, page, words=""):
        """等到办成的那句话，看过收起，免得和下一句混了。"""
        found = page.locator("#message .note.done")
        expect(found).to_be_visible()
        expect(found).to_contain_text(words)
        page.click("#message .note.done [data-dismiss]")

    def pick(self, page, box, *words):
        for word in words:
            page.fill(box, word)
            page.wait_for_selector("[role=option]")
            page.press(box, "Enter")

    def move(self, person, name, *, remark="", tab="", leader=""):
        """在事项页的办理条上办一步。"""
        page = self.at(person, tab)
        if leader:
            self.pick(page, "#pick-leader-bar", leader)
        if remark:
            page.fill("#remark", remark)
        page.click(f".bar .moves button:has-text('{name}')")
        self.told(page)

    def initiate(self, parent, *units):
        """从来文的页上“立项督办”：批示照录，填齐四要素，存下。"""
        page = self.goto(self.enter(self.cast.supervisor), f"/matters/{parent}/")
        page.click(".bar details.menu summary")
        page.click(".bar a:has-text('立项督办')")
        page.wait_for_selector("#live .qualities")
        self.fill_elements(page)
        self.pick(page, "#pick-orgs", *units)
        page.click(".bar [data-main]")
        page.wait_for_selector(".mhead")
        self.told(page, "已经拟办")
        self.pk = int(page.url.split("/matters/")[1].split("/")[0])

    def fill_elements(self, page):
        """任务书、时间表、路径图、责任人。"""
        page.fill("[name=title]", "修复县城北环路防洪堤三处险段")
        page.fill("[name=mission]", MISSION)
        page.fill("[name=standard]", STANDARD)
        page.fill("[name=due_on]", day_after(DAYS).isoformat())
        for place, (days, name) in enumerate(NODES):
            page.fill(f"#mile_on-{place}", day_after(days).isoformat())
            page.fill(f"#mile_name-{place}", name)
        page.fill("[name=roadmap]", ROADMAP)
        page.fill("[name=owner_name]", "赵学军")
        page.fill("[name=backup_name]", "江一帆")

    def acknowledge(self, person, org):
        page = self.task(person, org)
        page.click(".dockform button:has-text('签收')")
        self.told(page, "已签收")

    def report(self, person, org, progress, content, *, approver=""):
        page = self.task(person, org)
        page.fill("#content", content)
        page.fill("#progress", str(progress))
        if approver:
            page.fill("#approver_name", approver)
        page.click("#feedback [data-main]")
        self.told(page, "次反馈已")

    def agree(self, leader, yes):
        """单位领导在手机上一按同意。"""
        page = self.goto(self.enter(leader, **PHONE), "/tasks/approvals/")
        page.click(f"main button:has-text('{yes}') >> nth=0")
        self.told(page)

    def ask_extension(self, person, org, day, reason):
        page = self.task(person, org)
        page.click("button[data-open='#ask-extension']")
        page.fill("#ask-extension [name=day]", day.isoformat())
        page.fill("#ask-extension textarea", reason)
        page.click("#ask-extension .primary")
        self.told(page, "已提延期")

    def rule(self, person, words):
        page = self.at(person, "requests")
        page.fill(".ruling textarea", words)
        page.click(".ruling button:has-text('同意') >> nth=0")
        self.told(page, "延期")
        return page

    def apply(self, person, org, result):
        page = self.task(person, org)
        page.click("button[data-open='#apply']")
        page.fill("#apply textarea", result)
        page.click("#apply .primary")
        self.told(page, "已申请办结")

    def verify(self, person, opinion, evidence):
        """核查，佐证随着传上来。"""
        page = self.at(person, "verify")
        page.check(".ruling input[name=method] >> nth=1")
        page.fill(".ruling [name=place]", "北环路险段")
        page.fill(".ruling textarea", opinion)
        page.set_input_files(".ruling [name=files]", str(evidence))
        page.click(".ruling button:has-text('核实') >> nth=0")
        page.wait_for_selector(".report .tag.go")
        return page

    def reopen(self, person, day, words):
        """回头看反弹了，重新办理。"""
        page = self.at(person)
        page.click(".bar button:has-text('重新办理')")
        page.fill("#ask-way-reopen [name=due_on]", day.isoformat())
        page.fill("#ask-way-reopen textarea", words)
        page.click("#ask-way-reopen .primary")
        self.told(page)

    def run_job(self, job, day, hour=7):
        """到了那天早上，钟点走一遍。"""
        moment = timezone.localtime().replace(hour=hour, minute=0)
        cache.clear()
        return job.call((moment + (day - moment.date())).isoformat())
