"""How citizens, search engines and networks see the pages of one model.

Models hold data and rules and know no view. Each section declares the presentations of its models
beside its views (``Section.presentations``); a model without its own uses that of its nearest base
class. ``page.presentation`` is the presentation of a page.
"""

from django.urls import URLPattern
from wagtail.models import Page

from .frame import Frame
from .json_ld import breadcrumb_list
from .models import BasePage


class Presentation:
    """How ``page`` is shown. A subclass names its ``model`` and may override each method."""

    model = BasePage
    # Views at addresses below the page, as ``django.urls.path`` with a name. Each view gets the
    # page and the request. The page itself needs no path.
    urls: tuple[URLPattern, ...] = ()
    # First parts of paths that ``find`` handles: no page below may have such a slug.
    reserved_slugs = frozenset()
    open_graph_type = "website"
    # Whether the page shows a paged list of the pages below it.
    lists_its_pages = False
    # Whether the page asks its readers if it was useful.
    asks_opinion = True

    def __init__(self, page):
        self.page = page

    def reserves_slug(self, slug):
        """Return whether a page below could not be reached with ``slug``."""
        first = (str(url.pattern).partition("/")[0] for url in self.urls)
        return slug in self.reserved_slugs or slug in first

    def find(self, request, path_components):
        """Return the ``RouteResult`` of a page that this one shows as if it were below, or None."""
        return None

    def find_below(self, pages, request, path_components):
        """Return the route of one of ``pages`` below, a query set of all that it shows, or None."""
        slug, *rest = path_components
        if self.reserves_slug(slug):
            return None
        page = next(iter(pages.child_of(self.page).filter(slug=slug).order_by()[:1]), None)
        return page and page.route(request, rest)

    def get_context(self, request):
        """Return the additional context of the page's template."""
        return {}

    def get_description(self):
        return self.page.resumen

    def get_json_ld(self, request):
        """Return the schema.org objects that describe the page, as dicts that may be empty."""
        return [breadcrumb_list(Frame.for_request(request))]

    def get_card_facts(self):
        """Return kind and date as text for the share card; both are "" if the title is enough."""
        return "", ""

    def get_article_facts(self):
        """Return {name of an Open Graph property of articles: value}."""
        return {}

    # --- Sections: the pages directly below a portada ------------------------------------

    def get_feeds(self, request):
        """Return the feeds of this page as a list of :class:`base.links.Feed`."""
        return []

    def get_help(self, request):
        """Return a :class:`base.search_results.Ayuda` for a search without results, or None."""
        return None

    def get_functions(self, request):
        """Yield the services of this section for the search: a Link, a description, and the words
        that people use for the service, separated by commas.
        """
        return ()

    def present_found(self, pages, request):
        """Return {key: :class:`base.search_results.Encontrado`} for the ``pages`` of this section.

        A search calls this method of every section with all the public pages that it found.
        """
        return {}

    def get_state(self, page):
        """Return the state, with ``tono``, that links to ``page`` of this section tell, or None."""
        return None

    def shows(self, page, request):
        """Return whether this section shows ``page``, of the province, at an address of its own."""
        return False

    def get_shared_url(self, page, request):
        """Return the address at which this section shows ``page``, a page of the province."""
        return f"{self.page.get_url(request)}{self.get_shared_path(page)}"

    def get_shared_path(self, page):
        """Return the part of that address after the address of this section."""
        raise NotImplementedError

    # --- For the index of the search ------------------------------------------------------

    # Heading of the page in the results (``search.models.Grupo``); empty: the search excludes it.
    search_group = "otros"

    @property
    def search_date(self):
        """The date from which the page loses rank in the search; None: it loses none."""
        return None

    @classmethod
    def shown_elsewhere(cls, pages):
        """Return {key: :class:`base.busqueda.TambienEn`} for pages that other portals show too.

        ``pages`` are public pages of this model; the number of queries must not depend on theirs.
        """
        return {}

    def pages_found_with_it(self):
        """Return the pages that the search must index again when this page changes."""
        return Page.objects.none()


def accepts_post(view):
    """Allow POST for ``view``, one of ``Presentation.urls``; a decorator."""
    view.more_methods = {"POST"}
    return view
