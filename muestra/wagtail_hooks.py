from wagtail import hooks

from .buzon.vistas import BuzonViewSet

hooks.register("register_admin_viewset", BuzonViewSet)
