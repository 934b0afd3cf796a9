"""Rows of the report: state of each page and the next step that the user may take."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, WorkflowState

from base.tree import HOME_DEPTH, paths_above
from moderacion.dashboard.filas import get_type
from moderacion.dashboard.listas import workflow_states
from moderacion.queries import entrance, waiting_among
from tableros.alcance import editable_pages
from traduccion.idiomas import may_translate
from traduccion.models import CambioDelOriginal
from traduccion.paginas import es_anterior, faltantes, por_textos, sin_actualizar

from .estados import EstadoDeTraduccion

_HOME_LENGTH = HOME_DEPTH * Page.steplen


@dataclass(frozen=True)
class PasoSiguiente:
    """Next step that the user may take with a translation."""

    texto: str
    url: str


@dataclass(frozen=True)
class FilaDeTraduccion:
    titulo: str
    url: str  # of the original: edit form or public page; empty for a draft without access
    seccion: str
    tipo: str
    estado: EstadoDeTraduccion
    faltan: int | None  # None if unknown: not translated by text, or out of date
    cambio: datetime | str
    traducida: datetime | str
    paso: PasoSiguiente | None


def make_filas(originals, locale, user):
    """Return one row for each of ``originals``, with a fixed number of queries."""
    return _Filas(list(originals), locale, user).make()


class _Filas:
    def __init__(self, originals, locale, user):
        self.originals = originals
        self.locale = locale
        self.user = user
        self.keys = [page.translation_key for page in originals]

    def make(self):
        return [self.make_fila(page) for page in self.originals]

    # --- Data, queried for all pages at once ---------------------------------------

    @cached_property
    def above(self):
        """{path: page} of the ancestors of the originals, from the portada down."""
        paths = {path for page in self.originals for path in self._paths_above(page)}
        found = Page.objects.filter(path__in=paths)
        return {page.path: page for page in found}

    def _paths_above(self, page):
        return [path for path in paths_above(page.path) if len(path) >= _HOME_LENGTH]

    @cached_property
    def versions(self):
        """{(translation key, locale id): translated page} of originals and their ancestors."""
        keys = {*self.keys, *(page.translation_key for page in self.above.values())}
        found = Page.objects.filter(translation_key__in=keys, alias_of=None)
        found = found.exclude(locale=Locale.get_default()).only(
            "translation_key", "locale", "last_published_at"
        )
        return {(page.translation_key, page.locale_id): page for page in found}

    def version_of(self, page):
        return self.versions.get((page.translation_key, self.locale.pk))

    @cached_property
    def overtaken(self):
        """Primary keys of the translations that are older than their original."""
        return self._keys_of_versions(es_anterior())

    @cached_property
    def to_update(self):
        """Primary keys of the translations whose source texts were not updated yet."""
        return self._keys_of_versions(sin_actualizar())

    def _keys_of_versions(self, condition):
        found = Page.objects.filter(
            condition, translation_key__in=self.keys, locale=self.locale, alias_of=None
        )
        return set(found.values_list("pk", flat=True))

    @cached_property
    def changes(self):
        """{translation key: datetime when the original changed}."""
        found = CambioDelOriginal.objects.filter(original__object__in=self.keys)
        return dict(found.values_list("original__object", "desde"))

    @cached_property
    def sources(self):
        """{translation key: (pk of the source, locale ids)} of pages translated text by text."""
        found = por_textos().filter(source__object__in=self.keys)
        sources = {}
        for key, source, language in found.values_list("source__object", "source", "target_locale"):
            sources.setdefault(key, (source, set()))[1].add(language)
        return sources

    def is_by_text(self, page):
        return page.translation_key in self.sources and (
            self.locale.pk in self.sources[page.translation_key][1]
        )

    @cached_property
    def lacking(self):
        """{translation key: number of texts without translation}."""
        found = faltantes(self.locale).filter(source__object__in=self.keys)
        rows = found.order_by().values("source__object").annotate(total=Count("pk"))
        return dict(rows.values_list("source__object", "total"))

    @cached_property
    def editable(self):
        pages = [*self.originals, *self.versions.values()]
        found = editable_pages(self.user).filter(pk__in=[page.pk for page in pages])
        return set(found.values_list("pk", flat=True))

    @cached_property
    def submits(self):
        return may_translate(self.user)

    @cached_property
    def waiting(self):
        """Primary keys of the translations that wait for the user's decision."""
        return waiting_among(self.user, [page.pk for page in self.versions.values()])

    @cached_property
    def decided_over(self):
        """Primary keys of the translations in moderation, whose texts must not change."""
        pages = [page.pk for page in self.versions.values()]
        waiting = workflow_states(WorkflowState.STATUS_IN_PROGRESS).filter(page_pk__in=pages)
        return set(waiting.values_list("page_pk", flat=True))

    # --- Texts of a row --------------------------------------------------------------

    def make_fila(self, page):
        version = self.version_of(page)
        estado = EstadoDeTraduccion(page.estado)
        change = self.changes.get(page.translation_key)
        is_overtaken = version is not None and version.pk in self.overtaken
        published = version and version.last_published_at
        return FilaDeTraduccion(
            titulo=page.get_admin_display_title(),
            url=self.url_of(page),
            seccion=" › ".join(self.titles_above(page)),
            tipo=get_type(page),
            estado=estado,
            faltan=self.faltan(page, version),
            cambio=change if change and is_overtaken else "",
            traducida=published or "",
            paso=self.paso(page, version, estado),
        )

    def faltan(self, page, version):
        lacking = self.lacking.get(page.translation_key, 0)
        if self.is_by_text(page) and (lacking or version.pk not in self.to_update):
            return lacking
        return None

    def url_of(self, page):
        if page.pk in self.editable:
            return _edit_url(page)
        return page.full_url if page.live else ""

    def titles_above(self, page):
        """Return the titles of the sections above ``page``, without the portada."""
        return [
            self.above[path].title
            for path in self._paths_above(page)
            if len(path) > _HOME_LENGTH and path in self.above
        ]

    def paso(self, page, version, estado):
        if estado == EstadoDeTraduccion.SIN_TRADUCIR:
            return self.to_translate(page)
        if estado == EstadoDeTraduccion.EN_MODERACION:
            return self.to_decide(version)
        if estado == EstadoDeTraduccion.TRADUCIDA:
            return None
        if version.pk in self.to_update:
            return self.to_bring_up_to_date(page)
        if version.pk not in self.editable:
            return None
        if self.is_by_text(page) and not self.lacking.get(page.translation_key):
            url = reverse("moderacion:enviar_traduccion", args=[version.pk])
            return PasoSiguiente(_("Enviar a moderación"), url)
        return PasoSiguiente(_("Seguir"), _edit_url(version))

    def to_translate(self, page):
        """The rule of ``traduccion.envio.can_translate_page``, without queries and aliases."""
        upwards = [page, *(self.above[path] for path in reversed(self._paths_above(page)))]
        places = filter(None, map(self.version_of, upwards))
        place = next(places, None)
        if not self.submits or place is None or place.pk not in self.editable:
            return None
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return PasoSiguiente(_("Traducir"), url)

    def to_decide(self, version):
        if version.pk not in self.waiting:
            return None
        return PasoSiguiente(_("Ver y decidir"), entrance(version.pk, waits=True))

    def to_bring_up_to_date(self, page):
        """Updates all languages at once: the user must edit them all, and none may be waiting."""
        source, languages = self.sources[page.translation_key]
        found = [self.versions.get((page.translation_key, language)) for language in languages]
        targets = {target.pk for target in found if target}
        if not self.submits or targets - self.editable or targets & self.decided_over:
            return None
        return PasoSiguiente(
            _("Actualizar"), reverse("wagtail_localize:update_translations", args=[source])
        )


def _edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])
