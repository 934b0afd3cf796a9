from django.urls import path

from .informe import OpinionesDePaginaView, OpinionesView

app_name = "opiniones"
urlpatterns = [
    path("", OpinionesView.as_view(), name="index"),
    path("resultados/", OpinionesView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", OpinionesDePaginaView.as_view(), name="ver"),
    path(
        "<int:pk>/resultados/",
        OpinionesDePaginaView.as_view(results_only=True),
        name="ver_results",
    ),
]
