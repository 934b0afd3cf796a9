from django.urls import path

from . import views

app_name = "exportar_casos"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("persona/", views.PersonaView.as_view(), name="persona"),
    path("pedir/", views.PedirView.as_view(), name="pedir"),
    path("<int:pk>/decidir/", views.DecidirView.as_view(), name="decidir"),
    path("<int:pk>/descargar/", views.DescargarView.as_view(), name="descargar"),
]
