"""Scoped views that are registered through Wagtail's hooks; ``urls.py`` has the others."""

from wagtail import hooks

from .choosers import choosable_pages, with_collections
from .documentos import refuse_what_is_withdrawn, refuse_what_no_page_offers
from .menus import leave_only_allowed_in_row, leave_only_open
from .pages import ScopedMoveBulkAction, page_viewset
from .reservado import lead_strangers, reserve_documents, reserve_pages

hooks.register("construct_page_chooser_queryset", choosable_pages)
hooks.register("construct_document_chooser_queryset", with_collections)
hooks.register("construct_page_listing_buttons", leave_only_allowed_in_row)
for menu in ("main", "reports", "settings"):
    hooks.register(f"construct_{menu}_menu", leave_only_open)
# After Wagtail's own of the same name.
hooks.register("register_bulk_action", ScopedMoveBulkAction, order=1)
hooks.register("on_serve_page", lead_strangers, order=-1)  # around Wagtail's
hooks.register("on_serve_page", reserve_pages, order=1)  # within it
hooks.register("before_serve_document", reserve_documents, order=1)  # after Wagtail's
hooks.register("before_serve_document", refuse_what_is_withdrawn)
hooks.register("before_serve_document", refuse_what_no_page_offers)


@hooks.register("register_admin_viewset")
def register_pages():
    return page_viewset


@hooks.register("construct_admin_api", order=1)
def scope_admin_api(router):
    from .admin_api import DocumentsAPIViewSet, ImagesAPIViewSet, PagesAPIViewSet

    router.register_endpoint("pages", PagesAPIViewSet)
    router.register_endpoint("images", ImagesAPIViewSet)
    router.register_endpoint("documents", DocumentsAPIViewSet)
