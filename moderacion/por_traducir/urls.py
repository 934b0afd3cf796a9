from django.urls import path

from base.tenancy.addresses import TEXT, classify

from .informe import informe

app_name = "traducciones"
urlpatterns = [
    path("", informe, name="index"),
    path("resultados/", informe, {"results_only": True}, name="index_results"),
]

# It narrows itself to the scope of whoever asks.
classify(app_name, "index index_results", results_only=TEXT)
