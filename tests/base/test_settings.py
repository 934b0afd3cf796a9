"""Settings: production needs certain variables, and does not start without them."""

import pytest

from tests.processes import DEMO, PRODUCTION, run

KEY = "una-clave-larga-que-nadie-conoce-0123456789-abcdefghijk"
POSTGRES = "postgres://portales@127.0.0.1:1/portales"  # nothing listens there


def production(tmp_path, *args, **env):
    return run(tmp_path, *args, **PRODUCTION | env)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "DATABASE_URL", "CIFRADO_CLAVES", "EMAIL_URL"])
@pytest.mark.parametrize("start", [["manage.py", "check"], ["-c", "import santiago.wsgi"]])
def test_production_does_not_start_without(missing, start, tmp_path):
    env = PRODUCTION | {"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES}
    del env[missing]
    result = run(tmp_path, *start, **env)
    assert result.returncode != 0
    assert missing in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "url",
    [
        *("", "consolemail://", "dummymail://", "memorymail://", "filemail:///var/lib/portales"),
        *("smtp+tls://", "smtp://:587", "correo.ejemplo.cu", "http://correo.ejemplo.cu"),
    ],
)
@pytest.mark.parametrize("start", [["manage.py", "check"], ["-c", "import santiago.wsgi"]])
def test_production_prints_and_swallows_no_mail(start, url, tmp_path):
    env = {"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES, "EMAIL_URL": url}
    result = production(tmp_path, *start, **env)
    assert result.returncode != 0
    assert "EMAIL_URL must be a mail server" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("EMAIL_URL", "smtp+tls://yo:cla/ve-secreta@correo.ejemplo.cu:587"),
        ("EMAIL_URL", "smtp+tls://yo:[cla]ve-secreta@correo.ejemplo.cu:587"),
        ("DATABASE_URL", "postgres://yo:cla/ve-secreta@localhost/portales"),
        ("DATABASE_URL", "mysql://yo:cla-ve-secreta@localhost/portales"),
        ("CACHE_URL", "memcached://yo:cla/ve-secreta@localhost:1/0"),
        ("PAGE_CACHE_URL", "nada://yo:cla-ve-secreta@localhost/1"),
    ],
)
def test_an_address_with_a_password_is_refused_without_being_printed(name, url, tmp_path):
    env = {"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES, name: url}
    result = production(tmp_path, "-c", "import santiago.wsgi", **env)
    assert result.returncode != 0
    assert name in result.stderr.splitlines()[-1]
    assert "cla" not in result.stderr.replace("class", "")
    assert "secreta" not in result.stderr


@pytest.mark.parametrize("key", ["", " "])
def test_production_does_not_start_with_an_empty_key(key, tmp_path):
    result = production(
        tmp_path, "-c", "import santiago.wsgi", SECRET_KEY=key, DATABASE_URL=POSTGRES
    )
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr.splitlines()[-1]


def test_production_does_not_start_with_a_malformed_key_and_does_not_print_it(tmp_path):
    env = {"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES}
    keys = f"{PRODUCTION['CIFRADO_CLAVES']},una-clave-mal-copiada"
    result = production(tmp_path, "-c", "import santiago.wsgi", CIFRADO_CLAVES=keys, **env)
    assert result.returncode != 0
    assert "CIFRADO_CLAVES: number 2 is no key" in result.stderr.splitlines()[-1]
    assert "mal-copiada" not in result.stderr


def test_wsgi_is_production_unless_told_otherwise(tmp_path):
    result = run(tmp_path, "-c", "import santiago.wsgi")
    assert result.returncode != 0
    assert "SECRET_KEY" in result.stderr.splitlines()[-1]


def test_production_has_nothing_left_to_harden(tmp_path):
    result = production(
        tmp_path,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SECRET_KEY="0aZ9-bY8_cX7.dW6,eV5:fU4;gT3!hS2?iR1+jQ0=kP9*lO8@mN7",
        DATABASE_URL=POSTGRES,
    )
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "url", ["mysql://root@localhost/portales", "nada", "http://localhost/", "postgresql", "sqlite"]
)
def test_another_database_is_refused_with_the_accepted_forms(url, tmp_path):
    result = run(
        tmp_path,
        "manage.py",
        "check",
        DJANGO_SETTINGS_MODULE="santiago.settings.demo",
        DATABASE_URL=url,
    )
    assert result.returncode != 0
    assert "DATABASE_URL must be" in result.stderr.splitlines()[-1]


def show(tmp_path, expression, **env):
    # Without the applications, whose start takes most of the time and changes no setting.
    code = f"from django.conf import settings\nprint({expression})"
    result = production(tmp_path, "-c", code, **{"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES} | env)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def test_in_production_the_admin_lives_on_the_provincial_host(tmp_path):
    assert show(tmp_path, "*settings.ADMIN_HOSTS") == "www.santiago.gob.cu"
    assert show(tmp_path, "settings.WAGTAILADMIN_BASE_URL") == "https://www.santiago.gob.cu"


def test_in_production_cookies_travel_encrypted_only(tmp_path):
    expression = (
        "settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, "
        "settings.SECURE_SSL_REDIRECT, settings.DEBUG, settings.SERVE_MEDIA"
    )
    assert show(tmp_path, expression) == "True True True False False"


def test_mail_goes_to_the_server_that_is_named(tmp_path):
    expression = "settings.POST_OFFICE['BACKENDS']['default'], settings.EMAIL_HOST"
    shown = show(tmp_path, expression, EMAIL_URL="smtp+tls://yo:clave@correo.ejemplo.cu:587")
    assert shown == "django.core.mail.backends.smtp.EmailBackend correo.ejemplo.cu"
    assert show(tmp_path, "settings.EMAIL_BACKEND") == "correo.cola.QueueBackend"


def test_several_machines_share_one_cache(tmp_path):
    expression = "{cache['BACKEND'].rpartition('.')[2] for cache in settings.CACHES.values()}"
    url = "redis://10.0.0.5:6379/0"
    assert "RedisCache" in show(tmp_path, expression, CACHE_URL=url)
    both = {"CACHE_URL": url, "PAGE_CACHE_URL": "redis://10.0.0.5:6379/1"}
    assert show(tmp_path, expression, **both) == "{'RedisCache'}"


def test_the_cache_that_is_emptied_as_a_whole_is_not_the_other_one(tmp_path):
    url = "redis://10.0.0.5:6379/0"
    env = {"SECRET_KEY": KEY, "DATABASE_URL": POSTGRES, "CACHE_URL": url, "PAGE_CACHE_URL": url}
    result = production(tmp_path, "manage.py", "check", **env)
    assert result.returncode != 0
    assert "CACHE_URL and PAGE_CACHE_URL" in result.stderr.splitlines()[-1]


def test_the_demo_makes_a_key_of_its_own_and_keeps_it(tmp_path):
    code = "from django.conf import settings; print(settings.SECRET_KEY)"
    first, second = run(tmp_path, "-c", code, **DEMO), run(tmp_path, "-c", code, **DEMO)
    other = run(tmp_path / "otra", "-c", code, **DEMO)
    assert first.stdout == second.stdout != other.stdout
    assert len(first.stdout.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
