from django.urls import include, path

from .por_comprobar import PorComprobarView
from .presencia.faltantes import FaltantesView
from .presencia.informe import IndiceDePresenciaView

informes = [
    path("", PorComprobarView.as_view(), name="index"),
    path("resultados/", PorComprobarView.as_view(results_only=True), name="index_results"),
]
presencia = [
    path("", FaltantesView.as_view(), name="index"),
    path("resultados/", FaltantesView.as_view(results_only=True), name="index_results"),
]
indice = [
    path("", IndiceDePresenciaView.as_view(), name="index"),
    path("resultados/", IndiceDePresenciaView.as_view(results_only=True), name="index_results"),
]

urlpatterns = [
    path("datos/", include((informes, "informes_de_datos"))),
    path("presencia/", include((presencia, "presencia"))),
    path("indice-de-presencia/", include((indice, "indice_de_presencia"))),
]
