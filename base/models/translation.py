"""Which fields Wagtail Localize translates, where its own rules would be wrong."""

from django.utils.functional import classproperty
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


class CamposPorIdioma:
    """A model that declares which of its fields are translated and which stay the same.

    By default Wagtail Localize translates texts and copies all other fields; translators may
    replace copied images, documents, pages and addresses. Each class lists its own exceptions;
    ``tests/base/campos.py`` lists them all.
    """

    # The same in every language: a translation cannot change facts.
    del_original = ()
    # Separate for each page: neither translated nor copied.
    de_cada_pagina = ()

    @classproperty
    def override_translatable_fields(cls):  # noqa: N805 - a property of the class
        return [
            *(SynchronizedField(name, overridable=False) for name in cls._named("del_original")),
            *(BaseTranslatableField(name) for name in cls._named("de_cada_pagina")),
        ]

    @classmethod
    def _named(cls, kind):
        return [name for base in cls.__mro__ for name in vars(base).get(kind, ())]
