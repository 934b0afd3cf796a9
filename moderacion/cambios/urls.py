from django.urls import path

from .views import CambioView, NuevoView

urlpatterns = [
    path("<int:cambio_id>/", CambioView.as_view(), name="archivo"),
    path("<int:cambio_id>/nuevo/", NuevoView.as_view(), name="archivo_nuevo"),
]
