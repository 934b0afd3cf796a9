from django.urls import include, path

from moderacion.compartidos.admin import EnlacesView, RevocarView
from moderacion.traducciones import EnviarTraduccionView

from .cola import ColaView
from .listing import EncargarView, ListaView, PersonasView
from .una import RevisarView
from .varias import DecidirVariasView

app_name = "moderacion"

urlpatterns = [
    path("por-revisar/", ColaView.as_view(), name="cola"),
    path("por-revisar/resultados/", ColaView.as_view(results_only=True), name="cola_results"),
    path("por-revisar/varias/", DecidirVariasView.as_view(), name="decidir"),
    path("por-revisar/<int:page_id>/", RevisarView.as_view(), name="revisar"),
    path(
        "traducciones/<int:page_id>/enviar/",
        EnviarTraduccionView.as_view(),
        name="enviar_traduccion",
    ),
    path("paginas/<slug:lista>/", ListaView.as_view(), name="lista"),
    path("encargar/<slug:portal>/", EncargarView.as_view(), name="encargar"),
    path("personas/", PersonasView.as_view(), name="personas"),
    path("retiros/", include("moderacion.retiros.urls")),
    path("enlaces/<int:page_id>/", EnlacesView.as_view(), name="enlaces"),
    path("enlaces/revocar/<int:enlace_id>/", RevocarView.as_view(), name="revocar_enlace"),
    path("archivos/", include("moderacion.cambios.urls")),
]
