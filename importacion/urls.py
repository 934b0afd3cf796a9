from django.urls import path

from . import views

app_name = "importacion"

urlpatterns = [
    path("", views.IndexView.as_view(), name="index"),
    path("carga/<int:pk>/", views.VistaPreviaView.as_view(), name="ver"),
    path("carga/<int:pk>/errores/", views.ErroresView.as_view(), name="errores"),
    path("carga/<int:pk>/confirmar/", views.ConfirmarView.as_view(), name="confirmar"),
    path("carga/<int:pk>/descartar/", views.DescartarView.as_view(), name="descartar"),
    path("<slug:portal>/<slug:que>/", views.SubirView.as_view(), name="subir"),
    path("<slug:portal>/<slug:que>/plantilla/", views.PlantillaView.as_view(), name="plantilla"),
    path("<slug:portal>/<slug:que>/exportar/", views.ExportarView.as_view(), name="exportar"),
]
