"""办文测试共用：登记一份、走到某一环节、造一份真的来文。"""

import datetime

import pytest

from demo.files.docx import make_docx
from demo.files.paper import Paper
from sanban.documents import services
from sanban.documents.services import Registration

PAPER = Paper(
    key="fire",
    issuer="演示市应急管理局",
    title="演示市应急管理局关于做好秋季森林防火工作的通知",
    kind="通知",
    number="演应急〔2026〕36号",
    recipients="各县（区）人民政府",
    urgency="加急",
    paragraphs=(
        "入秋以来，我市降水偏少，森林火险等级持续升高。现就做好秋季森林防火工作通知如下。",
        "一、压实责任",
        "各地要落实属地责任，加强巡护，保守商业秘密，及时处置隐患。",
        "请于2026年9月28日前将工作情况报送我局。",
    ),
    date=datetime.date(2026, 9, 11),
    signature="演示市应急管理局",
)


@pytest.fixture(scope="session")
def paper():
    return PAPER


@pytest.fixture(scope="session")
def docx(paper):
    return make_docx(paper)


def form(**changes):
    plain = {
        "title": "关于做好秋季防火工作的通知",
        "sender_name": "演示市应急管理局",
        "sender_number": "演应急〔2026〕36号",
    }
    return Registration(**{**plain, **changes})


@pytest.fixture
def incoming(cast, now):
    return services.register(None, form(), by=cast.clerk, now=now)
