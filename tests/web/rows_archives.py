"""档案各页：谁能进。"""

from datetime import date

from sanban.archives import services as archives
from sanban.archives.services import Filing
from sanban.documents.kinds.incoming import KIND
from sanban.documents.models import Incoming
from sanban.documents.services import archiving
from sanban.matters import kinds, services
from sanban.matters.services import Asked, Opening


def completed(cast, now, number=1):
    """一件办结、等着归档的收文。"""
    kinds.add(KIND)
    opening = Opening(f"关于第 {number} 项工作的通知", data={"nature": "action_item"})
    matter = services.start("incoming", opening, by=cast.clerk, now=now)
    Incoming.objects.create(
        matter=matter, receipt_year=2026, receipt_no=number, received_at=now, code=f"Z{number}",
        sender_name="演示市水务局", sender_number=f"演水〔2026〕{number}号",
        issue_date=date(2026, 9, 10), pages=3,
    )  # fmt: skip
    for code, by in (
        ("submit", cast.clerk),
        ("to_clerk", cast.director),
        ("no_handling", cast.clerk),
        ("complete", cast.clerk),
    ):
        services.move(matter, code, asked=Asked(by, now), remark="同意")
    return matter


def archived(cast, now, number=1):
    """一件归了档的收文。"""
    matter = completed(cast, now, number)
    proposed = archives.propose_retention(matter).retention
    filing = Filing(proposed, "BGS", "Z109")
    return archiving.file_away(matter, by=cast.clerk, now=now, filing=filing)


def an_item(get):
    return {"pk": archived(get("cast"), get("now")).pk}


ROWS = [
    ("archive", "get", "clerk", 200, None),
    ("archive", "get", "archivist", 200, None),
    ("archive", "get", "mayor", 200, None),
    ("archive", "get", "sys_admin", 404, None),
    ("archive", "get", "water_liaison", 404, None),
    ("archive", "get", None, 302, None),
    ("archive-export", "get", "archivist", 200, None),
    ("archive-export", "get", "audit_admin", 404, None),
    ("archive-export", "get", None, 302, None),
    ("archive-waiting", "get", "clerk", 200, None),
    ("archive-waiting", "get", "mayor", 404, None),
    ("archive-waiting", "get", None, 302, None),
    ("archive-do", "post", "clerk", 409, None),
    ("archive-do", "post", "archivist", 404, None),
    ("archive-do", "get", "clerk", 405, None),
    ("archive-do", "post", None, 302, None),
    ("archive-item", "get", "clerk", 200, an_item),
    ("archive-item", "get", "archivist", 200, an_item),
    ("archive-item", "get", "outsider", 404, an_item),
    ("archive-item", "get", "sys_admin", 404, an_item),
    ("archive-item", "get", None, 302, an_item),
    ("archive-verify", "post", "archivist", 200, an_item),
    ("archive-verify", "post", "outsider", 404, an_item),
    ("archive-verify", "post", None, 302, an_item),
    ("archive-zip", "get", "archivist", 200, an_item),
    ("archive-zip", "get", "outsider", 404, an_item),
    ("archive-zip", "get", None, 302, an_item),
]
