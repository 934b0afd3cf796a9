from django.urls import path

from aislamiento.addresses import TEXT, classify

from .vistas import BuzonView, CorreoView

app_name = "buzon"
urlpatterns = [
    path("", BuzonView.as_view(), name="index"),
    path("resultados/", BuzonView.as_view(results_only=True), name="index_results"),
    path("<slug:clave>/", CorreoView.as_view(), name="correo"),
]
classify(app_name, "index index_results", is_total=True)
classify(app_name, "correo", is_total=True, clave=TEXT)
