"""改密码：规矩写在页上；头一次登录、用满九十天，先到这里。"""

from django import forms
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sanban.core.errors import Refused
from sanban.people import services as people
from sanban.web.request import Request, done, must_change, respond, signing_in

PAGE = "account/change_password.html"
RULES = (
    "至少 10 个字符；",
    "大写字母、小写字母、数字、符号，至少用三类；",
    "不与用户名相像，不用 Password123 这样常见的密码；",
    "不与现在的和最近用过的五个相同；",
    "每 90 天改一次；连续输错 5 次，锁定 30 分钟。",
)
FIELDS = {"wrong-password": "old", "weak-password": "new"}


def _password(label: str, hint: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": hint})
    missing = {"required": f"请填写{label}。"}
    return forms.CharField(
        label=label, max_length=128, strip=False, widget=widget, error_messages=missing
    )


class ChangePasswordForm(forms.Form):
    """改密码要填的。"""

    old = _password("原密码", "current-password")
    new = _password("新密码", "new-password")
    again = _password("再输一遍", "new-password")

    def clean_again(self) -> str:
        """两遍要一样。"""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError("两遍输入的新密码不一样，请重新输入。")
        return again


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signing_in
def page(request: Request) -> HttpResponse:
    """改自己的密码；改成后本机照常用，别处的登录失效。"""
    forced = must_change(request.account, request.now)
    form = ChangePasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _change(request, form):
        return done(request, reverse("desk"), "密码已经改好；您在别处的登录已失效")
    context = {"form": form, "forced": forced, "rules": RULES}
    return respond(request, PAGE, context, status=422 if form.errors else 200)


def _change(request: Request, form: ChangePasswordForm) -> bool:
    typed = form.cleaned_data
    try:
        people.change_password(request.account, old=typed["old"], new=typed["new"], now=request.now)
    except Refused as fault:
        form.add_error(FIELDS[fault.code], fault.message)
        return False
    update_session_auth_hash(request, request.account)
    return True
