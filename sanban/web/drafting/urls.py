"""拟稿页的地址。"""

from django.urls import path

from sanban.web.drafting import acts, comparing, editing, live, starting

urlpatterns = [
    path("drafts/new/", starting.new, name="draft-new"),
    path("matters/<int:pk>/draft/", editing.edit, name="draft-edit"),
    path("matters/<int:pk>/draft/live/", live.side, name="draft-live"),
    path("matters/<int:pk>/draft/count/", live.count, name="draft-count"),
    path("matters/<int:pk>/draft/pages/<slug:key>.svg", live.page, name="draft-page"),
    path("matters/<int:pk>/draft/upload/", acts.upload, name="draft-upload"),
    path("matters/<int:pk>/draft/mend/", acts.mend, name="draft-mend"),
    path("matters/<int:pk>/draft/ignore/", acts.ignore, name="draft-ignore"),
    path("matters/<int:pk>/draft/restore/", acts.restore, name="draft-restore"),
    path("matters/<int:pk>/draft/late/<int:late>/", acts.late, name="draft-late"),
    path("matters/<int:pk>/draft/<int:version>.docx", acts.docx, name="draft-docx"),
    path("matters/<int:pk>/draft/<int:version>/source/", acts.source, name="draft-source"),
    path("matters/<int:pk>/draft/compare/", comparing.compare, name="draft-compare"),
    path("matters/<int:pk>/draft/redline/", comparing.redline, name="draft-redline"),
]
