"""承办单位的页面的地址。"""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
