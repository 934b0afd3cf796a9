from django.urls import path

from .reports import InformesView

app_name = "informes_de_datos"

urlpatterns = [
    path("", InformesView.as_view(), name="index"),
    path("resultados/", InformesView.as_view(results_only=True), name="index_results"),
]
