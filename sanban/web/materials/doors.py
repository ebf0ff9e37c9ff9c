"""约稿的门：取一次看得见的约稿、一份看得见的来稿。"""

from django.http import Http404

from sanban.documents.models import MaterialCall, MaterialPart
from sanban.web.request import Request, get_matter


def get_call(request: Request, pk: int) -> MaterialCall:
    """取一次看得见的约稿；看不见的和没有的一样。"""
    rows = MaterialCall.objects.select_related("matter", "org", "by").visible_to(request.me)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def get_part(request: Request, pk: int) -> MaterialPart:
    """取一份看得见的来稿；看不见的和没有的一样。"""
    matter = get_matter(request, pk)
    rows = MaterialPart.objects.select_related("call__by__org", "call__matter", "org", "source")
    found = rows.filter(matter=matter).first()
    if found is None:
        raise Http404
    found.matter = matter
    return found
