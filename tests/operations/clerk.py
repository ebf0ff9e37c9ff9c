"""运行手册测试的帮手，在自己的进程里跑：`prepare` 备好文书和登录，`numbers` 看收文号。"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from sanban.audit import services as audit  # noqa: E402
from sanban.documents.models import Incoming  # noqa: E402
from sanban.people.models import Org  # noqa: E402
from tests.signing import appointed, session_of  # noqa: E402


def prepare():
    """一位文书、一位主任；回文书的登录。"""
    org = Org.objects.get()
    appointed(org, "周明远", "director")
    return session_of(appointed(org, "林晓燕", "clerk"))


def numbers():
    """各件的收文号，审计接不接得上。"""
    rows = Incoming.objects.order_by("receipt_no").values_list("receipt_no", "title_key")
    return {"numbers": [one for one, _ in rows], "breaks": list(audit.verify().breaks)}


if __name__ == "__main__":
    sys.stdout.write(json.dumps({"prepare": prepare, "numbers": numbers}[sys.argv[1]]()))
