"""What Wagtail Localize would derive wrongly of the fields of a model."""

from django.utils.functional import classproperty
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField


class CamposPorIdioma:
    """A model whose fields are translated, or the same in every language, on purpose.

    By itself Wagtail Localize has texts translated and takes everything else over, and where
    that is an image, a document, a page or an address, whoever translates may put another in its
    place. Each class names, for itself, what is not so; ``tests/base/campos.py`` lists them all.
    """

    # The same in every language: whoever translates changes no fact.
    del_original = ()
    # Of each page alone: neither translated nor taken over.
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
