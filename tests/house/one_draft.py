"""在一个建好的办公室里起草一份，打开在线编辑，印出编号、凭证，或者印出各版；由测试另起一个进程来跑。"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from sanban.documents.models import DraftVersion  # noqa: E402
from sanban.documents.services import drafting, online  # noqa: E402
from sanban.documents.services.drafting import DraftForm  # noqa: E402
from sanban.people.models import Org, Person, RoleHolding  # noqa: E402

BODY = """现将有关事项通知如下。

一、压实责任

（一）坚持**问题导向**。各乡镇要落实属地责任，及时处置隐患。

1.明确责任。面积以10米^2^计。

表：任务分工表

| 单位 | 任务 | 完成时间 |
|---|---|---|
| 县应急局 | 巡查 | 9月底 |
| 县财政局 | 资金 | 10月底 |

# 附件1：责任清单

一、清单

# 附件2：联系表

| 姓名 | 电话 |
|---|---|
| 张某 | 8000 |"""


def _drafter():
    org = Org.objects.first()
    person = Person.objects.create(name="孙佳", org=org, post_name="秘书")
    RoleHolding.objects.create(person=person, role="drafter", org=org)
    return person


def begin():
    """起草一份，给一张凭证。"""
    person = _drafter()
    form = DraftForm(
        doc_kind="notice",
        title="关于做好秋季森林防火工作的通知",
        main_recipients="各乡镇人民政府",
        joint=("演示县应急管理局", "演示县水务局"),
        attachments=("责任清单", "联系表"),
        cc_recipients="县委办公室，县人大办公室",
        body=BODY,
    )
    made = drafting.start_draft(form, by=person, now=timezone.now())
    secret = online.open_token(made, by=person, now=timezone.now())
    sys.stdout.write(f"{made.pk} {secret}\n")


def versions(matter):
    """一份稿子各版的号、来由、存在库里的样子。"""
    for one in DraftVersion.objects.filter(matter=matter).order_by("number"):
        sys.stdout.write(f"{one.number} {one.way} {one.gongwen}\n")


if __name__ == "__main__":
    for _ in range(int(sys.argv[2])) if sys.argv[1] == "begin" else ():
        begin()
    if sys.argv[1] == "versions":
        versions(sys.argv[2])
