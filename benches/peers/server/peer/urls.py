"""The two addresses that are measured."""

from django.urls import path

from . import views

urlpatterns = [
    path("agencies/<str:code>/<int:year>", views.agency_year),
    path("agency/units", views.add_unit),
]
