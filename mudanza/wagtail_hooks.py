from wagtail import hooks

from .reports import TraidasViewSet
from .views import MudanzaViewSet

hooks.register("register_admin_viewset", MudanzaViewSet)
hooks.register("register_admin_viewset", TraidasViewSet)
