"""What was asked of this section, and the links that narrow a list and keep the rest of it."""

from django.http import Http404

from base.chrome import Link


def enlaces(request, url, name, options, chosen, *, every):
    """Return a link for each of ``options``, pairs of (value, words), and one for all of them.

    ``name`` is that of the parameter, ``every`` the words of the link without it.
    """

    def link(value, words):
        query = request.GET.copy()
        query.pop("page", None)
        query.pop(name, None)
        if value:
            query[name] = value
        return Link(words, f"{url}?{query.urlencode()}" if query else url, actual=value == chosen)

    return [link("", every), *(link(value, words) for value, words in options)]


def asked(request, name, options):
    """Return which of ``options`` was asked for, "" for none of them."""
    value = request.GET.get(name, "")
    return value if value in dict(options) else ""


def or_404(found):
    """Return what was found of what an address names; without it there is no such page."""
    if found is None:
        raise Http404
    return found


def words(request):
    return " ".join(request.GET.get("q", "").replace("\x00", "").split())[:100]


def narrowed_by(request, chrome, *chosen):
    """What the page of a list is told of ``chosen``, the choices and the words that narrow it.

    Two or more of them combine into hundreds of lists of which none says anything new: they are
    for people, who may share them, and not for robots.
    """
    number = sum(map(bool, chosen))
    return {
        "filtrado": number > 0,
        "canonica": canonical(request, chrome, is_narrowed=number > 0),
        "sin_robots": number > 1,
    }


def canonical(request, chrome, *, is_narrowed):
    """The address of a list without what does not change it."""
    matters = is_narrowed or request.GET.get("page")
    return chrome.absolute(request.get_full_path() if matters else request.path)
