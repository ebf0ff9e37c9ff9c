"""运行情况各页的地址。"""

from django.urls import path

from sanban.web.operations import dead_jobs, overview, slow

urlpatterns = [
    path("operations/", overview.show, name="operations"),
    path("jobs/dead/", dead_jobs.show, name="dead-jobs"),
    path("jobs/dead/again/", dead_jobs.again, name="dead-again"),
    path("jobs/dead/<uuid:pk>/aside/", dead_jobs.set_aside, name="dead-aside"),
    path("operations/slow/", slow.show, name="slow-queries"),
    path("operations/slow/clear/", slow.clear, name="slow-clear"),
]
