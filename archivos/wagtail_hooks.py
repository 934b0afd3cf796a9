from wagtail import hooks

from .lotes import leave_out_what_is_seen
from .urls import urlpatterns

hooks.register("before_bulk_action", leave_out_what_is_seen)


# Replaces Wagtail's own edit forms.
@hooks.register("register_admin_urls", order=-1)
def register_forms_of_files():
    return urlpatterns
