"""Links that editors add to a front page: quick links beside the search, and lists of links."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from base.block_mixins import UnDestinoMixin
from base.direcciones import address_here, estado_de
from base.nombres import con_idioma
from directorio.cards import idioma_de

MOST = 8


class AccesoValue(blocks.StructValue):
    @property
    def titulo(self):
        return self["texto"] or (self["pagina"].title if self["pagina"] else "")


class AccesoBlock(blocks.StructBlock):
    pagina = blocks.PageChooserBlock(label=_("Página"))
    texto = blocks.CharBlock(
        label=_("Nombre del acceso"),
        required=False,
        max_length=60,
        help_text=_("Si se deja vacío, el título de la página."),
    )
    descripcion = blocks.CharBlock(label=_("Descripción"), required=False, max_length=120)

    class Meta:
        icon = "link"
        label = _("Acceso directo")
        description = _("Lleva de la portada a lo que más se busca.")
        value_class = AccesoValue
        template = "blocks/acceso.html"
        preview_value = {
            "pagina": None,
            "texto": _("Renovar el carné"),
            "descripcion": _("Qué necesita y dónde."),
        }


class EnlaceBlock(UnDestinoMixin, blocks.StructBlock):
    pagina = blocks.PageChooserBlock(label=_("Página del portal"), required=False)
    direccion = blocks.URLBlock(label=_("o una dirección"), required=False)
    texto = blocks.CharBlock(
        label=_("Nombre del enlace"),
        required=False,
        max_length=60,
        help_text=_("Si se deja vacío, el título de la página."),
    )
    descripcion = blocks.CharBlock(label=_("Descripción"), required=False, max_length=120)

    class Meta:
        icon = "link"
        label = _("Enlace")
        value_class = AccesoValue

    def clean(self, value):
        result = super().clean(value)
        if result["direccion"] and not result["texto"] and not self.is_deferred_validation:
            error = ValidationError(_("Escriba cómo se llama lo que hay en esa dirección."))
            raise blocks.StructBlockValidationError(block_errors={"texto": error})
        return result


class EnlacesBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), max_length=80)
    enlaces = blocks.ListBlock(EnlaceBlock(), label=_("Enlaces"), min_num=1, max_num=MOST)

    class Meta:
        icon = "link"
        label = _("Enlaces")
        description = _("Hasta ocho enlaces bajo un título: páginas del portal u otros sitios.")
        template = "home/bloques/enlaces.html"
        preview_template = "inicios/vista.html"

    def get_preview_value(self):
        examples = [
            (_("Soberanía"), _("Trámites en línea de todo el país.")),
            (_("Gaceta Oficial"), _("Leyes y decretos.")),
            (_("Transfermóvil"), _("Pagos desde el teléfono.")),
        ]
        links = [
            {
                "texto": text,
                "descripcion": about,
                "pagina": None,
                "direccion": "https://ejemplo.cu/",
            }
            for text, about in examples
        ]
        return self.normalize({"titulo": _("Sitios de interés"), "enlaces": links})

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        pages = context.get("paginas_publicas", {})
        links = (as_link(link, pages, context["request"]) for link in value["enlaces"])
        return context | {"enlaces": [link for link in links if link]}


def page_keys(accesos, listas):
    """Return the set of keys of the pages in the quick links and in the lists of links."""
    # The raw data holds page keys; the page objects would need a query.
    raw = [item["value"] for item in accesos.raw_data]
    raw += [link["value"] for item in listas for link in item["value"]["enlaces"]]
    return {link["pagina"] for link in raw if link["pagina"]}


def quick_links(accesos, pages, request):
    """Return the quick links that lead to one of ``pages``, {key: page}."""
    links = (as_link(item["value"], pages, request) for item in accesos.raw_data)
    return [link for link in links if link]


def as_link(link, pages, request):
    """Return ``link`` as a dict for the template; None if its page is not in ``pages``.

    ``link`` is the value of a block, or its raw data, which holds the key of the page.
    """
    target = link["pagina"]
    page = pages.get(target.pk if isinstance(target, Page) else target)
    if page is None and not link.get("direccion"):
        return None
    idioma = idioma_de(page, request) if page else ""
    return {
        "titulo": link.get("texto") or con_idioma(page.title, idioma),
        "descripcion": link.get("descripcion", ""),
        "url": address_here(page, request) if page else link["direccion"],
        "idioma": idioma,
        "estado": estado_de(page, request),
    }
