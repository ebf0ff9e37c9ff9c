"""统计的地址。"""

from django.urls import path

from sanban.web.statistics import (
    acts,
    analyses,
    analysis,
    analysis_acts,
    circular,
    circulars,
    composing,
    figure,
    figures,
    rows,
    tiles,
)

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
    path("analyses/", analyses.show, name="analyses"),
    path("analyses/start/", analyses.start, name="analysis-start"),
    path("analyses/<int:pk>/", analysis.show, name="analysis"),
    path("analyses/<int:pk>/parts/<slug:code>/", analysis.part, name="analysis-part"),
    path("analyses/<int:pk>/words/", analysis.word, name="analysis-word"),
    path("analyses/<int:pk>/export/", analysis.export, name="analysis-export"),
    path("analyses/<int:pk>/save/", analysis_acts.save, name="analysis-save"),
    path("analyses/<int:pk>/close/", analysis_acts.close, name="analysis-close"),
    path("analyses/<int:pk>/plan/", analysis_acts.plan, name="analysis-plan"),
]
