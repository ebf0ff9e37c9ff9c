"""在线编辑测试共用：一份拟稿中的通知，起草人的一张凭证，改过一个字的 DOCX。"""

import io
import zipfile
from datetime import timedelta

import pytest

from sanban.documents.models import EditToken, Outgoing
from sanban.documents.services import drafting, online
from sanban.documents.services.drafting import DraftForm

BODY = "现将有关事项通知如下。\n\n一、压实责任\n\n各乡镇要落实属地责任，及时处置隐患。"
HOUR = timedelta(hours=1)


def altered(docx, old="及时", new="立即"):
    """把 DOCX 里的几个字改掉，像在软件里改的一样。"""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return made.getvalue()


@pytest.fixture
def outgoing(cast, now):
    form = DraftForm(
        doc_kind="notice",
        title="关于做好秋季森林防火工作的通知",
        main_recipients="各乡镇人民政府",
        body=BODY,
    )
    return drafting.start_draft(form, by=cast.drafter, now=now)


@pytest.fixture
def secret(outgoing, cast, now):
    return online.open_token(outgoing, by=cast.drafter, now=now)


@pytest.fixture
def token(secret, now):
    return online.enter(secret, now=now)


@pytest.fixture
def held(token, now):
    return online.lock(token, lasts=HOUR, now=now)


@pytest.fixture
def docx(token, now):
    return online.fetch(token, now=now).data


def again(token):
    """凭证、事项的最新样子。"""
    return EditToken.objects.known(token.digest)


def fresh(outgoing):
    return Outgoing.objects.select_related("matter__route", "prefix").get(pk=outgoing.pk)
