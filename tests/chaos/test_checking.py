"""对账的人自己也要考：好好的一处毛病不报；少一行、多一行、改一个字，报得出是哪一条。"""

import hashlib

import psycopg
import pytest
from django.db import connection

from chaos import checking
from chaos.book import book_of
from chaos.checking import Scene, check
from sanban.audit import services as audit
from sanban.core.models import Holiday
from sanban.documents import services as documents
from sanban.files import services as files
from sanban.matters import services as matters
from sanban.matters.services import Asked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]
TITLE = "关于演练工作的通知"
TEXT = f"{TITLE}\r\n　　各单位要抓好落实。\r\n".encode()


@pytest.fixture
def scene(cast, now, settings):
    """一件收文：收了、登记了、送了拟办，拟办了；账上都有。"""
    Holiday.objects.all().delete()
    intake = documents.receive(TEXT, name="a.txt", by=cast.clerk, now=now)
    form = documents.Registration(title=TITLE, sender_name="演示市水务局", nature="action_item")
    made = documents.register(intake, form, by=cast.clerk, now=now)
    matters.move(
        made.matter, "to_clerk", asked=Asked(cast.director, now), remark="请照办。t2"
    )  # fmt: skip
    audit.seal(now=now)
    audit.seal(now=now + audit.GAP)
    digest = hashlib.sha256(TEXT).hexdigest()
    rows = [
        {"what": "upload", "token": "t0", "intake": intake.pk, "digest": digest},
        {"what": "register", "token": "t1", "title": TITLE, "intake": intake.pk,
         "matter": made.pk, "receipt": made.receipt_text},
        {"what": "move", "token": "t2", "matter": made.pk, "code": "to_clerk", "race": ""},
    ]  # fmt: skip
    both = [{**row, "state": state} for row in rows for state in ("tried", "promised")]
    given = connection.settings_dict
    place = f"postgresql://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"
    with psycopg.connect(place, autocommit=True) as database:
        yield Scene(database, settings.FILES, book_of(both))


def bad(scene):
    found = check(scene)
    assert set(found) == set(checking.RULES)
    return {name for name, faults in found.items() if faults} - {"都搜得到"}


def test_all_is_well(scene):
    assert bad(scene) == set()


STEP = "matters_step WHERE remark LIKE '%t2'"
# fmt: off
HARM = (
    ("少一步留痕", f"DELETE FROM {STEP}", "办的每一步恰好一次"),
    ("改了意见", f"UPDATE {STEP.replace(' WHERE', ' SET remark = remark || 1 WHERE')}",
     "办的每一步恰好一次"),
    ("改了标题", "UPDATE matters_matter SET title = title || '改'", "登记恰好一次"),
    ("改了收文号", "UPDATE documents_incoming SET receipt_no = 2", "收文号不缺不重"),
    ("多用了号", "UPDATE core_serial SET last = last + 1", "收文号不缺不重"),
    ("来件换了", "UPDATE documents_intake SET stored_id = NULL", "收的文件恰好一份"),
    ("环节改了", "UPDATE matters_matter SET stage = 'handle'", "差事对得上环节"),
    ("序号改了", "UPDATE matters_matter SET step_no = step_no + 1", "留痕连着数"),
    ("差事没了", "UPDATE matters_todo SET state = 'void' WHERE state = 'open'", "差事对得上环节"),
    ("少一行审计", "DELETE FROM audit_log WHERE act = 'matter.to_clerk'", "审计恰好一行"),
    ("多一行审计", "INSERT INTO audit_log (happened_at, actor_id, actor_name, act, target, detail,"
     " address, is_done) SELECT happened_at, actor_id, actor_name, act, target, detail, address,"
     " is_done FROM audit_log WHERE act = 'matter.to_clerk'", "审计恰好一行"),
    ("改了审计", "UPDATE audit_log SET actor_name = '别人'", "审计的封存接得上"),
    ("封存断了", "UPDATE audit_seal SET previous = 'x'", "审计的封存接得上"),
    ("活挂着", "UPDATE django_tasks_database_dbtaskresult SET status = 'RUNNING'",
     "后台工作没有挂着的"),
)
# fmt: on


@pytest.mark.parametrize(("name", "sql", "rule"), HARM, ids=[one[0] for one in HARM])
def test_harm_in_the_database_is_found(scene, name, sql, rule):
    scene.database.execute("SET session_replication_role = replica")
    scene.database.execute(sql)
    assert rule in bad(scene)


def test_harm_on_the_disk_is_found(scene):
    kept = files.path_of(hashlib.sha256(TEXT).hexdigest())
    kept.write_bytes(b"rotten")
    assert bad(scene) == {"文件一份不缺不多不坏"}
    kept.unlink()
    (kept.parent / "stray").write_bytes(b"x")
    assert len(check(scene)["文件一份不缺不多不坏"]) >= 2


def test_both_sides_of_a_race_promised_is_found(scene):
    row = {**scene.book.promised["move"][0], "race": "r1"}
    scene.book.promised["move"] = [row, {**row, "token": "t3"}]
    assert "抢办只成一个" in bad(scene)


def test_a_promise_never_kept_is_found(scene):
    lost = {"state": "promised", "what": "register", "token": "t9", "title": "没有的一件",
            "intake": 9, "matter": 9, "receipt": "〔2026〕0009"}  # fmt: skip
    scene.book.promised["register"].append(lost)
    assert bad(scene) == {"登记恰好一次"}
