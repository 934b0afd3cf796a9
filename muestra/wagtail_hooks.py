from wagtail import hooks

from .buzon.views import BuzonViewSet

hooks.register("register_admin_viewset", BuzonViewSet)
