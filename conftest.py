"""测试的两件公用：浏览器、跳过的账。班底见 tests/conftest.py。"""

pytest_plugins = ["tests.browsers", "tests.strict"]
