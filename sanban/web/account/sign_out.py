"""退出。"""

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sanban.documents.services import online
from sanban.people import services as people
from sanban.web.request import Request, signing_in


@require_POST
@signing_in
def page(request: Request) -> HttpResponse:
    """退出登录，回登录页；在线编辑的凭证和锁一并收回。"""
    people.note_sign_out(request.me)
    online.revoke(request.me, now=request.now)
    logout(request)
    return redirect("sign-in")
