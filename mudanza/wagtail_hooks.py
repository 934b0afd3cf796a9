from wagtail import hooks

from .pendientes import EnlaceExterno
from .reports import TraidasViewSet
from .views import MudanzaViewSet


@hooks.register("register_rich_text_features")
def lead_links_that_wait(features):
    features.register_link_type(EnlaceExterno)


hooks.register("register_admin_viewset", MudanzaViewSet)
hooks.register("register_admin_viewset", TraidasViewSet)
