from wagtail import hooks

from .acciones import register
from .lotes import log_batch
from .views import BitacoraViewSet

hooks.register("register_admin_viewset", BitacoraViewSet)
# After Wagtail has registered its own, some of which are told in other words here.
hooks.register("register_log_actions", register, order=1)


@hooks.register("after_bulk_action")
def after_bulk_action(request, action_type, objects, action):
    log_batch(action_type, objects, action.cleaned_form.cleaned_data)


@hooks.register("construct_reports_menu")
def only_one_log(request, menu_items):
    """Wagtail's own history of the site knows neither portals nor rights."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]
