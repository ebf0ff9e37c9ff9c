"""发文的页面：几本台账、事项页、手写、批阅。"""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    "tab",
    ("file", "draft", "versions", "review", "consult", "issue", "receipts", "trace", "files"),
)
def test_every_tab_of_an_outgoing_matter_opens(cast, sign_in, outgoing, tab):
    page = sign_in(cast.drafter).get(reverse("matter", args=[outgoing.pk]) + f"?tab={tab}")
    assert page.status_code == 200
    assert outgoing.matter.title in page.content.decode()
