"""约稿页的地址。"""

from django.urls import path

from sanban.web.materials import acts, call, calling, calls, part

urlpatterns = [
    path("materials/", calls.show, name="material-calls"),
    path("materials/export/", calls.export, name="material-calls-export"),
    path("materials/new/", calling.new, name="material-call-new"),
    path("materials/burden/", calling.burden, name="material-burden"),
    path("materials/<int:pk>/", call.show, name="material-call"),
    path("materials/<int:pk>/export/", call.export, name="material-call-export"),
    path("materials/<int:pk>/remind/", acts.remind, name="material-remind"),
    path("materials/<int:pk>/more/", acts.more, name="material-more"),
    path("materials/<int:pk>/withdraw/", acts.withdraw, name="material-call-withdraw"),
    path("materials/<int:pk>/merge/", acts.merge, name="material-merge"),
    path("materials/parts/<int:pk>/", part.show, name="material"),
    path("materials/parts/<int:pk>/supply/", part.supply, name="material-supply"),
    path("materials/parts/<int:pk>/back/", part.take_back, name="material-take-back"),
    path("materials/parts/<int:pk>/file/", part.download, name="material-file"),
    path("materials/parts/<int:pk>/grade/", acts.grade, name="material-grade"),
    path("materials/parts/<int:pk>/remind/", acts.remind_one, name="material-remind-one"),
    path("materials/parts/<int:pk>/withdraw/", acts.withdraw_one, name="material-withdraw"),
    path("materials/origins/<int:pk>/", part.origins, name="material-origins"),
]
