from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail_localize import wagtail_hooks as localize

from aislamiento.menus import refuses_buttons
from base.tree import HOME_DEPTH

from .idiomas import locales_to_translate_to
from .paginas import is_written_first
from .views import TextosDelPortalView


@refuses_buttons
def _translate(buttons, page, user):
    """Yield the URL of the button to translate if there is no language left to translate to.

    The button of an alias leads to its original.
    """
    original = page.alias_of or page
    url = _translate_url(original)
    if any(button.url == url for button in buttons) and not locales_to_translate_to(original):
        yield url


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_translate_home(page, user, view_name=None, next_url=None):
    """Offer to translate a portada: for Wagtail Localize its empty pages are translations."""
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


# Three hooks of Wagtail Localize query for every edited page whether it is a translation. The hook
# of aliases has no replacement here: no URL of another language may show Spanish text.
_REPLACED = (
    localize.before_edit_page,
    localize.register_restart_translation_page_action_menu_item,
    localize.register_convert_back_to_alias_page_action_menu_item,
)
for _name in ("before_edit_page", "register_page_action_menu_item"):
    hooks._hooks[_name] = [each for each in hooks._hooks[_name] if each[0] not in _REPLACED]


@hooks.register("before_edit_page")
def edit_translation(request, page):
    return None if is_written_first(page) else localize.before_edit_page(request, page)


class RestartMenuItem(localize.RestartTranslationPageActionMenuItem):
    def is_shown(self, context):
        page = context.get("page")
        return page is not None and not is_written_first(page) and super().is_shown(context)


@hooks.register("register_page_action_menu_item")
def offer_restart():
    return RestartMenuItem(order=0)


@hooks.register("register_admin_urls")
def register_texts():
    return [
        path(
            "textos-del-portal/<int:page_id>/",
            TextosDelPortalView.as_view(),
            name="textos_del_portal",
        )
    ]
