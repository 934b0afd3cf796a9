"""Links to pages of an older portal whose target in the new portal is not known yet.

A run of a mudanza resolves them at its end, when all pages exist. Until then, or for good if the
run was stopped, somebody may publish a page that has such links. They lead its readers to the old
path in the same portal, which redirects to the new page or says that there is none.
"""

from django.forms.utils import flatatt
from wagtail.rich_text import LinkHandler

# Prefix of these links in the database. No real host can have this name (RFC 2606).
PENDIENTE = "https://mudanza.invalid"


class EnlaceExterno(LinkHandler):
    """Renders links with a URL of their own. Wagtail allows one handler for all of them."""

    identifier = "external"

    @classmethod
    def expand_db_attributes(cls, attrs):
        attrs = attrs | {"href": attrs["href"].removeprefix(PENDIENTE) or "/"}
        return f"<a{flatatt(attrs)}>"
