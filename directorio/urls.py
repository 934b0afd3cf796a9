from django.urls import include, path

from .por_comprobar import PorComprobarView
from .presencia.faltantes import FaltantesView
from .presencia.informe import IndiceDePresenciaView

informes = [
    path("", PorComprobarView.as_view(), name="index"),
    path("resultados/", PorComprobarView.as_view(results_only=True), name="index_results"),
]
faltantes = [
    path("", FaltantesView.as_view(), name="index"),
    path("resultados/", FaltantesView.as_view(results_only=True), name="index_results"),
]
indice = [
    path("", IndiceDePresenciaView.as_view(), name="index"),
    path("resultados/", IndiceDePresenciaView.as_view(results_only=True), name="index_results"),
]

urlpatterns = [
    path("datos/", include((informes, "informes_de_datos"))),
    path("presencia/", include((faltantes, "faltantes"))),
    path("indice-de-presencia/", include((indice, "indice_de_presencia"))),
]
