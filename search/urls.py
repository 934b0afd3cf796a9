from django.urls import path

from .views import opensearch, search, sugerencias

urlpatterns = [
    path("", search, name="buscar"),
    path("sugerencias/", sugerencias, name="sugerencias"),
    path("opensearch.xml", opensearch, name="opensearch"),
]
