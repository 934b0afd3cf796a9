from django.urls import path

from .propuestas import DecidirView, PropuestasView

app_name = "propuestas"
urlpatterns = [
    path("", PropuestasView.as_view(), name="index"),
    path("resultados/", PropuestasView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/", DecidirView.as_view(), name="decidir"),
]
