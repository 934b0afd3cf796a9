"""The texts of a translation: where each text is, its validation, and how it is saved.

Wagtail Localize checks only the tags of a text, and other rules when the page is saved; it never
validates texts in blocks and rows. Here each text is validated as in the form of the original.
"""

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.whitelist import check_url
from wagtail_localize.models import StringSegment, StringTranslation
from wagtail_localize.strings import StringValue, extract_ids, validate_translation_links
from wagtail_localize.views.edit_translation import TabHelper

from base.sections import SLUG_IS_RESERVED, reserves_slug

# A tag that is not closed before the next one begins. The HTML parser of Python searches from each
# such tag to the end of the text: 50 KB of «<a » took half a minute.
_OPEN_TAG = re.compile(r"<[a-zA-Z/!?][^<>]*(?:<|\Z)")
# Tags allowed above the number in the original: nested tags take quadratic time, too.
_MOST_TAGS = 200


@dataclass(frozen=True)
class LugarDelTexto:
    """Where a text is, in the words of the form, and its field.

    ``campo`` is None if the text is not validated. ``parte`` is the part of a block, if the block
    has several.
    """

    nombre: str
    campo: object = None
    parte: str = ""

    @classmethod
    def de(cls, model, field_path):
        name, *rest = field_path.split(".")
        field = model._meta.get_field(name)
        if field.one_to_many:
            row = field.related_model
            inner = cls.de(row, ".".join(rest))
            return cls(f"{capfirst(row._meta.verbose_name)}: {inner.nombre}", inner.campo)
        nombre = capfirst(field.verbose_name)
        if isinstance(field, StreamField):
            return cls._in_blocks(nombre, field.stream_block, rest)
        is_other = isinstance(field, RichTextField) or field.is_relation
        return cls(nombre, None if is_other else field)

    @classmethod
    def _in_blocks(cls, nombre, block, path):
        labels = []
        for part in path:
            if isinstance(block, blocks.ListBlock):
                block = block.child_block
            else:
                block = block.child_blocks[part]
                labels.append(str(block.label))
        is_field = isinstance(block, blocks.FieldBlock)
        is_other = isinstance(block, blocks.RichTextBlock | blocks.ChooserBlock)
        campo = block if is_field and not is_other else None
        return cls(f"{nombre}: {', '.join(labels)}", campo, ", ".join(labels[1:]))

    def check(self, words):
        """Raise ``ValidationError`` unless the form would accept ``words`` here."""
        if isinstance(self.campo, blocks.FieldBlock):
            self.campo.field.clean(words)
        elif self.campo is not None:
            self.campo.formfield().clean(words)
            self.campo.run_validators(words)


def check_override(segment, data):
    """Raise ``ValidationError`` unless ``data`` may replace the value of ``segment``.

    The value may be the URL of a link, for example: like in the editor, it must not be a script.
    """
    model = segment.source.specific_content_type.model_class()
    LugarDelTexto.de(model, segment.context.field_path).check(data)
    if isinstance(data, str) and check_url(data) is None:
        raise ValidationError(_("Eso no es una dirección."))


class Textos:
    """The texts of one translation."""

    def __init__(self, translation):
        self.translation, self.source = translation, translation.source
        self.model = self.source.specific_content_type.model_class()
        self.segments = (
            StringSegment.objects.filter(source=self.source)
            .select_related("context", "string")
            .order_by("order")
        )

    def lugar(self, segment):
        return LugarDelTexto.de(self.model, segment.context.field_path)

    def reparo(self, segment, data):
        """Return in words why ``data`` is not a valid text for ``segment``; "" if it is valid."""
        try:
            self._check(segment, data)
        except ValidationError as error:
            return " ".join(error.messages)
        except ValueError as error:  # Wagtail Localize raises it for wrong tags
            return str(error)
        return ""

    def _check(self, segment, data):
        _check_tags(segment.string.data, data)
        validate_translation_links(segment.string.data, data)
        words = StringValue.from_translated_html(data).render_text()
        if not words.strip():
            raise ValidationError(_("El texto está vacío."))
        _check_links(segment.string.data, data)
        if segment.context.path == "slug" and issubclass(self.model, Page):
            self._check_slug(words)
        self.lugar(segment).check(words)

    def _check_slug(self, slug):
        if slugify(slug) != slug:
            raise ValidationError(_("Use solo letras minúsculas sin tilde, números y guiones."))
        page = self.translation.get_target_instance()
        parent = page.get_parent().specific
        if reserves_slug(parent, slug):
            raise ValidationError(SLUG_IS_RESERVED)
        if parent.get_children().not_page(page).filter(slug=slug).exists():
            raise ValidationError(_("Otra página de la misma sección tiene esa dirección."))

    def keep(self, words, user, tool_name=""):
        """Save ``words``, {segment: text}; an invalid text is saved with its error.

        Wagtail Localize would write any title into ``draft_title``, even if it is too long.
        """
        kept = {
            (segment.string_id, segment.context_id): StringTranslation(
                translation_of=segment.string,
                locale=self.translation.target_locale,
                context=segment.context,
                data=data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=tool_name,
                last_translated_by=user,
                field_error=self.reparo(segment, data),
            )
            for segment, data in words.items()
        }
        for each in kept.values():
            each.has_error = bool(each.field_error)
        StringTranslation.objects.bulk_create(
            kept.values(),
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=[
                "data",
                "translation_type",
                "tool_name",
                "last_translated_by",
                "updated_at",
                "has_error",
                "field_error",
            ],
        )
        for each in kept.values():
            if each.context.path == "title" and not each.has_error:
                Page.objects.filter(
                    translation_key=self.source.object_id, locale=each.locale
                ).update(draft_title=StringValue(each.data).render_text())

    def check_again(self):
        """Validate all translations again: a valid text, as a slug, may have become invalid."""
        for segment, each in self._translated():
            reparo = self.reparo(segment, each.data)
            if (reparo, bool(reparo)) != (each.field_error, each.has_error):
                StringTranslation.objects.filter(pk=each.pk).update(
                    field_error=reparo, has_error=bool(reparo)
                )

    def reparos(self):
        """Return [(name of the place, error)] of the translations with an error."""
        return [
            (self.lugar(segment).nombre, each.get_error() or "")
            for segment, each in self._translated()
            if each.has_error
        ]

    def lugares_sin_traducir(self):
        """Return [(name of the place, tab)] of the texts without translation, each place once.

        The tab is "" if it is the one that the editor opens first.
        """
        translations = self.segments.get_translations(self.translation.target_locale)
        known = set(translations.values_list("translation_of", "context"))
        tabs = TabHelper(self.source.as_instance())
        places = {}
        for segment in self.segments:
            if (segment.string_id, segment.context_id) in known:
                continue
            tab = tabs.field_tab_mapping.get(segment.context.field_path.partition(".")[0])
            places[self.lugar(segment).nombre] = "" if tab == tabs.tabs[0] else tab or ""
        return list(places.items())

    def _translated(self):
        translations = self.segments.get_translations(self.translation.target_locale)
        known = {
            (each.translation_of_id, each.context_id): each
            for each in translations.select_related("translation_of", "context")
        }
        for segment in self.segments:
            if each := known.pop((segment.string_id, segment.context_id), None):
                yield segment, each


def _check_tags(source, data):
    """Refuse tags that a parser would need long to read; call it before any parser."""
    if _OPEN_TAG.search(data):
        raise ValidationError(
            _("Una etiqueta empieza con «<» y no se cierra con «>»: complétela o quítela.")
        )
    if data.count("<") > source.count("<") + _MOST_TAGS:
        raise ValidationError(
            _("Tiene muchas más etiquetas que el original: quite las que sobran.")
        )


def _check_links(source, data):
    if extract_ids(source) - extract_ids(data):
        raise ValidationError(
            _(
                "Falta un enlace del original: deje sus palabras entre [ y ], con el número que "
                "las siga; en un archivo PO, entre <a id=…> y </a>."
            )
        )
    for link in BeautifulSoup(data, "html.parser").find_all("a"):
        if not link.get_text(strip=True):
            raise ValidationError(_("Un enlace quedó sin palabras."))
