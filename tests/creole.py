"""Haitian Creole as if it were fully translated: a catalogue in a folder of its own."""

import polib
from django.conf import settings as django_settings

from base.idiomas import textos_del_catalogo


def translate_texts(settings, folder, *, missing=0):
    """Translate all texts of the first catalogue except ``missing`` of them.

    A translation is the Spanish text with a mark before it: nobody invents Creole here.
    """
    source = django_settings.BASE_DIR / "locale" / "primero" / "ht" / "LC_MESSAGES" / "django.po"
    catalogue = polib.pofile(source)
    for entry in catalogue[missing:]:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: f"[ht] {entry.msgid}", 1: f"[ht] {entry.msgid_plural}"}
        else:
            entry.msgstr = f"[ht] {entry.msgid}"
    place = folder / "ht" / "LC_MESSAGES"
    place.mkdir(parents=True)
    catalogue.save(place / "django.po")
    catalogue.save_as_mofile(place / "django.mo")
    settings.TEXTOS_PRIMERO = folder
    settings.LOCALE_PATHS = [django_settings.BASE_DIR / "locale", folder]
    return textos_del_catalogo("ht")
