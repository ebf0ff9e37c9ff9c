"""日志：地址里的凭证先抹掉。"""

import logging

import pytest

from sanban.core.logs import HideSecrets


@pytest.mark.parametrize(
    "path", ["/dav/s3cret/1.docx", "/calendar/s3cret.ics", "x/calendar/s3cret"]
)
def test_a_secret_in_an_address_is_hidden(path):
    record = logging.LogRecord("django.request", 30, "", 0, "Not Found: %s", (path,), None)
    assert HideSecrets().filter(record)
    assert "s3cret" not in record.getMessage()


def test_other_words_are_left_alone():
    record = logging.LogRecord("x", 30, "", 0, "%s 件 %d%%", ("/matters/1/", 3), None)
    HideSecrets().filter(record)
    assert record.getMessage() == "/matters/1/ 件 3%"
