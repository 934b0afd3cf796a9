from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail_localize.wagtail_hooks import ConvertToAliasPageActionMenuItem

from aislamiento.menus import refuses_buttons
from base.tree import HOME_DEPTH

from .idiomas import locales_to_translate_to
from .views import TextosDelPortalView


@refuses_buttons
def _translate(buttons, page, user):
    """Homes are translated, not the container above them, into what their portal offers."""
    url = _translate_url(page)
    if any(button.url == url for button in buttons) and not locales_to_translate_to(page):
        yield url


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_translate_home(page, user, view_name=None, next_url=None):
    """Offer it for a front page, which to Wagtail Localize is translated into every language."""
    if (
        page.depth == HOME_DEPTH
        and user.has_perm("wagtail_localize.submit_translation")
        and locales_to_translate_to(page)
    ):
        yield Button(
            _("Traducir esta página"),
            _translate_url(page),
            priority=60,
            icon_name="wagtail-localize-language",
        )


def _translate_url(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


@hooks.register("construct_page_action_menu")
def offer_no_alias(menu_items, request, context):
    """Nothing is read in Spanish at an address of another language."""
    menu_items[:] = [
        item for item in menu_items if not isinstance(item, ConvertToAliasPageActionMenuItem)
    ]


@hooks.register("register_admin_urls")
def register_texts():
    return [
        path(
            "textos-del-portal/<int:page_id>/",
            TextosDelPortalView.as_view(),
            name="textos_del_portal",
        )
    ]
