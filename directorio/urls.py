from django.urls import include, path

from .por_comprobar import PorComprobarView
from .presencia import PresenciaView

informes = [
    path("", PorComprobarView.as_view(), name="index"),
    path("resultados/", PorComprobarView.as_view(results_only=True), name="index_results"),
]
presencia = [
    path("", PresenciaView.as_view(), name="index"),
    path("resultados/", PresenciaView.as_view(results_only=True), name="index_results"),
]

urlpatterns = [
    path("datos/", include((informes, "informes_de_datos"))),
    path("presencia/", include((presencia, "presencia"))),
]
