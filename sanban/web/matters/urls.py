"""事项页的地址。"""

from django.urls import path

from sanban.web.matters import acts, files, matter, versions

urlpatterns = [
    path("matters/<int:pk>/", matter.show, name="matter"),
    path("matters/<int:pk>/move/<slug:code>/", acts.move, name="matter-move"),
    path("matters/<int:pk>/act/<slug:code>/", acts.act, name="matter-act"),
    path("matters/<int:pk>/opinions/<int:step>/", acts.opinion, name="matter-opinion"),
    path("matters/<int:pk>/files/<int:file>/", files.download, name="matter-file"),
    path("matters/<int:pk>/files/<int:file>/ready/", files.ready, name="matter-ready"),
    path("matters/<int:pk>/files/<int:file>/pdf/", files.pdf, name="matter-pdf"),
    path("matters/<int:pk>/files/<int:file>/<int:page>.png", files.picture, name="matter-picture"),
    path("matters/<int:pk>/sheet.pdf", files.sheet, name="matter-sheet"),
    path(
        "matters/<int:pk>/versions/<int:version>/<int:page>.png",
        versions.picture,
        name="version-picture",
    ),
    path("matters/<int:pk>/versions/<int:version>/pdf/", versions.pdf, name="version-pdf"),
    path("matters/<int:pk>/versions/<int:version>/source/", versions.source, name="version-source"),
]
