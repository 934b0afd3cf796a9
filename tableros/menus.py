"""The menus of reports and of settings: each is a page with its entries in groups (ADR 0056).

As menus that unfold at the side they became too long for the screens of the users. The pages show
the entries of Wagtail's two menus; each entry still decides who sees it.
"""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.menu import MenuItem, reports_menu, settings_menu

from aislamiento.menus import name_of
from base.texto import plain

from .menu_entries import MenuGroup
from .reports import Screen, ScreensViewSet
from .views import PantallaMixin

# {URL name: (group, description)} of the entries that no view set of ours registers.
_OF_WAGTAIL = {
    "aislamiento:aging_pages": (
        MenuGroup.WANTING,
        _("Las que nadie cambia desde hace más tiempo."),
    ),
    "aislamiento:workflow": (
        MenuGroup.UNDER_WAY,
        _("Lo que se envió a moderación, y en qué quedó."),
    ),
    "aislamiento:workflow_tasks": (
        MenuGroup.UNDER_WAY,
        _("Cada paso de la moderación: quién lo dio y cuándo."),
    ),
    "aislamiento:locked_pages": (
        MenuGroup.UNDER_WAY,
        _("Las que alguien cerró a los demás, y quién fue."),
    ),
    "traducciones:index": (
        MenuGroup.UNDER_WAY,
        _("Qué se traduce, qué falta y qué cambió desde entonces."),
    ),
    "wagtailadmin_reports:page_types_usage": (
        MenuGroup.DONE,
        _("Cuántas páginas hay de cada tipo."),
    ),
    "wagtailusers_groups:index": (MenuGroup.ACCESS, _("Quién está en cada grupo.")),
    "wagtailusers_users:index": (
        MenuGroup.ACCESS,
        _("Las personas que trabajan en los portales, y qué puede hacer cada una."),
    ),
    "aislamiento:sites": (MenuGroup.INSTALLATION, _("La dirección de cada portal.")),
    "wagtaillocales:index": (MenuGroup.INSTALLATION, _("Los idiomas de los portales.")),
    "wagtailadmin_collections:index": (
        MenuGroup.INSTALLATION,
        _("Las carpetas de imágenes y documentos."),
    ),
    "aislamiento:redirects": (
        MenuGroup.INSTALLATION,
        _("Direcciones de antes, y adónde llevan ahora."),
    ),
}


class MenuView(PantallaMixin, TemplateView):
    """The entries of a menu that the user may see: all, or those with the searched words."""

    template_name = "tableros/menu.html"
    menu = None
    default_group = None

    def get_context_data(self, **kwargs):
        words = plain(self.request.GET.get("q", "")).split()
        groups = {}
        for item in sorted(
            self.menu.menu_items_for_request(self.request), key=lambda item: item.order
        ):
            group, description = self.describe(item)
            entry = item.render_component(self.request)
            if _has(words, entry.label, description, group.label):
                groups.setdefault(group, []).append((entry, description))
        return super().get_context_data(**kwargs) | {
            "grupos": [(group, groups[group]) for group in MenuGroup if group in groups],
            "busqueda": self.request.GET.get("q", ""),
        }

    def describe(self, item):
        """Return (group, description) of ``item``."""
        group = getattr(item, "group", None)
        if group is not None:
            return group, item.description
        return _OF_WAGTAIL.get(name_of(str(item.url)), (self.default_group, ""))


def _has(words, *texts):
    text = plain(" ".join(map(str, texts)))
    return all(word in text for word in words)


class MenuViewSet(ScreensViewSet):
    """The page that replaces a menu that unfolds."""

    menu = None
    # The group of entries that declare none.
    default_group = None
    # The name of Wagtail's entry in the main menu, which this page replaces.
    replaces = ""

    def get_view_kwargs(self, address):
        return super().get_view_kwargs(address) | {
            "menu": self.menu,
            "default_group": self.default_group,
        }

    def on_register(self):
        super().on_register()
        hooks.register("construct_main_menu", self.lead_here)

    def lead_here(self, request, items):
        items[:] = [self.entry if item.name == self.replaces else item for item in items]

    @property
    def entry(self):
        return MenuItem(
            self.menu_label,
            self.menu_url,
            name=self.replaces,
            icon_name=self.icon,
            order=self.menu_order,
        )


class InformesViewSet(MenuViewSet):
    name = "informes"
    menu_label = _("Informes")
    icon = "clipboard-list"
    menu_order = 9000
    menu = reports_menu
    default_group = MenuGroup.DONE
    replaces = "reports"
    addresses = (Screen("", MenuView, "index"),)


class ConfiguracionViewSet(MenuViewSet):
    name = "configuracion"
    menu_label = _("Configuración")
    icon = "cogs"
    menu_order = 10000
    menu = settings_menu
    default_group = MenuGroup.PORTAL
    replaces = "settings"
    addresses = (Screen("", MenuView, "index"),)
