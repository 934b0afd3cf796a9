from django.urls import path

from .faltantes import FaltantesDeTramitesView
from .views import ConfirmarView, PorConfirmarView

app_name = "tramites"
urlpatterns = [
    path("por-confirmar/", PorConfirmarView.as_view(), name="por_confirmar"),
    path(
        "por-confirmar/results/",
        PorConfirmarView.as_view(results_only=True),
        name="por_confirmar_results",
    ),
    path("presencia/", FaltantesDeTramitesView.as_view(), name="faltantes"),
    path(
        "presencia/results/",
        FaltantesDeTramitesView.as_view(results_only=True),
        name="faltantes_results",
    ),
    path("confirmar/<int:pk>/", ConfirmarView.as_view(), name="confirmar"),
]
