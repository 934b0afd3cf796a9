"""One command creates the accounts of the demo, and a real server refuses to start with them.

The test with a running server is in tests/e2e/test_make_run.py.
"""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tests import processes
from tests.factories import make_noticia, make_user
from tests.reading import text
from usuarios.muestra import refuse_sample_accounts


@pytest.fixture
def accounts(portales, settings, tmp_path, monkeypatch):
    """Return a function that runs the command in its own folder and returns the output."""
    settings.VAR_DIR = tmp_path
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)

    def run(*args, **env):
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        out = StringIO()
        call_command("cuentas_muestra", *args, stdout=out)
        return out.getvalue()

    return run


def password_of(printed):
    return re.match(r"contraseña: (\S+)\n", printed).group(1)


def sign_in(portal, username, password):
    browser = portal.browser()
    browser.post("/admin/login/", {"username": username, "password": password})
    return browser


def test_each_role_gets_an_account_that_signs_in(accounts, portales):
    printed = accounts()
    for name in (
        "administrador",
        "moderador",
        "editor-provincia",
        "editor-alfa",
        "editor-beta",
        "atencion-alfa",
        "atencion-beta",
        "coordinador-alfa",
        "traductor-alfa",
    ):
        assert name in printed
        browser = sign_in(portales.provincia, name, password_of(printed))
        assert browser.get("/admin/").status_code == 200


def test_the_sample_editor_works_in_one_portal_only(accounts, portales):
    browser = sign_in(portales.provincia, "editor-alfa", password_of(accounts()))
    own, other = make_noticia(portales.alfa, "De Alfa"), make_noticia(portales.beta, "De Beta")
    assert browser.get(f"/admin/pages/{own.pk}/edit/").status_code == 200
    assert browser.get(f"/admin/pages/{other.pk}/edit/").status_code == 404


def test_no_sample_account_is_a_superuser(accounts):
    accounts()
    assert not get_user_model().objects.filter(is_superuser=True).exists()


def test_the_password_is_kept_from_run_to_run_in_a_private_file(accounts, tmp_path):
    first = accounts()
    assert accounts() == first
    path = tmp_path / "cuentas.txt"
    assert path.read_text(encoding="utf-8") == first
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_copies_have_different_passwords(accounts, tmp_path):
    first = password_of(accounts())
    (tmp_path / "cuentas.txt").unlink()
    second = password_of(accounts())
    assert first != second
    assert len(first) >= 12


def test_demo_password_sets_the_password(accounts, portales):
    accounts()
    accounts(DEMO_PASSWORD="mi-clave-de-demostración")
    browser = sign_in(portales.provincia, "moderador", "mi-clave-de-demostración")
    assert browser.get("/admin/").status_code == 200


def test_a_real_account_of_the_same_name_is_left_alone(accounts, portales):
    make_user("moderador", groups=["Moderadores"])
    printed = accounts()
    assert sign_in(portales.provincia, "moderador", "clave").get("/admin/").status_code == 200
    browser = sign_in(portales.provincia, "moderador", password_of(printed))
    assert browser.get("/admin/").status_code == 302


def test_a_renamed_account_goes_on_under_its_new_name(accounts, portales):
    accounts()
    get_user_model().objects.filter(username="editor-alfa").update(username="ana")
    printed = accounts(DEMO_PASSWORD="otra-clave-de-muestra")
    assert "ana (Editores · Alfa)" in printed
    assert "editor-alfa" not in printed
    browser = sign_in(portales.provincia, "ana", "otra-clave-de-muestra")
    assert browser.get("/admin/").status_code == 200


def test_removed_accounts_sign_in_no_more_but_keep_their_history(accounts, portales):
    password = password_of(accounts())
    total = get_user_model().objects.count()
    assert "12" in accounts("--quitar")
    assert get_user_model().objects.count() == total
    browser = sign_in(portales.provincia, "moderador", password)
    assert browser.get("/admin/").status_code == 302


def test_what_the_command_prints_is_true_after_a_removal_too(accounts, portales):
    accounts()
    accounts("--quitar")
    password = password_of(accounts())
    browser = sign_in(portales.provincia, "moderador", password)
    assert browser.get("/admin/").status_code == 200


def test_without_portals_it_says_what_to_run_first(db, settings, tmp_path, portales_file):
    settings.VAR_DIR = tmp_path
    with pytest.raises(CommandError, match="crear_portales"):
        call_command("cuentas_muestra")


def test_production_can_make_none(tmp_path):
    real = processes.PRODUCTION | {
        "SECRET_KEY": "x" * 60,
        "DATABASE_URL": f"sqlite:///{tmp_path}/portales.sqlite3",
    }
    refused = processes.run(tmp_path, "manage.py", "cuentas_muestra", **real)
    assert refused.returncode != 0
    assert "Unknown command" in refused.stderr


def refusal():
    """Return why a server would not start; empty when it starts."""
    try:
        refuse_sample_accounts()
    except ImproperlyConfigured as error:
        return str(error)
    return ""


def test_a_real_server_refuses_to_start_with_them_and_names_them(accounts, settings):
    accounts()
    settings.SAMPLE_ACCOUNTS_ALLOWED = False
    assert re.search("editor-alfa.*cuentas_muestra --quitar", refusal())
    accounts("--quitar")
    assert refusal() == ""


def test_a_real_server_starts_with_real_accounts(portales, editora, settings):
    settings.SAMPLE_ACCOUNTS_ALLOWED = False
    assert refusal() == ""


def test_an_account_in_the_admin_shows_spanish_names(as_administrator):
    assert "usuario" in text(as_administrator.get("/admin/users/")).lower()
