from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import TranslatableMixin
from wagtail_localize import wagtail_hooks as localize

from .idiomas import entry_por_traducir, may_translate, por_traducir
from .paginas import is_written_first
from .views import TextosDelPortalView

# Wagtail Localize queries for every edited page whether it is a translation, and three times for
# every row of a list. The hook of aliases has no replacement here: no URL of another language may
# show Spanish text.
_REPLACED = (
    localize.before_edit_page,
    localize.page_listing_more_buttons,
    localize.register_snippet_listing_buttons,
    localize.register_restart_translation_page_action_menu_item,
    localize.register_convert_back_to_alias_page_action_menu_item,
)
for _name, _functions in hooks._hooks.items():
    hooks._hooks[_name] = [each for each in _functions if each[0] not in _REPLACED]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_to_translate(page, user, view_name=None, next_url=None):
    """Offer to translate ``page``, and to bring the changes of an original to its translations.

    An alias leads to its original. Unlike Wagtail Localize, it offers only the languages of the
    portal, and it offers them for a portada, whose empty pages are translations for Localize.
    """
    if page.is_root() or not may_translate(user):
        return
    original = page.alias_of or page
    if por_traducir(original, user).locales:
        url = reverse("wagtail_localize:submit_page_translation", args=[original.pk])
        text = _("Traducir esta página")
        yield Button(text, url, priority=60, icon_name="wagtail-localize-language")
    if source := por_traducir(page, user).source:
        text = _("Traer los cambios del original")
        yield Button(text, _update_url(source, next_url), priority=60, icon_name="resubmit")


@hooks.register("register_snippet_listing_buttons")
def offer_to_translate_entry(entry, user, next_url=None):
    """Offer the same for an entry of a list of the province."""
    if not isinstance(entry, TranslatableMixin) or not may_translate(user):
        return
    found, names = entry_por_traducir(entry, user), {"nombre": entry}
    if found.locales:
        of_entry = [entry._meta.app_label, entry._meta.model_name, quote(entry.pk)]
        yield Button(
            _("Traducir"),
            reverse("wagtail_localize:submit_snippet_translation", args=of_entry),
            attrs={"aria-label": _("Traducir «%(nombre)s»") % names},
            icon_name="wagtail-localize-language",
            priority=100,
        )
    if found.source:
        yield Button(
            _("Traer los cambios del original"),
            _update_url(found.source, next_url),
            attrs={"aria-label": _("Traer a las traducciones los cambios de «%(nombre)s»") % names},
            icon_name="resubmit",
            priority=106,
        )


def _update_url(source, next_url):
    url = reverse("wagtail_localize:update_translations", args=[source])
    return f"{url}?{urlencode({'next': next_url})}" if next_url else url


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
