"""Links to share a page in social networks: plain addresses, without any script of theirs."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlencode, urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _

from .frame import Frame

# Encode spaces as %20: some messengers show a plus sign unchanged.
_query = partial(urlencode, quote_via=quote)


@dataclass(frozen=True)
class ShareLink:
    red: str
    nombre: str
    url: str


def share_page(page, request):
    """Return the links that share ``page`` at its address in the portal of ``request``."""
    return share_address(Frame.for_request(request, page).pagina_url_completa, page.title)


def share_address(url, titulo):
    """Return the links that share the page at ``url``.

    The last one saves it as a file, which is shared without a network (``portatil.suelta``).
    """
    links = share_links(url, titulo)
    if path := urlsplit(url).path.strip("/"):
        file = reverse("suelta", args=[path])
        links.append(ShareLink("documento", _("Guardar en un archivo"), file))
    return links


def share_links(url, titulo):
    """Return the links that share ``url``, those of the most used networks first."""
    both, alone = _query({"url": url, "text": titulo}), _query({"u": url})
    return [
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?{_query({'text': f'{titulo} {url}'})}"),
        ShareLink("telegram", "Telegram", f"https://t.me/share/url?{both}"),
        ShareLink("facebook", "Facebook", f"https://www.facebook.com/sharer/sharer.php?{alone}"),
        ShareLink("x", "X", f"https://x.com/intent/post?{both}"),
    ]
