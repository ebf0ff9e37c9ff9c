"""取一件督办事项：看得见的才给。"""

from django.http import Http404

from sanban.supervision.models import SupervisedItem
from sanban.web.request import Request, get_matter

KIND = "supervised_item"
SUPERVISORS = ("supervisor", "director")
"""能立项、替督查室办的。"""


def get_item(request: Request, pk: int) -> SupervisedItem:
    """看得见的一件督办事项；看不见的、不是督办的，和没有的一样。"""
    matter = get_matter(request, pk)
    if matter.kind != KIND:
        raise Http404
    item: SupervisedItem = matter.supervised_item
    return item


def words(request: Request, name: str = "remark") -> str:
    """表里的一段话，去掉两头的空白。"""
    return request.POST.get(name, "").strip()
