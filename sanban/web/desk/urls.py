"""工作台的地址。"""

from django.urls import path

from sanban.web.desk import batch, desk, exporting

urlpatterns = [
    path("", desk.show, name="desk"),
    path("desk/export/", exporting.export, name="desk-export"),
    path("desk/batch/", batch.preview, name="batch"),
    path("desk/batch/do/", batch.do, name="batch-do"),
]
