"""Addresses of files, which no page can have: they end in a name and not in a slash."""

from django.urls import path

from .datos import archivos, paginas

urlpatterns = [
    path("catalogo.jsonld", paginas.catalogo_jsonld, name="catalogo-de-datos"),
    path("<slug:clave>.csv", archivos.archivo, {"formato": "csv"}, name="datos-csv"),
    path("<slug:clave>.json", archivos.archivo, {"formato": "json"}, name="datos-json"),
]
