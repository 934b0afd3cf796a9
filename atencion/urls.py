"""URLs of forms on pages that are cached for everybody: answers to consultas, opinions."""

from django.urls import path

from .views.consultas import responder
from .views.opiniones import gracias, opinar

urlpatterns = [
    path("consulta/<int:pk>/", responder, name="consulta"),
    path("opinion/<int:pk>/", opinar, name="opinion"),
    path("opinion/gracias/<str:firma>/", gracias, name="opinion_gracias"),
]
