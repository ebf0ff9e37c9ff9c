"""大字开关。"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from sanban.people import services as people
from sanban.web.request import Request, signing_in


@require_POST
@signing_in
def page(request: Request) -> HttpResponse:
    """换大字或换回来，仍回原来那一页。"""
    people.set_large_type(request.account, is_large=request.POST.get("large") == "1")
    back = request.META.get("HTTP_REFERER", "")
    fits = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if fits else reverse("desk"))
