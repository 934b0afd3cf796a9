from django.urls import path

from .informes import CorreosView, reintentar

app_name = "correos"
urlpatterns = [
    path("", CorreosView.as_view(), name="index"),
    path("resultados/", CorreosView.as_view(results_only=True), name="index_results"),
    path("reintentar/", reintentar, name="reintentar"),
]
