"""Paging of public lists: accepts any ``?page=`` and shows few links."""

from dataclasses import dataclass

from django.core.paginator import Paginator


@dataclass(frozen=True)
class PageLink:
    numero: int | None  # None stands for a gap
    url: str = ""
    actual: bool = False


def paginate(request, items, per_page):
    """Return the template context of one page of ``items``.

    A page that is not a number gives the first page, and one that is too large the last page
    (Django's ``get_page``).
    """
    paginator = Paginator(items, per_page)
    page = paginator.get_page(request.GET.get("page"))

    def url(number):
        query = request.GET.copy()
        query.pop("page", None)
        if number > 1:
            query["page"] = number
        return f"{request.path}?{query.urlencode()}" if query else request.path

    links = [
        PageLink(number, url(number), actual=number == page.number)
        if isinstance(number, int)
        else PageLink(None)
        for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "pagina": page,
        "paginas": links if paginator.num_pages > 1 else [],
        "anterior_url": url(page.previous_page_number()) if page.has_previous() else None,
        "siguiente_url": url(page.next_page_number()) if page.has_next() else None,
    }
