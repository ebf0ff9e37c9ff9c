"""登记簿的批量催办、导出和导入。"""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from sanban.core.errors import Refused
from sanban.matters import services as matters
from sanban.matters.models import Matter
from sanban.web.request import Request, done, with_role

MOST = 200


@require_POST
@with_role("clerk", "director")
def batch(request: Request) -> HttpResponse:
    """批量催办：一件一个事务，催不了的说明几件。"""
    ids = [int(text) for text in request.POST.getlist("matter") if text.isdecimal()][:MOST]
    rows = list(Matter.objects.filter(pk__in=ids).visible_to(request.me))
    if not rows:
        raise Refused("请先勾选要催办的收文。", code="nothing-picked")
    pressed, idle = 0, 0
    for matter in rows:
        try:
            matters.remind(matter, by=request.me, now=request.now)
            pressed += 1
        except Refused:
            idle += 1
    said = f"已催 {pressed} 件" + (f"；{idle} 件没有别人在办，没有催" if idle else "")
    return done(request, "/register/", said)
