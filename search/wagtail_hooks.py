from wagtail import hooks

from .choosers import destacable_chooser
from .reports import SinResultadoViewSet
from .viewsets import DestacadoViewSet, SinonimoViewSet


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [SinonimoViewSet(), DestacadoViewSet(), SinResultadoViewSet(), destacable_chooser]
