"""A moderator signs in on a telephone, with a second factor."""

import re

import pytest
from playwright.sync_api import expect

from tests.usuarios.signing_in import Telephone

from .admin import Admin
from .conftest import listen, serving, start

PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
SCREEN = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture(scope="module")
def strict(portales):
    """The same portals, with a second factor required."""
    strict = listen(portales, SECOND_FACTOR_REQUIRED="1", WEB_CONCURRENCY="1")
    with serving(strict.env):
        yield strict


@pytest.fixture
def without_telephone(strict, tmp_path, _sessions):
    """Remove the second factor, so that the moderator of the other tests signs in as before.

    That ends all sessions of the moderator, also those of the other tests.
    """
    yield
    _sessions.pop("moderador", None)
    with (tmp_path / "log").open("w") as log:
        command = ("desbloquear_cuenta", "moderador", "--segundo-factor")
        assert start(strict.env, log, "manage.py", *command).wait() == 0


def give_code(admin, code):
    admin.page.get_by_role("textbox", name=re.compile("[Cc]ódigo")).fill(code)
    admin.button("Entrar").click()


def expect_inside(admin):
    expect(admin.page.get_by_role("region", name="Por revisar")).to_be_visible()


def sign_out(admin):
    admin.open("/admin/account/")
    account = admin.page.get_by_role("button", name=re.compile("^Moderación"))
    if not account.is_visible():  # on a telephone a button opens the menu
        admin.page.locator(".sidebar-nav-toggle").click()
    account.click()
    admin.button("Cerrar sesión").click()
    expect(admin.button("Iniciar sesión")).to_be_visible()


@pytest.mark.parametrize("size", [SCREEN, PHONE], ids=["screen", "phone"])
def test_a_moderator_sets_up_a_telephone_and_gets_in_with_it_and_without_it(
    size, strict, browser, without_telephone, browser_context_args
):
    context = browser.new_context(**browser_context_args, **size)
    admin = Admin(context.new_page(), strict)

    admin.give_password("moderador")
    expect(admin.page.get_by_role("heading", name="Active el segundo paso")).to_be_visible()
    admin.page.get_by_text("No puedo leer el dibujo").click()
    telephone = Telephone(admin.page.locator(".segundo-factor__clave").inner_text())
    admin.page.get_by_label("Código que muestra la aplicación").fill(telephone.code())
    admin.button("Activar").click()
    expect(admin.page.get_by_text("No se volverán a mostrar.")).to_be_visible()
    recovery = admin.page.locator(".segundo-factor__codigos code").all_inner_texts()
    assert len(recovery) == 10
    admin.page.get_by_role("link", name="Ya los guardé: continuar").click()
    expect_inside(admin)

    sign_out(admin)
    admin.give_password("moderador")
    give_code(admin, telephone.code(ahead=1))
    expect_inside(admin)

    sign_out(admin)
    admin.give_password("moderador")
    admin.page.get_by_role("link", name=re.compile("^No tengo el teléfono")).click()
    give_code(admin, recovery[0])
    expect_inside(admin)
    expect(admin.messages).to_contain_text("Le quedan 9")
    context.close()
