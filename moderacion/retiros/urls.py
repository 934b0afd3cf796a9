from django.urls import path

from .views import PedirView, RetiroView

urlpatterns = [
    path("pedir/<int:page_id>/", PedirView.as_view(), name="pedir_retiro"),
    path("<int:pedido_id>/", RetiroView.as_view(), name="retiro"),
]
