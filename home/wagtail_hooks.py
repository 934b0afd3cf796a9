from wagtail import hooks

from . import ayuda
from .apertura import preguntas
from .apertura.modulos import refuse_closed
from .apertura.pantallas import PuestaEnMarchaViewSet
from .manual import ManualViewSet
from .panels import PortalEnCifrasPanel
from .tareas import TareasPanel


# After those of moderation, which take the place of Wagtail's.
@hooks.register("construct_homepage_panels", order=10)
def add_panels(request, panels):
    panels += [TareasPanel(request), PortalEnCifrasPanel(request.user)]


hooks.register("register_admin_viewset", ManualViewSet)
hooks.register("register_admin_viewset", PuestaEnMarchaViewSet)
# Around Wagtail's, and who is led from what is reserved to its form.
hooks.register("on_serve_page", refuse_closed, order=-2)
hooks.register("before_edit_page", preguntas.ask)
hooks.register("construct_help_menu", ayuda.offer)
