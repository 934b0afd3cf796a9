"""Users who answer cases get mails about news of the cases and before a plazo ends."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.utils import timezone

from atencion.casos import add_movimiento
from atencion.models import Caso, Movimiento, NovedadDeCaso
from tests.factories import make_user
from tests.reading import text

from .recepcion import REMITENTE, recibir

pytestmark = pytest.mark.on_both_databases

Tipo = Movimiento.Tipo


@pytest.fixture
def office(alfa, beta):
    """An operator and a coordinator of Alfa, and the same two of Beta, who must get no mail."""
    for portal in (alfa, beta):
        for name, role in (("operadora", "Atención"), ("coordinadora", "Coordinador")):
            make_user(f"{name}-{portal.slug}", groups=[f"{role} · {portal.site.site_name}"])


@pytest.fixture
def caso(office, alfa):
    """A case whose users were already notified of everything."""
    caso = recibir(alfa, remitente=None, tipo=Caso.Tipo.SUGERENCIA)
    NovedadDeCaso.objects.all().delete()
    return caso


def scheduler_round():
    call_command("avisar_de_casos", verbosity=0)
    call_command("enviar_correos", verbosity=0)


def recipients(mailoutbox):
    return sorted(address.partition("@")[0] for mail in mailoutbox for address in mail.to)


def gather():
    """Make the movimientos older than the delay in which news is collected into one mail."""
    Movimiento.objects.update(cuando=timezone.now() - timedelta(minutes=16))


def ends_in(caso, days):
    Caso.objects.filter(pk=caso.pk).update(vence=timezone.localdate() + timedelta(days=days))


def give(caso, username):
    Caso.objects.filter(pk=caso.pk).update(
        asignada_a=make_user(username, groups=["Atención · Alfa"])
    )


def test_what_came_in_is_told_in_one_mail_to_each_of_the_portal(office, alfa, mailoutbox):
    casos = [recibir(alfa, remitente=REMITENTE | {"correo": ""}) for _number in range(3)]
    scheduler_round()
    assert mailoutbox == []  # more may come
    gather()
    for _round in range(2):
        scheduler_round()
    assert recipients(mailoutbox) == ["coordinadora-alfa", "operadora-alfa"]
    for mail in mailoutbox:
        for caso in casos:
            assert caso.numero in mail.body
            assert f"http://localhost:8000/admin/casos/{caso.pk}/" in mail.body
            assert caso.asunto not in mail.body
        assert REMITENTE["nombre"] not in mail.body


def test_what_a_person_adds_is_told_to_who_has_the_case(caso, mailoutbox):
    give(caso, "ana")
    add_movimiento(caso, Tipo.AMPLIADA, texto="Algo más")
    gather()
    scheduler_round()
    assert recipients(mailoutbox) == ["ana"]
    assert "Algo más" not in mailoutbox[0].body


def test_whoever_may_no_longer_see_the_case_is_told_nothing(caso, mailoutbox):
    give(caso, "ana")
    Caso.objects.get(pk=caso.pk).asignada_a.groups.clear()
    add_movimiento(caso, Tipo.AMPLIADA, texto="Algo más")
    gather()
    scheduler_round()
    assert "ana" not in recipients(mailoutbox)
    assert "operadora-alfa" in recipients(mailoutbox)


def test_that_somebody_disagrees_is_told_to_who_coordinates(caso, mailoutbox):
    give(caso, "ana")
    add_movimiento(caso, Tipo.INCONFORME, texto="No")
    gather()
    scheduler_round()
    assert recipients(mailoutbox) == ["coordinadora-alfa"]


def test_a_term_that_ends_is_told_once_to_who_has_it_and_then_to_who_coordinates(
    caso, mailoutbox, settings
):
    give(caso, "ana")
    ends_in(caso, settings.ATENCION_AVISAR_DIAS + 1)
    scheduler_round()
    assert mailoutbox == []
    ends_in(caso, settings.ATENCION_AVISAR_DIAS)
    for _round in range(2):
        scheduler_round()
    assert recipients(mailoutbox) == ["ana"]
    assert caso.numero in mailoutbox[0].body


@pytest.mark.parametrize(("days", "word"), [(2, "vence el"), (-1, "venció el")])
def test_who_coordinates_hears_of_it_two_days_before_and_when_it_is_over(
    caso, mailoutbox, days, word
):
    give(caso, "ana")
    ends_in(caso, days)
    for _round in range(2):
        scheduler_round()
    assert recipients(mailoutbox) == ["ana", "coordinadora-alfa"]
    assert all(word in mail.body for mail in mailoutbox)


def test_a_term_that_was_put_off_is_told_again(caso, mailoutbox):
    give(caso, "ana")
    ends_in(caso, 5)
    scheduler_round()
    ends_in(caso, 4)
    scheduler_round()
    assert recipients(mailoutbox) == ["ana", "ana"]


def test_a_term_that_the_first_answer_ended_is_told_to_nobody_again(office, alfa, mailoutbox):
    caso = recibir(alfa, remitente=None)
    ends_in(caso, -1)
    Caso.objects.filter(pk=caso.pk).update(estado="investigacion", respondida_el=timezone.now())
    gather()
    scheduler_round()
    assert recipients(mailoutbox) == ["coordinadora-alfa", "operadora-alfa"]
    for mail in mailoutbox:
        assert "novedades" in mail.subject
        assert caso.numero in mail.body
        assert "Vence el" not in mail.body


@pytest.mark.parametrize("estado", ["respondida", "cerrada", "inconforme"])
def test_what_is_answered_needs_no_warning(caso, mailoutbox, estado):
    ends_in(caso, -1)
    Caso.objects.filter(pk=caso.pk).update(estado=estado)
    scheduler_round()
    assert mailoutbox == []


# --- When no coordinator has an address -----------------------------------------------

NOBODY = "Nadie que coordine la atención tiene un correo (Alfa)"


def without_address(username):
    get_user_model().objects.filter(username=username).update(email="")


def test_the_administration_hears_of_terms_that_end_where_nobody_can_be_told(
    caso, alfa, administrador, mailoutbox
):
    without_address("coordinadora-alfa")
    make_user("gestor-sin-correo", groups=["Administradores"])
    without_address("gestor-sin-correo")
    other = recibir(alfa, remitente=None, tipo=Caso.Tipo.SUGERENCIA)
    NovedadDeCaso.objects.all().delete()
    give(caso, "ana")
    for late in (caso, other):
        ends_in(late, -1)
    for _round in range(2):
        scheduler_round()
    [told] = [mail for mail in mailoutbox if mail.to == [administrador.email]]
    assert "Alfa: 2 casos" in told.body
    assert "Beta" not in told.body
    assert "/admin/users/" in told.body
    for late in (caso, other):  # administrators may not open cases
        assert late.numero not in told.body
        assert f"/casos/{late.pk}/" not in told.body


def test_the_administration_hears_nothing_where_somebody_coordinates(
    caso, administrador, mailoutbox
):
    ends_in(caso, -1)
    scheduler_round()
    assert administrador.email not in [address for mail in mailoutbox for address in mail.to]


def test_the_office_reads_in_its_queue_that_nobody_is_told(office, alfa):
    browser = alfa.signed_in(get_user_model().objects.get(username="operadora-alfa"))
    assert NOBODY not in text(browser.get("/admin/casos/"))
    without_address("coordinadora-alfa")
    assert NOBODY in text(browser.get("/admin/casos/"))
    make_user("otra", groups=["Coordinador · Alfa"], is_active=False)
    assert NOBODY in text(browser.get("/admin/casos/"))
