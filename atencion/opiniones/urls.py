from django.urls import path

from .vistas import gracias, opinar

urlpatterns = [
    path("<int:pk>/", opinar, name="opinion"),
    path("gracias/<str:firma>/", gracias, name="opinion_gracias"),
]
