"""Links that share a page: plain addresses, no code of the networks."""

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class ShareLink:
    red: str
    nombre: str
    url: str


def share_links(url, titulo):
    """Return the links that share ``url``, the networks people use most first."""
    return [
        ShareLink(
            "whatsapp", "WhatsApp", f"https://wa.me/?{urlencode({'text': f'{titulo} {url}'})}"
        ),
        ShareLink(
            "telegram",
            "Telegram",
            f"https://t.me/share/url?{urlencode({'url': url, 'text': titulo})}",
        ),
        ShareLink(
            "facebook",
            "Facebook",
            f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}",
        ),
        ShareLink("x", "X", f"https://x.com/intent/post?{urlencode({'url': url, 'text': titulo})}"),
    ]
