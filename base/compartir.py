"""Links that share a page: plain addresses, no code of the networks."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote, urlencode

from .frame import Frame

# Spaces as %20: some messengers show a plus sign as it is.
_query = partial(urlencode, quote_via=quote)


@dataclass(frozen=True)
class ShareLink:
    red: str
    nombre: str
    url: str


def share_page(page, request):
    """Return the links that share ``page`` where its reader found it: in this portal."""
    return share_links(Frame.for_request(request, page).pagina_url_completa, page.title)


def share_links(url, titulo):
    """Return the links that share ``url``, the networks people use most first."""
    return [
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?{_query({'text': f'{titulo} {url}'})}"),
        ShareLink(
            "telegram",
            "Telegram",
            f"https://t.me/share/url?{_query({'url': url, 'text': titulo})}",
        ),
        ShareLink(
            "facebook",
            "Facebook",
            f"https://www.facebook.com/sharer/sharer.php?{_query({'u': url})}",
        ),
        ShareLink("x", "X", f"https://x.com/intent/post?{_query({'url': url, 'text': titulo})}"),
    ]
