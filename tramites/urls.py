from django.urls import path

from .views import ConfirmarView, PorConfirmarView

app_name = "tramites"
urlpatterns = [
    path("por-confirmar/", PorConfirmarView.as_view(), name="por_confirmar"),
    path(
        "por-confirmar/results/",
        PorConfirmarView.as_view(results_only=True),
        name="por_confirmar_results",
    ),
    path("confirmar/<int:pk>/", ConfirmarView.as_view(), name="confirmar"),
]
