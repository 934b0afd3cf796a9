"""URLs that replace Wagtail's edit forms of images and documents."""

from django.urls import path

from .views import DocumentoEditView, ImagenEditView

urlpatterns = [
    path("images/<int:image_id>/", ImagenEditView.as_view(), name="editar_imagen"),
    path("documents/edit/<int:document_id>/", DocumentoEditView.as_view(), name="editar_documento"),
]
