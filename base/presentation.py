"""How pages are shown: what citizens, search engines and networks get of the pages of one model.

Models hold data and rules and know no view. Each section declares the presentations of its models
beside its views (``Section.presentations``); a model without one of its own has that of the
nearest class above it. ``page.presentation`` is that of a page.
"""

from django.urls import URLPattern
from wagtail.models import Page

from .frame import Frame
from .json_ld import breadcrumb_list
from .models import BasePage


class Presentation:
    """What is shown of ``page``. Subclasses say of which ``model``; each method may be replaced."""

    model = BasePage
    # The addresses below the page, as ``django.urls.path``, each with a name. Their views are
    # called with the page and the request; the page itself needs none.
    urls: tuple[URLPattern, ...] = ()
    # Where ``find`` looks beside the addresses of ``urls``: names that no page below may have.
    reserved_slugs = frozenset()
    open_graph_type = "website"
    # Whether the page itself lists what is below it, page after page.
    lists_its_pages = False
    # Whether its readers are asked if it was of use to them.
    asks_opinion = True

    def __init__(self, page):
        self.page = page

    def reserves_slug(self, slug):
        """Whether a page below could not be reached under ``slug``."""
        first = (str(url.pattern).partition("/")[0] for url in self.urls)
        return slug in self.reserved_slugs or slug in first

    def find(self, request, path_components):
        """Return the RouteResult of a page that this one shows as if it were below it, or None."""
        return None

    def get_context(self, request):
        """Return what the template of the page needs beside what all pages have."""
        return {}

    def get_description(self):
        return self.page.resumen

    def get_json_ld(self, request):
        """Return the schema.org objects that describe the page, ready for JSON."""
        return [breadcrumb_list(Frame.for_request(request))]

    def get_card_facts(self):
        """Return what kind of page this is and its day, as its share card tells them.

        Both are empty where the title says enough.
        """
        return "", ""

    def get_article_facts(self):
        """Return what Open Graph tells of an article, by the names that it has there."""
        return {}

    # --- Sections: the pages right below a front page -----------------------------------

    def get_feeds(self, request):
        """Return what this page syndicates, as :class:`base.frame.Feed`."""
        return []

    def get_help(self, request):
        """Return a :class:`base.search_results.Ayuda` for whoever found nothing, or None."""
        return None

    def get_functions(self, request):
        """Yield what it does for a person, as a search finds it: a Link, what it is for, and what
        people call it, with commas between.
        """
        return ()

    def present_found(self, pages, request):
        """Return {key: :class:`base.search_results.Encontrado`} of what it knows of ``pages``.

        A search asks each section about all the pages that it shows, which are public.
        """
        return {}

    def shows(self, page, request):
        """Whether this section shows ``page``, one of the province, at an address of its own."""
        return False

    def get_shared_url(self, page, request):
        """Return the address at which this section shows ``page``, one of the province."""
        return f"{self.page.get_url(request)}{self.get_shared_path(page)}"

    def get_shared_path(self, page):
        """Return what comes after the address of this section, where it shows such pages."""
        raise NotImplementedError

    # --- What the citizens' search knows of it --------------------------------------------

    # Under which heading it is listed (``search.models.Grupo``); empty: it is not found.
    search_group = "otros"

    @property
    def search_date(self):
        """The day from which on a search takes it for older and older; None: it stays as it is."""
        return None

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {key: :class:`base.busqueda.TambienEn`} of those that other portals show too.

        ``pages`` are public ones of this model; the number of queries is the same for any.
        """
        return {}

    def pages_found_with_it(self):
        """Return the pages of which a search has to be told anew when this one changes."""
        return Page.objects.none()


def accepts_post(view):
    """Let the address of ``view``, one of ``Presentation.urls``, take what a form sends."""
    view.more_methods = {"POST"}
    return view
