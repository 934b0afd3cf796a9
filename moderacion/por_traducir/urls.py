from django.urls import path

from aislamiento.addresses import TEXT, classify

from .informe import informe

app_name = "traducciones"
# Both addresses of the report that this one replaces: what is left of it would show all portals.
urlpatterns = [
    path("", informe, name="index"),
    path("results/", informe, {"results_only": True}, name="index_results"),
]

# It narrows itself to the scope of whoever asks.
classify(app_name, "index index_results", results_only=TEXT)
