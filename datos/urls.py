"""URLs of the open data files. They end in a file name, so Wagtail pages cannot serve them."""

from django.urls import path

from . import views

urlpatterns = [
    path("catalogo.jsonld", views.catalogo_jsonld, name="catalogo-de-datos"),
    path("<slug:clave>.csv", views.archivo, {"formato": "csv"}, name="datos-csv"),
    path("<slug:clave>.json", views.archivo, {"formato": "json"}, name="datos-json"),
]
