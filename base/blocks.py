"""The StreamField blocks that the body of every page is made of."""

from uuid import uuid4

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from servidor.caches.fragments import fragment
from servidor.texto_enriquecido import RefusedText

from .alternativo import FILE_NAME, says_something
from .block_mixins import UnDestinoMixin
from .comparaciones import FotosComparison, ImagenElegidaComparison
from .direcciones import estado_de
from .idiomas import is_original
from .pasted_text import without_remains

RICH_TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]

_SAMPLE_TEXT = _("<p>Texto de ejemplo, con <b>negritas</b> y <a href='#'>un enlace</a>.</p>")


class EncabezadoBlock(blocks.StructBlock):
    texto = blocks.CharBlock(label=_("Texto"), max_length=160)
    nivel = blocks.ChoiceBlock(
        label=_("Nivel"),
        choices=[("2", _("Título de sección")), ("3", _("Subtítulo"))],
        default="2",
    )

    class Meta:
        icon = "title"
        label = _("Encabezado")
        description = _("Título que separa las partes de un texto largo.")
        template = "blocks/encabezado.html"
        preview_value = {"texto": _("Requisitos"), "nivel": "2"}


class ImagenValue(blocks.StructValue):
    @property
    def alt_text(self):
        imagen = self["imagen"]
        return imagen.contextual_alt_text if imagen else ""

    @property
    def credito(self):
        imagen = self["imagen"]
        return imagen.credito if imagen else ""


class SiNoBlock(blocks.BooleanBlock):
    """A boolean block that the comparison of versions shows as «Sí» or «No»."""

    def render_basic(self, value, context=None):
        return _("Sí") if value else _("No")


class ImagenElegidaBlock(ImageBlock):
    """Wagtail's image chooser with Spanish labels; it refuses a file name as alternative text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.child_blocks["image"].label = _("Imagen")
        decorativa = SiNoBlock(required=False, label=self.child_blocks["decorative"].label)
        decorativa.set_name("decorative")
        self.child_blocks["decorative"] = decorativa

    def clean(self, value):
        image = super().clean(value)
        text = image and image.contextual_alt_text
        if text and not self.is_deferred_validation and not says_something(text):
            raise blocks.StructBlockValidationError(
                block_errors={"alt_text": ValidationError(FILE_NAME)}
            )
        return image

    def get_comparison_class(self):
        return ImagenElegidaComparison


class ImagenBlock(blocks.StructBlock):
    imagen = ImagenElegidaBlock(label=_("Imagen"))
    pie = blocks.CharBlock(
        label=_("Pie de foto"),
        required=False,
        max_length=250,
        help_text=_("Qué se ve, quiénes, dónde y cuándo. El crédito se toma de la imagen."),
    )

    class Meta:
        icon = "image"
        label = _("Imagen")
        description = _("Una imagen con su texto alternativo, pie y crédito.")
        template = "blocks/imagen.html"
        value_class = ImagenValue
        preview_template = "blocks/previews/imagen.html"


class FotosBlock(blocks.ListBlock):
    def get_comparison_class(self):
        return FotosComparison


class GaleriaBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), required=False, max_length=120)
    fotos = FotosBlock(ImagenBlock(), label=_("Fotos"), min_num=2, max_num=12)

    class Meta:
        icon = "grip"
        label = _("Galería")
        description = _("De dos a doce imágenes, una al lado de otra.")
        template = "blocks/galeria.html"
        preview_template = "blocks/previews/galeria.html"


class CitaBlock(blocks.StructBlock):
    texto = blocks.TextBlock(label=_("Texto"), max_length=600)
    autor = blocks.CharBlock(
        label=_("Quién lo dijo"),
        required=False,
        max_length=160,
        help_text=_("Nombre y cargo."),
    )

    class Meta:
        icon = "openquote"
        label = _("Cita")
        description = _("Palabras textuales de una persona o de un documento.")
        template = "blocks/cita.html"
        preview_value = {
            "texto": _("Frase de ejemplo, tal como fue dicha."),
            "autor": _("Nombre y cargo"),
        }


class DocumentosBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), required=False, max_length=120)
    documentos = blocks.ListBlock(DocumentChooserBlock(), label=_("Documentos"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Documentos")
        description = _("Lista de archivos para descargar, con su formato y su tamaño.")
        template = "blocks/documentos.html"
        preview_template = "blocks/previews/documentos.html"


class NumeroBlock(blocks.DecimalBlock):
    """A decimal number in the format of the portals: «1 053 837», «16,4»."""

    def render_basic(self, value, context=None):
        return "" if value is None else number_format(value, force_grouping=True)


class TextoBlock(blocks.RichTextBlock):
    """Rich text, cleaned of the remains of pasted documents before it is stored."""

    def clean(self, value):
        if isinstance(value.source, RefusedText):
            raise ValidationError(value.source.reason)
        text = super().clean(value)
        return RichText(without_remains(text.source))


class TablaBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(
        label=_("Título de la tabla"),
        max_length=160,
        help_text=_("Diga qué contiene: quien usa lector de pantalla lo oye primero."),
    )
    tabla = TypedTableBlock(
        [
            ("texto", blocks.CharBlock(label=_("Texto"), required=False)),
            ("numero", NumeroBlock(label=_("Número"), required=False)),
            (
                "texto_enriquecido",
                TextoBlock(
                    label=_("Texto con enlaces"), features=RICH_TEXT_FEATURES, required=False
                ),
            ),
        ],
        label=_("Tabla"),
    )

    class Meta:
        icon = "table"
        label = _("Tabla")
        description = _("Datos en filas y columnas: horarios, tarifas, resultados.")
        template = "blocks/tabla.html"
        preview_value = {
            "titulo": _("Horario de ejemplo"),
            "tabla": {
                "columns": [
                    {"type": "texto", "heading": _("Día")},
                    {"type": "texto", "heading": _("Hora")},
                ],
                "rows": [{"values": [_("Lunes"), "8:00 a.m."]}],
                "caption": "",
            },
        }


class VideoBlock(blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), max_length=160)
    url = blocks.URLBlock(
        label=_("Dirección del video"),
        help_text=_("Se muestra como enlace: nada se descarga hasta que la persona lo abre."),
    )
    descripcion = blocks.TextBlock(
        label=_("Descripción"),
        required=False,
        max_length=300,
        help_text=_("Qué muestra y cuánto dura; diga si tiene subtítulos."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("Enlace a un video en otra plataforma.")
        template = "blocks/video.html"
        preview_value = {
            "titulo": _("Video de ejemplo"),
            "url": "https://www.ejemplo.cu/video",
            "descripcion": _("Dura tres minutos; tiene subtítulos."),
        }


class LlamadaBlock(UnDestinoMixin, blocks.StructBlock):
    titulo = blocks.CharBlock(label=_("Título"), max_length=120)
    texto = blocks.TextBlock(label=_("Texto"), required=False, max_length=300)
    enlace_texto = blocks.CharBlock(label=_("Texto del botón"), max_length=60)
    pagina = blocks.PageChooserBlock(label=_("Página del portal"), required=False)
    direccion = blocks.URLBlock(label=_("o una dirección"), required=False)

    def get_context(self, value, parent_context=None):
        """Return the context, with the page in the reader's language and what to tell of it."""
        context, page = super().get_context(value, parent_context), value["pagina"]
        if page and not is_original():
            page = fragment(f"llamada-{page.pk}", lambda: page.localized)
        # The preview of the block has no request.
        return context | {"pagina": page, "estado": estado_de(page, context.get("request"))}

    class Meta:
        icon = "pick"
        label = _("Llamada a la acción")
        description = _("Recuadro con un botón que lleva a otra página.")
        template = "blocks/llamada.html"
        preview_value = {
            "titulo": _("¿Necesita orientación?"),
            "texto": _("Atención a la Población le responde."),
            "enlace_texto": _("Ver contactos"),
            "pagina": None,
            "direccion": "https://www.ejemplo.cu/",
        }


class CuerpoBase(blocks.StreamBlock):
    """All blocks of a body except the contact, which ``directorio.bloques.CuerpoBlock`` adds."""

    encabezado = EncabezadoBlock()
    texto = TextoBlock(
        label=_("Texto"),
        icon="pilcrow",
        description=_("Párrafos, listas y enlaces."),
        features=RICH_TEXT_FEATURES,
        template="blocks/texto.html",
        preview_value=_SAMPLE_TEXT,
    )
    imagen = ImagenBlock()
    galeria = GaleriaBlock()
    cita = CitaBlock()
    documentos = DocumentosBlock()
    tabla = TablaBlock()
    video = VideoBlock()
    llamada = LlamadaBlock()


def body_images(cuerpo):
    """Return the images of a body as a list, including those of its galleries."""
    images = []
    for block in cuerpo:
        if block.block_type == "imagen":
            images.append(block.value["imagen"])
        elif block.block_type == "galeria":
            images.extend(foto["imagen"] for foto in block.value["fotos"])
    return images


def cuerpo_inicial():
    """Return a body with one empty text block, so that a new author sees where to write.

    The block has an id; without one, each autosave of the form would create a different block.
    """
    return [{"type": "texto", "value": "", "id": str(uuid4())}]
