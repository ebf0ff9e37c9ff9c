"""安全测试借用页面测试的班底和各件事项。"""

from tests.web.conftest import *  # noqa: F403
