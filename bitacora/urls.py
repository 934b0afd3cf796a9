from django.urls import path

from .views import BitacoraView

app_name = "bitacora"

urlpatterns = [
    path("", BitacoraView.as_view(), name="index"),
    path("resultados/", BitacoraView.as_view(results_only=True), name="index_results"),
]
