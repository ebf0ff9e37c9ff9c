"""发文页的权限。"""

ROWS: list[tuple] = []
