"""督办清单测试用的：照几种表头写一张表，核对、确认、导入，看导成了什么样。"""

import io

import xlsxwriter

from sanban.files.services.guards import Upload
from sanban.matters import kinds
from sanban.matters.models import Matter, Step, Todo, Visibility
from sanban.supervision.kinds.supervised_item import KIND
from sanban.supervision.models import (
    Handler,
    Milestone,
    ReportDue,
    SupervisedItem,
)
from sanban.supervision.services import importing
from sanban.supervision.services.importing import Choices

kinds.add(KIND)
HEADS = ("事项内容", "来源", "任务目标", "路径图", "牵头单位", "责任人", "协办单位", "包抓领导",
         "完成时限", "阶段节点")  # fmt: skip
GOOD = ("实施县城东区供水管网改造", "会议议定", "更换老旧管网 12 公里，漏损率降到 10%以下",
        "1.完成招标\n2.分段施工\n3.通水验收", "县水务局", "赵学军", "县财政局", "郑国平",
        "2026-12-31", "2026-10-31 完成招标\n2026-11-30 完成施工 8 公里")  # fmt: skip
PAST_HEADS = ("督办编号", "事项内容", "来源", "牵头单位", "责任人", "立项日期", "交办日期",
              "完成时限", "办结日期", "进展情况", "完成率")  # fmt: skip


def xlsx(heads, rows, title=""):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        top = 0
        if title:
            sheet.merge_range(0, 0, 0, len(heads) - 1, title)
            top = 1
        for n, row in enumerate([heads, *rows], start=top):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def plan(cast, now, heads, rows, *, name="清单.xlsx", data=None, **choices):
    upload = Upload(name, data or xlsx(heads, rows))
    return importing.plan_run(upload, Choices(**choices), by=cast.supervisor, now=now)


def take(cast, now, run):
    assert importing.confirm(run, by=cast.supervisor, now=now)
    importing.carry_on(run.pk, now=now)
    run.refresh_from_db()
    return run


def many(count):
    return [(f"{GOOD[0]}第{n}段", *GOOD[1:]) for n in range(count)]


def faults(run):
    return [(one.number, one.code) for one in importing.faults_of(run)]


def row_of(one, own):
    return {
        field.attname: getattr(one, field.attname)
        for field in one._meta.concrete_fields
        if field.name not in own
    }


def item_picture(pk):
    item = SupervisedItem.objects.get(pk=pk)
    todos = Todo.objects.filter(matter=pk).order_by("id")
    own = ("id", "matter", "item", "before", "opened_by", "closed_by", "step")
    return [
        row_of(item, own),
        row_of(Matter.objects.get(pk=pk), own),
        [row_of(one, own) for one in Step.objects.filter(matter=pk).order_by("number")],
        [row_of(one, own) for one in todos],
        [row_of(one, own) for one in Milestone.objects.filter(item=pk).order_by("position")],
        sorted(Visibility.objects.filter(matter=pk).values_list("subject", flat=True)),
        ReportDue.objects.filter(item=pk).count(),
        Handler.objects.filter(item=pk).count(),
    ]
