"""搜索页的地址。"""

from django.urls import path

from sanban.web.search import exporting, search, suggesting

urlpatterns = [
    path("search/", search.show, name="search"),
    path("search/export/", exporting.export, name="search-export"),
    path("search/suggest/", suggesting.show, name="search-suggest"),
]
