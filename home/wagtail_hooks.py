from wagtail import hooks

from . import ayuda
from .apertura import preguntas
from .apertura.modulos import refuse_closed
from .apertura.pantallas import PuestaEnMarchaViewSet
from .manual import ManualViewSet
from .panels import PortalEnCifrasPanel
from .tareas import TareasPanel


# Runs after the hooks of moderation, which replace Wagtail's panels.
@hooks.register("construct_homepage_panels", order=10)
def add_panels(request, panels):
    panels += [TareasPanel(request), PortalEnCifrasPanel(request.user)]


hooks.register("register_admin_viewset", ManualViewSet)
hooks.register("register_admin_viewset", PuestaEnMarchaViewSet)
# Runs around Wagtail's hook and ``lead_strangers``, which redirects to a login form.
hooks.register("on_serve_page", refuse_closed, order=-2)
hooks.register("before_edit_page", preguntas.ask)
hooks.register("construct_help_menu", ayuda.offer)
