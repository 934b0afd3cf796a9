from wagtail import hooks

from .actions import register
from .lotes import log_batch
from .views import BitacoraViewSet

hooks.register("register_admin_viewset", BitacoraViewSet)
# After Wagtail's own hook, because ``register`` changes the messages of some of its actions.
hooks.register("register_log_actions", register, order=1)


@hooks.register("after_bulk_action")
def after_bulk_action(request, action_type, objects, action):
    log_batch(action_type, objects, action.cleaned_form.cleaned_data)


@hooks.register("construct_reports_menu")
def only_one_log(request, menu_items):
    """Remove Wagtail's site history, which separates neither portals nor permissions."""
    menu_items[:] = [item for item in menu_items if item.name != "site-history"]
