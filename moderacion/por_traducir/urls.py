from django.urls import path

from base.tenancy.addresses import classify

from .informe import TraduccionesView

app_name = "traducciones"
urlpatterns = [
    path("", TraduccionesView.as_view(), name="index"),
    path("resultados/", TraduccionesView.as_view(results_only=True), name="index_results"),
]

# It narrows itself to the scope of whoever asks.
classify(app_name, "index index_results")
