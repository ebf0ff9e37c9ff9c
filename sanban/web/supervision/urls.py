"""督办台账的地址。"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
