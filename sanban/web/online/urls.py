"""在线编辑的地址；`dav` 一段是给办公软件的，不是网页。"""

from django.urls import path

from sanban.web.online import dav, opening

urlpatterns = [
    path("drafts/<int:pk>/online/", opening.show, name="online-open"),
    path("drafts/<int:pk>/online/unlock/", opening.unlock, name="online-unlock"),
    path("dav/<str:secret>/<str:name>", dav.file, name="dav"),
    path("dav/<str:secret>/", dav.folder, name="dav-folder"),
]
