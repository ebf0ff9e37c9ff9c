"""督办事项的地址。"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
