"""URLs of the cambios of files, and ``FORMS``, the URLs that replace Wagtail's edit forms."""

from django.urls import path

from .views import CambioView, DocumentoEditView, ImagenEditView, NuevoView

urlpatterns = [
    path("<int:cambio_id>/", CambioView.as_view(), name="archivo"),
    path("<int:cambio_id>/nuevo/", NuevoView.as_view(), name="archivo_nuevo"),
]

FORMS = [
    path("images/<int:image_id>/", ImagenEditView.as_view(), name="editar_imagen"),
    path("documents/edit/<int:document_id>/", DocumentoEditView.as_view(), name="editar_documento"),
]
