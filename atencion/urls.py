"""URLs of forms on pages that are cached for everybody: answers to consultas, opinions."""

from django.urls import path

from .views.consultas import answer
from .views.opiniones import give_opinion, gracias

urlpatterns = [
    path("consulta/<int:pk>/", answer, name="consulta"),
    path("opinion/<int:pk>/", give_opinion, name="opinion"),
    path("opinion/gracias/<str:firma>/", gracias, name="opinion_gracias"),
]
