from django.urls import path

from parties import views

urlpatterns = [path("", views.parties, name="parties")]
