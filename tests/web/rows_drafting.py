"""拟稿页的权限。"""

ROWS: list[tuple] = []
