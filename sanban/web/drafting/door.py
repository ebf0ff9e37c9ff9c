"""拟稿页的门：取一件看得见稿子的发文。"""

from django.http import Http404

from sanban.documents.models import Outgoing
from sanban.web.matters.files import sees_drafts
from sanban.web.request import Request, get_matter


def get_outgoing(request: Request, pk: int) -> Outgoing:
    """取一件发文；看不见、不是发文、稿子不给看的，和没有一样。"""
    matter = get_matter(request, pk)
    if matter.kind != "outgoing" or not sees_drafts(matter, request.me):
        raise Http404
    found = Outgoing.objects.select_related("prefix").filter(pk=matter.pk).first()
    if found is None:
        raise Http404
    found.matter = matter
    return found
