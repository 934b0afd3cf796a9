from django.urls import path

from .reports import informe

app_name = "traducciones"
# Both addresses of the report that this one replaces: what is left of it would show all portals.
urlpatterns = [
    path("", informe, name="index"),
    path("results/", informe, {"results_only": True}, name="index_results"),
]
