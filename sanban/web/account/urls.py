"""账号的地址。"""

from django.urls import path

from sanban.web.account import (
    change_password,
    large_type,
    messages,
    sign_in,
    sign_out,
    tokens,
)

urlpatterns = [
    path("sign-in/", sign_in.page, name="sign-in"),
    path("sign-out/", sign_out.page, name="sign-out"),
    path("password/", change_password.page, name="change-password"),
    path("large-type/", large_type.page, name="large-type"),
    path("messages/", messages.page, name="messages"),
    path("messages/read/", messages.read_all, name="messages-read"),
    path("messages/<int:pk>/", messages.open_one, name="message-open"),
    path("tokens/", tokens.page, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
]
