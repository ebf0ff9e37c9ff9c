"""连接池测试的帮手，在自己的进程里跑：问一句，断开，分出一个子进程，各问一句，说各是哪条连接。"""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanban.settings")
import django

django.setup()

from django.db import connection  # noqa: E402

from sanban.core.databases import close_all  # noqa: E402

OTHERS = "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'sanban'"


def asked(sql="SELECT pg_backend_pid()"):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def main():
    """断开前后、分出前后，各是哪条连接。"""
    first = asked()
    connection.close()
    again = asked()
    close_all()
    read, write = os.pipe()
    if os.fork() == 0:
        os.write(write, str(asked()).encode())
        os._exit(0)
    os.wait()
    told = {"first": first, "again": again, "child": int(os.read(read, 20)), "parent": asked()}
    sys.stdout.write(json.dumps({**told, "open": asked(OTHERS)}) + "\n")


if __name__ == "__main__":
    main()
