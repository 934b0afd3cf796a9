"""Pages work without their caches: citizens notice no failure of a cache."""

import errno
import os
import pickle
import resource
import shutil
import signal
import socket
import subprocess
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep, time

import pytest
from django.core.cache import caches
from django.core.checks import run_checks
from wagtail.models import ModelLogEntry

from directorio.models import InformeDeDato
from servidor import caches as our_caches
from servidor.caches import redis as our_redis
from servidor.limites import count
from tests.atencion.escritos import send
from tests.atencion.recepcion import recibir
from tests.factories import make_entidad, make_noticia, make_user
from tests.ports import free_port
from tests.processes import CLOCK, a_common_user, needs
from tests.reading import text
from tests.usuarios.signing_in import sign_in

PAGES = ["/", "/noticias/", "/noticias/con-cache/", "/tramites/", "/directorio/", "/avisos/"]
FILES = "servidor.caches.files.FileCache"
REDIS = "servidor.caches.redis.RedisCache"


@pytest.fixture(autouse=True)
def _nothing_seen():
    """Forget all failures, as a new process."""
    our_caches._seen.clear()
    our_redis._breakers.clear()
    our_redis._unforgotten.clear()


def use(settings, backend, place, **more):
    settings.CACHES = {
        alias: {**cache, "BACKEND": backend, "LOCATION": place(alias), **more}
        for alias, cache in settings.CACHES.items()
    }


@pytest.fixture
def folder(settings, alfa):
    """File caches, as on a single machine, which hold a few pages."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        path = Path(name)
        path.chmod(0o755)
        use(settings, FILES, lambda alias: str(path / alias))
        fill(alfa, path)
        yield path


def fill(alfa, folder):
    make_noticia(alfa, "Con caché")
    for path in PAGES:
        assert alfa.get(path).status_code == 200
    assert len(entries(folder)) > len(PAGES)


def entries(folder):
    return list(folder.glob("*/*.djcache"))


def ready(portal):
    response = portal.get("/readyz")
    return response.status_code, response.json()


def assert_all_is_well(portal):
    for path in PAGES:
        response = portal.get(path)
        assert response.status_code == 200
    assert "Con caché" in text(portal.get("/noticias/con-cache/"))


def zeros(path):
    path.write_bytes(bytes(path.stat().st_size))


def half(path):
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def without_its_end(path):
    path.write_bytes(path.read_bytes()[:-1])


def empty(path):
    path.write_bytes(b"")


def of_another_release(path):
    """Write an entry that never expires and names a class that no longer exists."""
    path.write_bytes(pickle.dumps(None) + zlib.compress(b"cbase.nada\nNada\n."))


def of_another_program(path):
    """Write an entry that never expires and is readable, but holds something else."""
    path.write_bytes(pickle.dumps(None) + zlib.compress(pickle.dumps({"otra": "cosa"})))


def of_another_entry(path):
    """Write the content of another entry into this file."""
    first = sorted(path.parent.glob("*.djcache"))[0]
    if first != path:
        path.write_bytes(first.read_bytes())


def a_folder(path):
    path.unlink()
    path.mkdir()
    (path / "dentro").write_text("x")


def unreadable(path):
    path.chmod(0)


DAMAGES = [
    zeros,
    half,
    without_its_end,
    empty,
    of_another_release,
    of_another_program,
    of_another_entry,
    a_folder,
    unreadable,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_entry_is_one_that_is_not_there(alfa, folder, damage):
    damaged = entries(folder)
    for path in damaged:
        damage(path)
    # As after a restart, pages first need the parts of the frame.
    with a_common_user(folder):
        assert_all_is_well(alfa)
        assert_all_is_well(alfa)
        status, report = ready(alfa)
    assert (status, report["cache"]) == (200, "ok")
    if damage is not empty:  # Django takes an empty file for an expired entry
        assert "pages: " in report["detail"]["cache"]
    assert all(path.is_file() for path in entries(folder))


@pytest.mark.parametrize(
    "damage", [zeros, of_another_program, a_folder], ids=lambda damage: damage.__name__
)
def test_limits_count_over_a_damaged_entry(db, folder, damage):
    assert [count("visitas", 3600) for _time in range(3)] == [1, 2, 3]
    for path in entries(folder):
        damage(path)
    assert [count("visitas", 3600) for _time in range(3)] == [1, 2, 3]


def test_a_publication_shows_although_an_entry_cannot_be_removed_as_a_file(alfa, folder, committed):
    """One entry that cannot be deleted must not stop the deletion of the others."""
    a_folder(sorted((folder / "pages").iterdir())[0])
    with committed():
        make_noticia(alfa, "Recién publicada")
    assert "Recién publicada" in text(alfa.get("/noticias/"))


@contextmanager
def no_room():
    """Make the operating system refuse to write more than a few bytes to a file."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_takes_nothing_keeps_no_page_from_being_read(alfa, folder):
    for alias in ("default", "pages", "fragments"):
        caches[alias].clear()
    with no_room():
        assert_all_is_well(alfa)
        status, report = ready(alfa)
        assert (status, report["database"], report["cache"]) == (503, "ok", "failing")
        assert f"pages: {os.strerror(errno.EFBIG)}" in report["detail"]["cache"]
        assert str(folder) not in str(report)
    assert ready(alfa)[0] == 200
    assert not list(folder.glob("*/tmp*"))


@pytest.mark.parametrize("way", ["closed", "a file"])
def test_a_folder_where_nothing_can_be_kept_keeps_no_page_from_being_read(alfa, folder, way):
    for path in folder.iterdir():
        if way == "closed":
            for item in path.iterdir():
                item.unlink()
        else:
            shutil.rmtree(path)
            path.write_text("")
    with a_common_user(folder):
        if way == "closed":
            for path in folder.iterdir():
                path.chmod(0o500)
        caches.close_all()
        assert_all_is_well(alfa)
        status, report = ready(alfa)
    assert (status, report["cache"]) == (503, "failing")
    assert "default: " in report["detail"]["cache"]


def test_what_is_given_up_on_a_full_disk_makes_room(settings, tmp_path, alfa):
    """The cache has a disk of its own, and fills it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", disk], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    try:
        use(settings, FILES, lambda alias: str(disk / alias))
        make_noticia(alfa, "Con caché")
        for number in range(60):
            assert alfa.get(f"/noticias/?page=1&nada={number}").status_code == 200
        assert_all_is_well(alfa)
        status, report = ready(alfa)
        assert status == 200
        assert os.strerror(errno.ENOSPC) in report["detail"]["cache"]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_only_the_owner_reads_the_files_and_a_folder_of_everybody_is_told(settings, folder):
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o700}
    assert not run_checks(tags=["caches"])
    (folder / "pages").chmod(0o777)
    assert [warning.id for warning in run_checks(tags=["caches"])] == ["servidor.W002"]


# --- Redis --------------------------------------------------------------------------


@pytest.fixture
def port():
    return free_port()


@contextmanager
def serving(settings, port, folder, *options):
    """Run a Redis server in place of every cache; its files are in ``folder``."""
    needs("redis-server", shutil.which("redis-server"), "redis-server")
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)]
    # Redis does not start with another clock; it is told how long to keep, never until when.
    env = {name: value for name, value in os.environ.items() if name not in CLOCK}
    process = subprocess.Popen([*command, *options], env=env, stdout=subprocess.DEVNULL)
    place = {"pages": 1, "fragments": 1}
    use(
        settings,
        REDIS,
        lambda alias: f"redis://127.0.0.1:{port}/{place.get(alias, 0)}",
        OPTIONS={"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    )
    until = monotonic() + 10
    while monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        sleep(0.05)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def redis(settings, port, tmp_path):
    with serving(settings, port, tmp_path, "--save", "") as process:
        yield process


@contextmanager
def frozen(process):
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def told(caplog):
    return [line.getMessage() for line in caplog.records if line.name.startswith("servidor.")]


def test_an_entry_of_redis_that_cannot_be_read_is_not_there(alfa, redis):
    make_noticia(alfa, "Con caché")
    assert_all_is_well(alfa)
    server = caches["pages"].client.get_client()
    keys = server.keys("*")
    assert keys
    for key in keys:
        server.set(key, b"cbase.nada\nNada\n.")
    assert_all_is_well(alfa)
    status, report = ready(alfa)
    assert (status, report["cache"]) == (200, "ok")
    assert "damaged" in report["detail"]["cache"]
    assert caches["pages"].get_many(["nada"]) == {}


@pytest.mark.parametrize("caches_of", ["folder", "redis"])
def test_a_publication_of_one_municipality_leaves_what_another_has(
    alfa, beta, caches_of, request, committed, django_assert_num_queries
):
    request.getfixturevalue(caches_of)
    for portal in (alfa, beta):
        assert "Entretanto" not in text(portal.get("/noticias/"))
    with committed():
        make_noticia(alfa, "Entretanto")
    assert "Entretanto" in text(alfa.get("/noticias/"))
    with django_assert_num_queries(0):
        beta.get("/noticias/")


def test_a_redis_of_several_servers_is_asked_as_one_is(settings, alfa, redis, port):
    several = [f"redis://127.0.0.1:{port}/2", f"redis://:clave@127.0.0.1:{port}/2"]
    use(settings, REDIS, lambda alias: several)
    redis.kill()
    redis.wait()
    make_noticia(alfa, "Con caché")
    assert_all_is_well(alfa)
    assert caches["default"].place == f"127.0.0.1:{port}, 127.0.0.1:{port}"


@pytest.mark.parametrize("caches_of", ["folder", "redis"])
def test_a_number_that_grows_ends_when_it_was_to_end(request, caches_of, monkeypatch):
    """Not after the default time of a cache, which is five minutes."""
    request.getfixturevalue(caches_of)
    cache = caches["default"]
    cache.add("visitas", 1, timeout=3600)
    cache.add("enseguida", 1, timeout=1)
    assert [cache.incr("visitas"), cache.incr("enseguida")] == [2, 2]
    sleep(1.1)
    assert cache.get("enseguida") is None
    if caches_of == "folder":
        later = time() + 3000
        monkeypatch.setattr("time.time", lambda: later)
        assert cache.get("visitas") == 2
    else:
        assert cache.ttl("visitas") > 3000


def test_many_entries_are_read_although_one_cannot_be(db, redis):
    cache = caches["default"]
    cache.set_many({"buena": 1, "mala": [2]})
    cache.client.get_client().set(cache.make_key("mala"), b"nada")
    assert cache.get_many(["buena", "mala"]) == {"buena": 1}


def test_a_redis_that_hangs_costs_one_reader_one_second(settings, alfa, redis, committed, caplog):
    make_noticia(alfa, "Con caché")
    assert_all_is_well(alfa)
    for alias in settings.CACHES:
        caches[alias].clear()
    start = monotonic()
    alfa.get("/noticias/")
    made_in = 2 * (monotonic() - start) + 0.5
    alfa.get("/noticias/")
    with frozen(redis):
        start = monotonic()
        assert alfa.get("/noticias/").status_code == 200
        # One timeout for all databases of the server, plus the time to make the page.
        assert monotonic() - start < 1.1 + made_in
        start = monotonic()
        with committed():
            make_noticia(alfa, "Entretanto")
        status, report = ready(alfa)
        assert (status, report["cache"]) == (503, "failing")
        assert "TimeoutError" in report["detail"]["cache"]
        assert monotonic() - start < 1
        assert_all_is_well(alfa)
        assert len(told(caplog)) == 1
        assert "fails, pages go on" in told(caplog)[0]
    sleep(our_redis.PAUSE)
    assert "Entretanto" in text(alfa.get("/noticias/"))
    assert ready(alfa)[0] == 200
    assert [line.endswith("works again") for line in told(caplog)] == [False, True]


def test_after_a_while_one_asks_for_all_threads_whether_redis_is_there(redis):
    def seconds(_number):
        start = monotonic()
        assert caches["default"].get("nada") is None
        return monotonic() - start

    with frozen(redis), ThreadPoolExecutor(8) as threads:
        assert seconds(0) > 0.9
        sleep(our_redis.PAUSE)
        waited = list(threads.map(seconds, range(8)))
    assert len([each for each in waited if each > 0.5]) == 1


def test_what_was_published_while_redis_was_away_is_read_when_it_is_back(
    settings, alfa, port, tmp_path, committed
):
    """Redis comes back with its old data, as after a network failure."""
    kept = ("--appendonly", "yes", "--appendfsync", "always")
    with serving(settings, port, tmp_path, *kept):
        make_noticia(alfa, "Con caché")
        assert_all_is_well(alfa)
    assert_all_is_well(alfa)
    with committed():
        make_noticia(alfa, "Entretanto")
    with serving(settings, port, tmp_path, *kept):
        assert caches["pages"].client.get_client().dbsize()
        sleep(our_redis.PAUSE)
        assert "Entretanto" in text(alfa.get("/noticias/"))


def test_without_redis_everything_that_counts_lets_people_through(alfa, redis, committed):
    redis.kill()
    redis.wait()
    cache = caches["default"]
    assert cache.add("una vez", 1) is True
    assert cache.get_or_set("prueba", "mía") == "mía"
    assert [count("visitas", 3600) for _time in range(3)] == [1, 1, 1]
    assert cache.touch("nada") is False
    assert cache.set_many({"a": 1}) == ["a"]
    assert cache.get_many(["a"]) == {}
    assert cache.has_key("a") is False
    with committed():
        make_noticia(alfa, "Con caché")
    assert_all_is_well(alfa)


def test_without_redis_a_case_a_report_and_the_log_are_taken_in(alfa, redis):
    caso, entidad = (
        recibir(alfa),
        make_entidad(alfa, "Registro", contactos=[("telefono", "22000000")]),
    )
    operator = alfa.signed_in(make_user("operadora", groups=["Atención · Alfa"]))
    redis.kill()
    redis.wait()
    assert send(alfa.browser()).status_code == 302
    data = {"dato": entidad.contactos.get().pk, "clase": "no_responde"}
    alfa.browser().post("/directorio/registro/informar/", data)
    assert InformeDeDato.objects.get().veces == 1
    assert operator.get(f"/admin/casos/{caso.pk}/").status_code == 200
    assert ModelLogEntry.objects.filter(action="atencion.abrir").exists()


def test_a_redis_that_has_no_room_refuses_to_keep_and_pages_go_on(alfa, redis):
    make_noticia(alfa, "Con caché")
    caches["pages"].client.get_client().config_set("maxmemory", "1")
    assert_all_is_well(alfa)
    status, report = ready(alfa)
    assert (status, report["cache"]) == (503, "failing")
    assert "OutOfMemory" in report["detail"]["cache"]


def test_a_redis_whose_disk_is_full_gives_nothing_old_and_says_why(
    settings, alfa, port, tmp_path, committed, caplog
):
    """Redis then still answers reads, and refuses every write."""
    missing = tmp_path / "redis"
    missing.mkdir()
    with serving(settings, port, missing, "--save", "1 1"):
        make_noticia(alfa, "Con caché")
        assert_all_is_well(alfa)
        server = caches["pages"].client.get_client()
        shutil.rmtree(missing)  # so Redis can no longer write
        until = monotonic() + 10
        while server.info("persistence")["rdb_last_bgsave_status"] == "ok" and monotonic() < until:
            caches["default"].set("algo", 1)
            sleep(0.2)
        caplog.clear()
        our_caches._seen.clear()
        with committed():
            make_noticia(alfa, "Entretanto")
        assert_all_is_well(alfa)
        assert "Entretanto" in text(alfa.get("/noticias/"))
        status, report = ready(alfa)
        assert (status, report["cache"]) == (503, "failing")
        assert "pages: MISCONF" in report["detail"]["cache"]
        assert len(told(caplog)) == 1


def test_passwords_are_guessed_slowly_without_redis_too(provincia, editora, redis):
    redis.kill()
    redis.wait()
    browser = provincia.browser()
    for _time in range(5):
        assert sign_in(browser, "editora", "mala").status_code == 200
    assert sign_in(browser, "editora").status_code == 429
