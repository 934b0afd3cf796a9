from wagtail import hooks

from .views import ImportarViewSet

hooks.register("register_admin_viewset", ImportarViewSet)
