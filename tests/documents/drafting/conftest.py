"""拟稿测试共用：一个代字、一张填好的表、一份起好的稿。"""

import pytest

from sanban.documents.models import NumberPrefix
from sanban.documents.services import drafting
from sanban.documents.services.drafting import DraftForm

BODY = """各乡镇人民政府要认真做好秋季森林防火工作，现通知如下：

一、压实责任

各乡镇要落实属地责任，加强巡护，及时处置隐患。

二、严格管理

请于2026年9月28日前将工作情况报送县政府办公室。"""


def form(**changes):
    """一张填好的表，改其中几项。"""
    given = {
        "doc_kind": "notice",
        "title": "演示县人民政府办公室关于做好秋季森林防火工作的通知",
        "main_recipients": "各乡镇人民政府",
        "body": BODY,
    }
    return DraftForm(**{**given, **changes})


@pytest.fixture
def prefix(cast):
    return NumberPrefix.objects.create(
        org=cast.office, issuer="演示县人民政府办公室", text="演政办发", label="办公室文件"
    )


@pytest.fixture
def outgoing(cast, prefix, now):
    return drafting.start_draft(form(prefix=prefix), by=cast.drafter, now=now)
