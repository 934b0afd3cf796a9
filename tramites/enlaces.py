"""Links that hand a whole text over to what people write with: plain addresses."""

from functools import partial
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from base.compartir import ShareLink

_query = partial(urlencode, quote_via=quote)


def text_links(texto):
    """Return the links that send ``texto``, with somebody still to choose."""
    return [
        ShareLink("whatsapp", "WhatsApp", f"https://wa.me/?{_query({'text': texto})}"),
        ShareLink("telegram", "Telegram", f"https://t.me/share/url?{_query({'url': texto})}"),
        ShareLink("telefono", _("SMS"), f"sms:?{_query({'body': texto})}"),
    ]
