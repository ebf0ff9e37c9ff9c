"""计划的地址。"""

from django.urls import path

from sanban.web.plans import acts, breaking, editing, plan, plans

urlpatterns = [
    path("plans/", plans.show, name="plans"),
    path("plans/export/", plans.export, name="plans-export"),
    path("plans/start/", plans.start, name="plan-start"),
    path("plans/<int:pk>/", plan.show, name="plan"),
    path("plans/<int:pk>/export/", plan.export, name="plan-export"),
    path("plans/<int:pk>/new/", editing.new, name="plan-entry-new"),
    path("plans/<int:pk>/note/", acts.note, name="plan-note"),
    path("plans/<int:pk>/close/", acts.close, name="plan-close"),
    path("plans/<int:pk>/take/", acts.take, name="plan-take"),
    path("plans/<int:pk>/breaking/", breaking.show, name="plan-breaking"),
    path("plans/<int:pk>/adopt/", breaking.adopt, name="plan-adopt"),
    path("plans/entries/<int:pk>/", editing.change, name="plan-entry"),
    path("plans/entries/<int:pk>/report/", acts.report, name="plan-entry-report"),
    path("plans/entries/<int:pk>/tick/", acts.tick, name="plan-entry-tick"),
    path("plans/entries/<int:pk>/carry/", acts.carry, name="plan-entry-carry"),
    path("plans/entries/<int:pk>/drop/", acts.drop, name="plan-entry-drop"),
]
