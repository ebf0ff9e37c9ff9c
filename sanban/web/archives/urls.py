"""档案页的地址。"""

from django.urls import path

from sanban.web.archives import archive, item, waiting

urlpatterns = [
    path("archive/", archive.show, name="archive"),
    path("archive/export/", archive.export, name="archive-export"),
    path("archive/waiting/", waiting.show, name="archive-waiting"),
    path("archive/waiting/do/", waiting.do, name="archive-do"),
    path("archive/<int:pk>/", item.show, name="archive-item"),
    path("archive/<int:pk>/verify/", item.verify, name="archive-verify"),
    path("archive/<int:pk>/zip/", item.package, name="archive-zip"),
]
