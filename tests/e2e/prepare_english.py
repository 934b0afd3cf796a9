"""Translates one page of each kind of the demo into English, in the given portals.

In the last portal it translates only the front page, and starts an emergency. It is a program of
its own because other processes serve the demo that it changes.
"""

import sys
from datetime import timedelta

import django


def main():
    django.setup()

    from django.utils import timezone

    from avisos.models import ModoEmergencia
    from base.models import PortalSettings
    from tests.traducir import translate_by_marks, translate_one_of_each_kind

    *slugs, in_danger = sys.argv[1:]
    records = PortalSettings.objects.select_related("site__root_page")
    for slug in slugs:
        translate_one_of_each_kind(records.get(slug=slug).site.root_page.specific)
    record = records.get(slug=in_danger)
    translate_by_marks(record.site.root_page.specific)
    until = timezone.now() + timedelta(days=1)
    ModoEmergencia.objects.create(motivo="Pasa un ciclón", termina=until).portales.add(record)


if __name__ == "__main__":
    main()
