"""Addresses of files, which no page can have: they end in a name and not in a slash."""

from django.urls import path

from .datos import views

urlpatterns = [
    path("catalogo.jsonld", views.catalogo_jsonld, name="catalogo-de-datos"),
    path("<slug:clave>.csv", views.archivo, {"formato": "csv"}, name="datos-csv"),
    path("<slug:clave>.json", views.archivo, {"formato": "json"}, name="datos-json"),
]
