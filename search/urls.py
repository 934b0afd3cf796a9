from django.urls import path

from .views import buscar, opensearch, sugerencias

urlpatterns = [
    path("", buscar, name="buscar"),
    path("sugerencias/", sugerencias, name="sugerencias"),
    path("opensearch.xml", opensearch, name="opensearch"),
]
