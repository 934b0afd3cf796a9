"""The retention period of the log is shorter for content and longer for rights."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from tests.bitacora.reading import rows, told
from tests.factories import make_noticia, make_user

pytestmark = pytest.mark.on_both_databases


@pytest.fixture(autouse=True)
def _terms(settings):
    settings.BITACORA_DIAS_CONTENIDO = 30
    settings.BITACORA_DIAS_PERMISOS = 90


@pytest.fixture
def antiguos(alfa, editora):
    """Entries of content, of rights and of sign-ins, of several ages."""
    page = make_noticia(alfa, "Nota")
    for days in (1, 60, 120):
        moment = timezone.now() - timedelta(days=days)
        log(page, "wagtail.lock", title=f"Nota de {days} días", timestamp=moment)
        log(editora, "bitacora.clave", title=f"cuenta de {days} días", timestamp=moment)
        log(editora, "bitacora.entrada", title=f"entrada de {days} días", timestamp=moment)


def purge():
    output = StringIO()
    call_command("purgar_bitacora", stdout=output)
    return output.getvalue()


def left(browser, kind):
    return {row["En qué"].split(" días")[0] for row in rows(browser, q=f"{kind} de")}


def test_what_has_outlived_its_term_is_deleted_and_nothing_else(as_administrator, antiguos):
    assert "4 de contenido, 1 de permisos" in purge()
    assert left(as_administrator, "Nota") == {"Nota de 1"}
    assert left(as_administrator, "entrada") == {"entrada de 1"}
    assert left(as_administrator, "cuenta") == {"cuenta de 1", "cuenta de 60"}


def test_that_entries_were_deleted_is_an_entry(as_administrator, antiguos):
    purge()
    [row] = [row for row in told(as_administrator) if "haber vencido su plazo" in row]
    assert "Se borraron 4 registros de contenido y 1 de permisos" in row
    assert row.startswith("El sistema")


def test_a_day_without_anything_to_delete_leaves_no_trace(as_administrator, alfa):
    purge()
    assert not [row for row in told(as_administrator) if "vencido" in row]


def test_more_than_fit_into_one_batch_are_deleted(as_administrator, alfa):
    page = make_noticia(alfa, "Nota")
    entry = log(page, "wagtail.lock", title="Nota de antes")
    fields = {"page": page, "label": entry.label, "action": entry.action, "data": entry.data}
    moment = timezone.now() - timedelta(days=60)
    PageLogEntry.objects.bulk_create(
        PageLogEntry(timestamp=moment, content_type=entry.content_type, **fields)
        for _time in range(2100)
    )
    assert "2100 de contenido" in purge()
    assert len(rows(as_administrator, q="Nota de antes")) == 1


def test_the_person_whose_entries_go_stays(antiguos, as_administrator):
    persona = make_user("persona")
    purge()
    assert any("persona" in row for row in told(as_administrator))
    assert persona.is_active
