from django.urls import path

from .presencia import PresenciaDeTramitesView
from .views import ConfirmarView, PorConfirmarView

app_name = "tramites"
urlpatterns = [
    path("por-confirmar/", PorConfirmarView.as_view(), name="por_confirmar"),
    path(
        "por-confirmar/results/",
        PorConfirmarView.as_view(results_only=True),
        name="por_confirmar_results",
    ),
    path("presencia/", PresenciaDeTramitesView.as_view(), name="presencia"),
    path(
        "presencia/results/",
        PresenciaDeTramitesView.as_view(results_only=True),
        name="presencia_results",
    ),
    path("confirmar/<int:pk>/", ConfirmarView.as_view(), name="confirmar"),
]
