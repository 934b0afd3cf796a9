"""The file security.txt of RFC 9116, which says where to report a vulnerability."""

from datetime import UTC, datetime, timedelta

import pytest

from base.models import PortalSettings
from tests.processes import PRODUCTION, run

PATH = "/.well-known/security.txt"


def fields(response):
    assert response.status_code == 200
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    return [line.split(": ", 1) for line in response.content.decode().splitlines()]


@pytest.fixture
def correo(alfa):
    PortalSettings.objects.filter(slug="alfa").update(correo="portal@alfa.example")


def test_each_portal_names_its_own_mail(alfa, correo):
    told = fields(alfa.get(PATH))
    assert told[0] == ["Contact", "mailto:portal@alfa.example"]
    assert [name for name, _value in told] == [
        "Contact", "Expires", "Preferred-Languages", "Canonical",
    ]  # fmt: skip
    assert dict(told)["Canonical"] == f"{alfa.url}{PATH}"
    assert dict(told)["Preferred-Languages"] == "es, en"


def test_it_holds_whenever_it_is_read(alfa, correo):
    expires = dict(fields(alfa.get(PATH)))["Expires"]
    left = datetime.strptime(expires, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_the_installation_may_name_somebody_for_all(alfa, beta, correo, settings):
    settings.SECURITY_CONTACT = ["mailto:seguridad@oriente.example", "https://oriente.example/"]
    for portal in (alfa, beta):
        contacts = [value for name, value in fields(portal.get(PATH)) if name == "Contact"]
        assert contacts == settings.SECURITY_CONTACT


def test_where_nobody_is_named_nobody_is_invented(beta):
    assert beta.get(PATH).status_code == 404


def test_a_contact_that_no_program_can_follow_stops_the_start(tmp_path):
    done = run(
        tmp_path, "manage.py", "check", SECURITY_CONTACT="yo@alfa.example", SECRET_KEY="x",
        DATABASE_URL="postgres://nobody@localhost/nothing", **PRODUCTION,
    )  # fmt: skip
    assert done.returncode == 1
    assert "SECURITY_CONTACT: yo@alfa.example" in done.stderr
