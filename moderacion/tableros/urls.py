from django.urls import include, path
from wagtail.models import Page, TaskState

from aislamiento.addresses import TEXT, classify

from ..traducciones import EnviarTraduccionView
from .cola import ColaView
from .listados import EncargarView, ListaView, PersonasView
from .varias import DecidirView

app_name = "moderacion"

urlpatterns = [
    path("por-revisar/", ColaView.as_view(), name="cola"),
    path("por-revisar/resultados/", ColaView.as_view(results_only=True), name="cola_results"),
    path("por-revisar/varias/", DecidirView.as_view(), name="decidir"),
    path(
        "traducciones/<int:page_id>/enviar/",
        EnviarTraduccionView.as_view(),
        name="enviar_traduccion",
    ),
    path("paginas/<slug:lista>/", ListaView.as_view(), name="lista"),
    path("encargar/<slug:portal>/", EncargarView.as_view(), name="encargar"),
    path("personas/", PersonasView.as_view(), name="personas"),
    path("archivos/", include("moderacion.archivos.urls")),
]

# The lists and the queue narrow themselves to the scope of whoever asks.
classify("moderacion", "cola cola_results personas")
classify("moderacion", "decidir", query={"tarea": TaskState})
classify("moderacion", "enviar_traduccion", page_id=Page)
classify("moderacion", "lista", lista=TEXT)
classify("moderacion", "encargar", is_total=True, portal=TEXT)
