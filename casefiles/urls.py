from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path

from casefiles import views
from filings.urls import beginning

urlpatterns = [
    path("", views.case_list, name="case-list"),
    path("", include(beginning)),
    path("cases/<slug:slug>/", include("filings.urls")),
    path("cases/<slug:slug>/parties/", include("parties.urls")),
    path("login/", auth_views.LoginView.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
