"""What of the scoped views is registered through Wagtail's hooks; ``urls.py`` has the others."""

from wagtail import hooks

from .choosers import choosable_pages
from .menus import leave_only_allowed_in_row, leave_only_open, offer_to_translate_home
from .pages import ScopedMoveBulkAction, page_viewset

hooks.register("construct_page_chooser_queryset", choosable_pages)
hooks.register("construct_page_listing_buttons", leave_only_allowed_in_row)
hooks.register("register_page_header_buttons", offer_to_translate_home)
hooks.register("register_page_listing_more_buttons", offer_to_translate_home)
for menu in ("main", "reports", "settings"):
    hooks.register(f"construct_{menu}_menu", leave_only_open)
# After Wagtail's own of the same name.
hooks.register("register_bulk_action", ScopedMoveBulkAction, order=1)


@hooks.register("register_admin_viewset")
def register_pages():
    return page_viewset


@hooks.register("construct_admin_api", order=1)
def scope_admin_api(router):
    from .admin_api import DocumentsAPIViewSet, ImagesAPIViewSet

    router.register_endpoint("images", ImagesAPIViewSet)
    router.register_endpoint("documents", DocumentsAPIViewSet)
