from wagtail import hooks

from .advertencias import warn_of_another
from .panels import EmergenciaPanel
from .viewsets import ModoEmergenciaViewSet

hooks.register("after_publish_page", warn_of_another)


hooks.register("register_admin_viewset", ModoEmergenciaViewSet)


# After the panels of moderation, which replace Wagtail's.
@hooks.register("construct_homepage_panels", order=10)
def add_panel(request, panels):
    panels.append(EmergenciaPanel(request.user))
