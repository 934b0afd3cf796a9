from django.urls import path

from .views import AnunciosView, ProbarView, RepetirView

app_name = "anuncios"
urlpatterns = [
    path("", AnunciosView.as_view(), name="index"),
    path("resultados/", AnunciosView.as_view(results_only=True), name="index_results"),
    path("<int:pk>/repetir/", RepetirView.as_view(), name="repetir"),
    path("probar/<int:pk>/<slug:canal>/", ProbarView.as_view(), name="probar"),
]
