from django.urls import path

from .informe import ComoSeRespondeView

app_name = "como_se_responde"
urlpatterns = [
    path("", ComoSeRespondeView.as_view(), name="index"),
    path("resultados/", ComoSeRespondeView.as_view(results_only=True), name="index_results"),
]
