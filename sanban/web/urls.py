"""网站地图：一区一行，各区的地址在自己的 urls.py；出错的页面在门卫那里。"""

from django.urls import include, path

urlpatterns = [
    path("", include("sanban.web.desk.urls")),
    path("", include("sanban.web.account.urls")),
    path("", include("sanban.web.search.urls")),
    path("", include("sanban.web.matters.urls")),
    path("", include("sanban.web.documents.urls")),
    path("", include("sanban.web.drafting.urls")),
    path("", include("sanban.web.outgoing.urls")),
    path("", include("sanban.web.materials.urls")),
    path("", include("sanban.web.online.urls")),
    path("", include("sanban.web.supervision.urls")),
    path("", include("sanban.web.items.urls")),
    path("", include("sanban.web.units.urls")),
    path("", include("sanban.web.plans.urls")),
    path("", include("sanban.web.statistics.urls")),
    path("", include("sanban.web.people.urls")),
    path("", include("sanban.web.archives.urls")),
    path("", include("sanban.web.office.urls")),
    path("", include("sanban.web.operations.urls")),
    path("", include("sanban.web.api.urls")),
]
handler400 = "sanban.web.guard.bad_request"
handler403 = "sanban.web.guard.forbidden"
handler404 = "sanban.web.guard.not_found"
handler500 = "sanban.web.guard.broken"
