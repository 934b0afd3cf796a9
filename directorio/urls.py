from django.urls import include, path

from .presencia import PresenciaView
from .reports import InformesView

informes = [
    path("", InformesView.as_view(), name="index"),
    path("resultados/", InformesView.as_view(results_only=True), name="index_results"),
]
presencia = [
    path("", PresenciaView.as_view(), name="index"),
    path("resultados/", PresenciaView.as_view(results_only=True), name="index_results"),
]

urlpatterns = [
    path("datos/", include((informes, "informes_de_datos"))),
    path("presencia/", include((presencia, "presencia"))),
]
