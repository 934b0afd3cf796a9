from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from .frame import Frame
from .idiomas import SIN_TRADUCCION, is_original
from .publicas import publicas
from .rich_text import PublicPageLinkHandler, SoundDocumentLinkHandler


@hooks.register("register_icons")
def icon_of_messages(icons):
    """Add the icon «info»: Wagtail draws messages of that level with it, but does not have it."""
    return [*icons, "wagtailadmin/icons/info.svg"]


@hooks.register("before_serve_page")
def redirect_to_own_language(page, request, serve_args, serve_kwargs):
    """Serve each page at an address of its own language only.

    For a page without translation, Wagtail would serve the Spanish page under the other language's
    prefix; redirect to the Spanish address instead, with a notice. The same applies to a
    translation into a language that the portal does not offer.
    """
    frame = Frame.for_request(request, page)
    if is_original() or (frame.is_translated and page.locale_id == frame.inicio.locale_id):
        return None
    if page.locale.language_code != settings.LANGUAGE_CODE:
        originals = page.get_translations().filter(locale__language_code=settings.LANGUAGE_CODE)
        frame.page = publicas(originals).first()
        if frame.page is None:
            raise Http404
    for language in frame.idiomas:
        # The reader used the Spanish slug, but the translation has its own.
        if language.codigo == get_language() and language.url != request.path:
            return redirect(language.url)
    tail = ""
    if match := getattr(request, "routable_resolver_match", None):
        tail = page.reverse_subpage(match.url_name, match.args, match.kwargs)
    return redirect(f"{frame.pagina_url}{tail}?{urlencode({SIN_TRADUCCION: get_language()})}")


@hooks.register("register_rich_text_features", order=100)
def register_page_links(features):
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(SoundDocumentLinkHandler)


@hooks.register("before_edit_page")
def warn_of_overdue_review(request, page):
    if request.method == "GET" and getattr(page, "revision_vencida", False):
        day = date_format(page.proxima_revision, "DATE_FORMAT")
        messages.warning(
            request,
            _("Esta página debía revisarse el %(dia)s. Compruebe que todo sigue siendo cierto.")
            % {"dia": day},
        )


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def admin_js():
    scripts = ("js/arranque.js", "js/fechas.js")
    return format_html_join("", '<script src="{}"></script>', ((static(js),) for js in scripts))


@hooks.register("construct_help_menu")
def remove_foreign_guides(request, menu_items):
    """Remove Wagtail's guides, which are in English and on a foreign host."""
    menu_items[:] = [item for item in menu_items if not str(item.url).startswith("http")]
