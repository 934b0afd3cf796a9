"""Haitian Creole as if translators had finished: their catalogue in a folder of its own."""

import polib
from django.conf import settings as django_settings

from base.idiomas import textos_del_catalogo


def translate_texts(settings, folder, *, missing=0):
    """Let all of the texts that come first be translated but ``missing`` of them.

    What stands for a translation is the Spanish text behind a mark: nobody invents Creole here.
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
