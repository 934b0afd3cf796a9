"""The report «Cómo se responde» shows late answers by portal, and no case."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from atencion.models import Caso
from equipos.roles import grant_on_site
from tests.factories import make_user
from tests.reading import soup, text

pytestmark = pytest.mark.django_db

ADDRESS = reverse("como_se_responde:index")


def receive(portal, number, *, ago=10, term=30, answered=None):
    """Create cases received ``ago`` days ago and answered ``answered`` days later."""
    moment = timezone.now() - timedelta(days=ago)
    when = None if answered is None else moment + timedelta(days=answered)
    Caso.objects.bulk_create(
        Caso(
            site=portal.site,
            site_recibida=portal.site,
            tipo="queja",
            asunto="Asunto que nadie lee",
            recibida=moment,
            vence=timezone.localdate(moment) + timedelta(days=term),
            trasladar_hasta=timezone.localdate(moment),
            respondida_el=when,
        )
        for _ in range(number)
    )


def rows(response):
    return [
        [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in soup(response).select("table.listing tbody tr")
    ]


def year():
    return str((timezone.localdate() - timedelta(days=10)).year)


def test_what_is_due_today_is_not_overdue_yet(alfa, as_moderator):
    receive(alfa, 1, term=10)
    receive(alfa, 1, term=9)
    [row] = [row for row in rows(as_moderator.get(ADDRESS, {"anio": year()})) if row[0] == "Alfa"]
    assert row[5] == "1"


def test_the_province_sees_every_portal_and_first_the_one_that_owes_most(alfa, beta, as_moderator):
    receive(alfa, 2, answered=4)
    receive(beta, 1, answered=4)
    receive(beta, 3, term=5)
    found = rows(as_moderator.get(ADDRESS, {"anio": year()}))
    assert found[0] == ["Beta", "4", "1", "1", "100 %", "3", "4"]
    assert ["Alfa", "2", "2", "2", "100 %", "0", "4"] in found
    assert len(found) == 3
    exported = as_moderator.get(ADDRESS, {"anio": year(), "export": "csv"}).getvalue().decode()
    assert "Beta,4,1,1,100 %,3,4" in exported
    assert "Asunto" not in text(as_moderator.get(ADDRESS))


def test_a_coordinator_sees_the_own_portal_and_an_editor_none(alfa, beta, as_editor):
    receive(alfa, 1)
    receive(beta, 3)
    coordinator = make_user("coordinadora", groups=["Coordinador · Alfa"])
    grant_on_site(coordinator.groups.get(), alfa.site, "atencion.coordinate_caso")
    found = rows(alfa.signed_in(coordinator).get(ADDRESS, {"anio": year()}))
    assert [row[0] for row in found] == ["Alfa"]
    assert as_editor.get(ADDRESS).status_code == 302
    assert ADDRESS not in as_editor.get("/admin/").content.decode()


@pytest.mark.parametrize("asked", ["x", "0000", "0001", "9999", "²"])
def test_a_year_that_is_none_does_not_matter(as_moderator, asked):
    assert as_moderator.get(ADDRESS, {"anio": asked}).status_code == 200
