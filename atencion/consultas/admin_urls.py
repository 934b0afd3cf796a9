from django.urls import path

from .informe import ConsultasView, RespuestasView

app_name = "consultas"
urlpatterns = [
    path("", ConsultasView.as_view(), name="index"),
    path("resultados/", ConsultasView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", RespuestasView.as_view(), name="ver"),
    path("<int:pk>/resultados/", RespuestasView.as_view(results_only=True), name="ver_results"),
]
