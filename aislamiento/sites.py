"""List of sites with Spanish headings; Wagtail uses the English field names."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.sites.views import IndexView, SiteViewSet

_HEADS = {"port": _("Puerto"), "site_name": _("Nombre"), "root_page": _("Portada")}


class SiteIndexView(IndexView):
    columns = [
        Column(column.name, label=_HEADS[column.name], sort_key=column.sort_key)
        if column.name in _HEADS
        else column
        for column in IndexView.columns
    ]


site_viewset = SiteViewSet("wagtailsites", url_prefix="sites", index_view_class=SiteIndexView)
