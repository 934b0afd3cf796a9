"""Puts one page of each kind of the demo into English: the province and a municipality.

A program of its own: the demo that it changes is served by others.
"""

import sys

import django

if __name__ == "__main__":
    django.setup()

    from base.models import PortalSettings
    from tests.traducir import translate_one_of_each_kind

    for slug in sys.argv[1:]:
        record = PortalSettings.objects.select_related("site__root_page").get(slug=slug)
        translate_one_of_each_kind(record.site.root_page.specific)
