"""审核单：机器先查的在前，人逐项审的在后，再是各项评估。"""

from typing import Any

from sanban.documents.models import Assessment, Outgoing, ReviewItem
from sanban.web.request import Request


def review_of(
    outgoing: Outgoing,
    items: list[ReviewItem],
    assessments: list[Assessment],
    request: Request,
) -> dict[str, Any]:
    """审核单要的全部内容。"""
    return {"items": items, "assessments": assessments}
