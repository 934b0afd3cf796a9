"""Users see only the cases of their own portal or entidad."""

import pytest
from django.contrib.auth.models import Group

from atencion.permissions import atiende, casos_de, coordina, quienes_atienden
from equipos.models import Equipo
from equipos.roles import requires_second_factor
from home.creacion import create_portales
from tests.factories import make_entidad, make_user
from tests.reading import text

from .recepcion import recibir


def fresh(user):
    """Return the user as the next request loads it."""
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def casos(alfa, beta, provincia, acueducto):
    """Cases of Alfa, of an entidad and its office, of Beta and of the province."""
    office = acueducto.get_children().get().specific
    return {
        "alfa": recibir(alfa),
        "acueducto": recibir(alfa, entidad=acueducto),
        "oficina": recibir(alfa, entidad=office),
        "beta": recibir(beta),
        "provincia": recibir(provincia),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("operadora", {"alfa", "acueducto", "oficina"}),
        ("coordinadora", {"alfa", "acueducto", "oficina"}),
        ("aguatera", {"acueducto", "oficina"}),
        ("editora", set()),
        ("moderadora", set()),
        ("administrador", set()),
    ],
)
def test_each_sees_the_cases_of_their_own_place(request, casos, who, seen):
    user = request.getfixturevalue(who)
    found = {name for name, caso in casos.items() if casos_de(user).filter(pk=caso.pk).exists()}
    assert found == seen
    assert atiende(user) is bool(seen)


def test_whoever_leaves_or_is_deactivated_sees_nothing(casos, operadora, aguatera):
    operadora.groups.clear()
    aguatera.is_active = False
    aguatera.save()
    for user in (operadora, aguatera):
        assert not casos_de(fresh(user)).exists()
        assert not atiende(fresh(user))


def test_only_coordinators_coordinate(casos, operadora, coordinadora, aguatera):
    assert coordina(coordinadora, casos["alfa"])
    for user in (operadora, aguatera):
        assert not coordina(user, casos["acueducto"])
    assert not coordina(coordinadora, casos["beta"])


def test_a_case_may_be_given_to_those_who_see_it(casos, operadora, coordinadora, aguatera, editora):
    assert set(quienes_atienden(casos["alfa"])) == {operadora, coordinadora}
    for name in ("acueducto", "oficina"):
        assert set(quienes_atienden(casos[name])) == {operadora, coordinadora, aguatera}
    assert not quienes_atienden(casos["beta"]).exists()


def test_a_coordinator_puts_people_into_the_attention_group_of_an_entity(
    as_coordinator, equipo_del_acueducto
):
    group = equipo_del_acueducto.atencion
    assert group.name == "Atención · Alfa · Acueducto de Alfa"
    team = text(as_coordinator.get(f"/admin/equipos/inspect/{equipo_del_acueducto.pk}/"))
    assert "Responden los casos" in team
    form = as_coordinator.get(f"/admin/users/new/?group={group.pk}")
    assert group.name in text(form)


def test_the_team_of_what_cannot_be_asked_has_no_attention_group(alfa, coordinadora):
    equipo = Equipo.objects.create_for(alfa.noticias, user=coordinadora)
    assert equipo.atencion is None


def test_a_second_run_gives_older_teams_their_group(equipo_del_acueducto):
    Group.objects.filter(pk=equipo_del_acueducto.atencion_id).delete()
    create_portales(lambda line: None)
    equipo_del_acueducto.refresh_from_db()
    assert equipo_del_acueducto.atencion.name == "Atención · Alfa · Acueducto de Alfa"


def test_the_attention_group_ends_with_the_team(equipo_del_acueducto, aguatera):
    left = list(equipo_del_acueducto.members_of_nothing_else)
    assert left == [aguatera]
    equipo_del_acueducto.delete()
    assert not Group.objects.filter(name__startswith="Atención · Alfa · ").exists()


def test_an_operator_of_an_entity_writes_none_of_its_pages(as_entity_operator, acueducto):
    response = as_entity_operator.get(f"/admin/pages/{acueducto.pk}/edit/")
    assert response.status_code in (302, 403, 404)


def test_a_second_factor_is_asked_of_those_who_read_what_citizens_ask(operadora, aguatera, alfa):
    assert requires_second_factor(operadora)
    assert requires_second_factor(aguatera)
    make_entidad(alfa, "Otra")
    assert not requires_second_factor(make_user("otra", groups=[alfa.editores]))
