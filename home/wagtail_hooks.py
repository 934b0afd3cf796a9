from wagtail import hooks

from .panels import PortalEnCifrasPanel, TareasPanel


# After those of moderation, which take the place of Wagtail's.
@hooks.register("construct_homepage_panels", order=10)
def add_panels(request, panels):
    panels += [TareasPanel(request), PortalEnCifrasPanel(request.user)]
