"""统计的地址。"""

from django.urls import path

from sanban.web.statistics import acts, circular, circulars, composing, figure, figures, rows, tiles

urlpatterns = [
    path("statistics/", figures.show, name="statistics"),
    path("statistics/tiles/", tiles.show, name="supervision-tiles"),
    path("statistics/<slug:code>/", figure.show, name="statistic"),
    path("statistics/<slug:code>/chart/", figure.chart, name="statistic-chart"),
    path("statistics/<slug:code>/rows/", rows.show, name="statistic-rows"),
    path("statistics/<slug:code>/export/", figure.export, name="statistic-export"),
    path("circulars/", circulars.show, name="circulars"),
    path("circulars/new/", composing.new, name="circular-new"),
    path("circulars/<int:pk>/", circular.show, name="circular"),
    path("circulars/<int:pk>/edit/", composing.edit, name="circular-edit"),
    path("circulars/<int:pk>/export/", circular.export, name="circular-export"),
    path("circulars/<int:pk>/figures/<int:row>/", circular.figure, name="circular-figure"),
    path("circulars/<int:pk>/acts/<slug:code>/", acts.act, name="circular-act"),
    path("circulars/<int:pk>/appeals/<int:row>/", acts.rule, name="circular-appeal"),
]
