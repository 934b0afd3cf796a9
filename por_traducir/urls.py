from django.urls import path

from .reports import informe

app_name = "traducciones"
# Both URLs of the report that this one replaces: if one were left, it would show all portals.
urlpatterns = [
    path("", informe, name="index"),
    path("results/", informe, {"results_only": True}, name="index_results"),
]
