from django.urls import path

from .informe import QuitarView, SinResultadoView

app_name = "sin_resultado"
urlpatterns = [
    path("", SinResultadoView.as_view(), name="index"),
    path("resultados/", SinResultadoView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/quitar/", QuitarView.as_view(), name="quitar"),
]
