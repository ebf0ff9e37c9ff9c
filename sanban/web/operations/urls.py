"""运行情况各页的地址。"""

from django.urls import path

from sanban.web.operations import backups, dead_jobs, overview, slow

urlpatterns = [
    path("operations/", overview.show, name="operations"),
    path("backups/", backups.show, name="backups"),
    path("backups/live/", backups.live, name="backups-live"),
    path("backups/ask/", backups.ask, name="backups-ask"),
    path("backups/rule/", backups.rule, name="backups-rule"),
    path("jobs/dead/", dead_jobs.show, name="dead-jobs"),
    path("jobs/dead/again/", dead_jobs.again, name="dead-again"),
    path("jobs/dead/<uuid:pk>/aside/", dead_jobs.set_aside, name="dead-aside"),
    path("operations/slow/", slow.show, name="slow-queries"),
    path("operations/slow/clear/", slow.clear, name="slow-clear"),
]
