"""What each app has for the rest of the house, told in one place: ``<app>/section.py``.

That module holds one :class:`Section`, called ``SECTION``. Whoever gathers something from all
apps (the importers, the open data, the parts of an entity's page…) reads it here and knows no app
by name. ``manage.py check --deploy`` prints who contributes what.
"""

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@dataclass(frozen=True, kw_only=True)
class Section:
    """What one app contributes; every field is a tuple, empty where it has nothing of the kind."""

    # How the pages of its models are shown: subclasses of base.presentation.Presentation.
    presentations: tuple = ()
    # Models whose records citizens see: saved or deleted, the caches of pages are emptied.
    shown: tuple = ()
    # Models whose changes are logged with their fields (bitacora).
    logged: tuple = ()
    # Functions that return what the page of an entity shows (base.de_la_entidad): of entities that
    # have pages below them, and of any.
    entity_parts: tuple = ()
    parts_of_any_entity: tuple = ()
    # Functions that return the files withdrawn: {key of a document: base.documentos.Retiro}.
    withdrawn: tuple = ()
    # Open data that every portal gives away: base.datos_abiertos.Conjunto, in their order.
    datasets: tuple = ()
    # What is read from spreadsheets: importacion.importador.Importador.
    importers: tuple = ()
    # What counts in the index of presence: directorio.presencia.registro.Componente.
    measures: tuple = ()


@cache
def sections():
    """Return {app label: :class:`Section`} of the installed apps, in the order of the settings.

    To be called once all models are there: what sections declare speaks of them.
    """
    return {
        config.label: import_module(f"{config.name}.section").SECTION
        for config in apps.get_app_configs()
        if module_has_submodule(config.module, "section")
    }


def contributions(kind):
    """Return what all sections declare of one kind, a field of :class:`Section`."""
    return [item for section in sections().values() for item in getattr(section, kind)]


@cache
def presentation_of(model):
    """Return the class that presents the pages of ``model``, a kind of ``BasePage``."""
    declared = {presentation.model: presentation for presentation in contributions("presentations")}
    return next(declared[kind] for kind in model.__mro__ if kind in declared)


def reserves_slug(page, slug):
    """Whether a page below ``page``, one of any class, could not be reached under ``slug``."""
    presentation = getattr(page.specific, "presentation", None)
    return presentation is not None and presentation.reserves_slug(slug)
