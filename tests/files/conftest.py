"""文件测试共用：一页的 PDF。"""

from io import BytesIO

import pytest
from PIL import Image


@pytest.fixture(scope="session")
def demo_pdf():
    out = BytesIO()
    Image.new("RGB", (210, 297), "white").save(out, "PDF")
    return out.getvalue()
