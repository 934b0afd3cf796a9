"""Backups are made, restored and rehearsed on a real PostgreSQL."""

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management import CommandError, call_command

from servidor import postgres
from tests.processes import needs

DEPLOY = settings.BASE_DIR / "deploy"
KEY, OTHER_KEY = Fernet.generate_key().decode(), Fernet.generate_key().decode()
DAYS = ("20260101T031500Z", "20260102T031500Z", "20260103T031500Z", "20260104T031500Z")


@pytest.fixture(scope="module")
def databases():
    programs = postgres.find()
    needs("PostgreSQL", programs, "postgresql")
    needs("pg_dump", shutil.which("pg_dump"), "postgresql-client")
    with postgres.cluster(programs, ["filled", "first", "second", "third", "fourth"]) as found:
        with _connection(found["filled"]) as connection, connection.cursor() as cursor:
            cursor.execute("create table escritos (id serial primary key, texto text)")
            # Texts that do not compress: the copy takes more than a megabyte.
            cursor.execute(
                "insert into escritos (texto) select md5(random()::text) "
                "from generate_series(1, 50000)"
            )
            cursor.execute(
                "create table atencion_opinion "
                "(id serial primary key, page_id int, sirvio bool, "
                "buscaba text, fallo text, dia date)"
            )
            cursor.execute(
                "insert into atencion_opinion values (1, 1, false, %s, '', '2026-01-01')",
                [Fernet(KEY).encrypt(b"Un carne").decode()],
            )
            cursor.execute("insert into atencion_opinion values (2, 1, true, '', '', '2026-01-02')")
        yield found


@contextmanager
def _connection(address):
    folder, _, name = address.removeprefix("postgres://postgres@/").rpartition("/")
    connection = psycopg2.connect(host=folder, user="postgres", dbname=name)
    connection.autocommit = True
    try:
        yield connection
    finally:
        connection.close()


class Installation:
    """Folders of one installation, with an upload and a letter, and its folder of copies."""

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.copies = folder / "copies"
        self.upload = folder / "var" / "media" / "foto.jpg"
        self.letter = folder / "var" / "privados" / "carta"

    def write(self):
        for path in (self.upload, self.letter):
            path.parent.mkdir(parents=True)
            path.write_bytes(os.urandom(40_000))
        return self

    def before(self, *days):
        """Put an old, small copy for each of ``days``."""
        for day in days:
            (self.copies / day).mkdir(parents=True)
            (self.copies / day / "database.dump").write_bytes(b"copia")
        return self

    def names(self):
        return sorted(path.name for path in self.copies.glob("[!.]*"))

    def backup(self, **env):
        return self._run(DEPLOY / "backup.sh", self.copies, **env)

    def restore(self, *arguments, **env):
        return self._run(DEPLOY / "restore.sh", *arguments, **env)

    def rows(self):
        with _connection(self.database) as connection, connection.cursor() as cursor:
            cursor.execute("select to_regclass('escritos')")
            if cursor.fetchone()[0] is None:
                return None
            cursor.execute("select count(*) from escritos")
            return cursor.fetchone()[0]

    def _run(self, program, *arguments, limit="unlimited", **env):
        # ``limit``: blocks of 1024 bytes that a file may have, as on a disk without room.
        return subprocess.run(
            ["bash", "-c", 'ulimit -f "$0" && exec "$@"', limit, program, *arguments],
            env={
                "PATH": os.environ["PATH"],
                "VAR_DIR": str(self.folder / "var"),
                "DATABASE_URL": self.database,
                "CIFRADO_CLAVES": KEY,
                **env,
            },
            capture_output=True,
            text=True,
            timeout=300,
        )


@pytest.fixture
def filled(databases, tmp_path):
    return Installation(tmp_path, databases["filled"]).write()


@pytest.fixture
def copy(filled):
    """A complete copy of ``filled``."""
    assert filled.backup().returncode == 0
    return filled.copies / filled.names()[-1]


def a_full_disk(tmp_path, copies, *, room_for):
    """Return a PATH whose ``df`` knows a disk with room for ``room_for`` copies."""
    program = tmp_path / "bin" / "df"
    program.parent.mkdir()
    program.write_text(
        "#!/bin/sh\n"
        f"kept=$(ls {copies} | wc -l)\n"
        f"echo Avail; [ $kept -lt {room_for} ] && echo 9999999 || echo 0\n"
    )
    program.chmod(0o755)
    return f"{program.parent}:{os.environ['PATH']}"


def test_room_is_made_before_a_copy_is_written(filled, tmp_path):
    filled.before(*DAYS)
    ended = filled.backup(PATH=a_full_disk(tmp_path, filled.copies, room_for=4))
    assert ended.returncode == 0, ended.stderr
    assert filled.names()[:3] == list(DAYS[1:])
    assert len(filled.names()) == 4
    assert f"Se borró {filled.copies / DAYS[0]} para hacer sitio." in ended.stdout


def test_the_last_three_copies_stay_even_if_room_lacks(filled, tmp_path):
    filled.before(*DAYS)
    ended = filled.backup(PATH=a_full_disk(tmp_path, filled.copies, room_for=0))
    assert ended.returncode == 0, ended.stderr
    assert filled.names()[:3] == list(DAYS[1:])
    assert "Falta sitio" in ended.stderr


def test_with_room_enough_no_copy_is_deleted_early(filled):
    filled.before(*DAYS)
    assert filled.backup().returncode == 0
    assert filled.names()[:4] == list(DAYS)


def test_a_copy_that_does_not_fit_says_so_and_leaves_the_others(filled):
    filled.before(*DAYS)
    ended = filled.backup(limit="200")
    assert ended.returncode != 0
    assert filled.names() == list(DAYS)
    assert "La copia NO se hizo." in ended.stderr
    assert f"Última copia completa: {filled.copies / DAYS[-1]}." in ended.stderr


def test_what_a_killed_run_left_is_removed(filled):
    filled.before(DAYS[0], f"{DAYS[1]}.incompleta")
    other = filled.copies / "lo de otros"
    other.mkdir()
    ended = filled.backup()
    assert ended.returncode == 0, ended.stderr
    assert f"{DAYS[1]}.incompleta" not in filled.names()
    assert {DAYS[0], other.name} < set(filled.names())
    assert f"{DAYS[1]}.incompleta, de una copia que se interrumpió" in ended.stdout


def test_a_copy_that_is_being_written_is_left_alone(filled):
    filled.before(f"{DAYS[0]}.incompleta")
    running = os.open(filled.copies, os.O_RDONLY)
    try:
        fcntl.flock(running, fcntl.LOCK_EX)
        ended = filled.backup()
    finally:
        os.close(running)
    assert ended.returncode == 1
    assert "Otra copia está en marcha" in ended.stderr
    assert filled.names() == [f"{DAYS[0]}.incompleta"]


def test_everything_is_restored_into_an_empty_database(filled, copy, databases, tmp_path):
    new = Installation(tmp_path / "new", databases["first"])
    ended = new.restore(copy)
    assert ended.returncode == 0, ended.stderr
    assert new.rows() == filled.rows() == 50_000
    assert new.upload.read_bytes() == filled.upload.read_bytes()
    assert new.letter.read_bytes() == filled.letter.read_bytes()
    again = new.restore(copy)
    assert again.returncode == 1
    assert "no está vacía" in again.stderr


def test_damaged_files_are_mended_and_others_stay(filled, copy, databases, tmp_path):
    new = Installation(tmp_path / "new", databases["second"]).write()
    damaged = bytes(len(filled.upload.read_bytes()))
    new.upload.write_bytes(damaged)
    other = new.upload.with_name("nueva.jpg")
    other.write_bytes(b"nueva")
    # Later than the copy: the time of a file does not tell whether it is whole.
    os.utime(new.upload)
    assert new.restore(copy).returncode == 0
    assert new.upload.read_bytes() == filled.upload.read_bytes()
    assert new.letter.read_bytes() == filled.letter.read_bytes()
    assert other.read_bytes() == b"nueva"


def test_without_the_keys_of_the_copy_nothing_is_touched(copy, databases, tmp_path):
    new = Installation(tmp_path / "new", databases["third"])
    ended = new.restore(copy, CIFRADO_CLAVES=OTHER_KEY)
    assert ended.returncode == 1
    assert "faltan 1 de las 1 claves" in ended.stderr
    assert (new.rows(), new.upload.exists()) == (None, False)
    # A disk without room: the database stays empty, and the same command works later.
    assert new.restore(copy, CIFRADO_CLAVES=f"{OTHER_KEY},{KEY}", limit="10").returncode != 0
    assert new.rows() is None
    assert new.restore("--sin-claves", copy, CIFRADO_CLAVES=OTHER_KEY).returncode == 0
    assert new.rows() == 50_000


def test_a_damaged_copy_is_not_restored(copy, databases, tmp_path):
    (copy / "media.tar").write_bytes(Path(copy / "media.tar").read_bytes()[:-1])
    ended = Installation(tmp_path / "new", databases["first"]).restore(copy)
    assert ended.returncode == 1
    assert "dañada" in ended.stderr


# --- The second place ---


@pytest.fixture
def second(filled, tmp_path):
    """Return a function that copies ``filled`` to a second place, or brings its newest copy."""
    needs("borg", shutil.which("borg"), "borgbackup")
    (tmp_path / "disk").mkdir()
    place = {"BORG_REPO": str(tmp_path / "disk"), "BORG_PASSPHRASE": "secreta"}

    def run(*arguments, **env):
        program = DEPLOY / "segundo-lugar.sh"
        return filled._run(program, *arguments, **place | {"BACKUP_ROOT": str(tmp_path)} | env)

    def borg(*arguments):
        env = os.environ | place | {"BORG_BASE_DIR": str(filled.folder / "var" / "borg")}
        return subprocess.run(
            ["borg", *arguments], env=env, capture_output=True, text=True, check=True
        )

    run.borg = borg
    return run


def size_of(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_what_is_in_the_second_place_is_brought_and_restored(second, filled, databases, tmp_path):
    ended = second()
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "segundo-lugar").read_text().strip() in ended.stdout
    ended = second("--traer", tmp_path / "brought")
    assert ended.returncode == 0, ended.stderr
    [copy] = (tmp_path / "brought").iterdir()
    new = Installation(tmp_path / "new", databases["fourth"])
    ended = new.restore(copy)
    assert ended.returncode == 0, ended.stderr
    assert new.rows() == 50_000
    assert new.upload.read_bytes() == filled.upload.read_bytes()
    assert new.letter.read_bytes() == filled.letter.read_bytes()
    assert not list((filled.folder / "var").glob("segundo-lugar*"))


def test_only_what_changed_goes_to_the_second_place(second, tmp_path):
    assert second().returncode == 0
    first = size_of(tmp_path / "disk")
    time.sleep(1)  # a name is a second
    assert second().returncode == 0
    assert first > 1_000_000
    assert size_of(tmp_path / "disk") < 1.2 * first


def test_nobody_reads_the_second_place_without_its_password(second, tmp_path):
    assert second().returncode == 0
    ended = second("--traer", tmp_path / "brought", BORG_PASSPHRASE="otra")
    assert ended.returncode != 0
    assert "passphrase" in ended.stderr
    assert not (tmp_path / "brought").exists()


@pytest.mark.parametrize(
    ("place", "words"), [("", "No hay segundo lugar"), ("/no/hay/tal/disco", "no está")]
)
def test_without_a_second_place_it_says_so_and_is_no_failure(second, tmp_path, place, words):
    ended = second(BORG_REPO=place)
    assert ended.returncode == 0, ended.stderr
    assert words in ended.stdout
    assert not (tmp_path / "segundo-lugar").exists()


def test_a_copy_that_fails_is_no_copy_of_the_second_place(second, tmp_path):
    assert second().returncode == 0
    before = (tmp_path / "segundo-lugar").read_text()
    time.sleep(1)
    assert second(DATABASE_URL="postgres://nobody@/nowhere/none").returncode != 0
    assert (tmp_path / "segundo-lugar").read_text() == before
    ended = second("--traer", tmp_path / "brought")
    assert ended.returncode == 0, ended.stderr
    assert [path.name for path in (tmp_path / "brought").iterdir()] == [before.strip()]


def test_an_older_copy_is_brought_by_its_name(second, tmp_path):
    assert second().returncode == 0
    first = (tmp_path / "segundo-lugar").read_text().strip()
    time.sleep(1)
    assert second().returncode == 0
    ended = second("--traer", tmp_path / "brought", first)
    assert ended.returncode == 0, ended.stderr
    assert [path.name for path in (tmp_path / "brought").iterdir()] == [first]
    assert "Ya está" in second("--traer", tmp_path / "brought", first).stdout


def test_a_new_machine_does_not_write_over_the_copies_of_the_one_that_was_lost(second, tmp_path):
    assert second().returncode == 0
    (tmp_path / "segundo-lugar").unlink()  # it is empty, and its timer runs already
    ended = second()
    assert ended.returncode == 1
    assert "copias de otra máquina" in ended.stderr
    assert second("--continuar").returncode == 0
    time.sleep(1)
    assert second().returncode == 0


def test_a_second_place_that_does_not_answer_for_an_hour_is_no_alarm(second, tmp_path):
    assert second().returncode == 0
    config = tmp_path / "disk" / "config"
    config.rename(tmp_path / "config")
    ended = second()
    assert (ended.returncode, "menos de seis horas" in ended.stdout) == (0, True)
    os.utime(tmp_path / "segundo-lugar", (0, 0))
    assert second().returncode == 1
    assert not config.exists(), "it was begun anew"


def test_files_that_borg_would_leave_out_are_told(second, filled, tmp_path):
    media = filled.folder / "var" / "media"
    media.rename(tmp_path / "elsewhere")
    media.symlink_to(tmp_path / "elsewhere")
    ended = second()
    assert ended.returncode == 1
    assert "MEDIA_ROOT" in ended.stderr


def test_copies_and_rests_older_than_their_term_are_deleted(second):
    assert second().returncode == 0
    old = [f"2020010{day}T031500Z" for day in range(1, 10)]
    for name in (*old, f"{old[0]}.incompleta"):
        second.borg("create", f"::{name}", __file__)
    time.sleep(1)
    assert second().returncode == 0
    kept = second.borg("list", "--short").stdout.split()
    assert len(kept) == 7
    assert set(kept) & set(old) == set(old[-5:])


# --- The rehearsal ---


@pytest.fixture
def reachable(databases, settings):
    """An installation with a copy, in a folder that the user of a database server may enter."""
    settings.CIFRADO_CLAVES = [KEY]
    with tempfile.TemporaryDirectory() as folder:
        found = Installation(Path(folder), databases["filled"]).write()
        assert found.backup().returncode == 0
        for closed in (found.folder, found.copies):
            closed.chmod(0o755)
        yield found


@pytest.fixture
def rehearse(reachable, capsys, django_db_blocker):
    """Return a function that rehearses the newest copy, and returns what it says."""

    def run():
        with django_db_blocker.unblock():
            call_command("ensayar_copia", str(reachable.copies))
        return capsys.readouterr().out

    return run


def change(copy, name, text):
    """Change a file of a copy, and the sums with it."""
    (copy / name).write_text(text)
    files = sorted(path.name for path in copy.iterdir() if path.name != "SHA256SUMS")
    sums = subprocess.run(["sha256sum", *files], cwd=copy, capture_output=True, check=True).stdout
    (copy / "SHA256SUMS").write_bytes(sums)


def test_the_newest_copy_is_restored_read_and_thrown_away(reachable, rehearse):
    told = rehearse()
    [copy] = [name for name in reachable.names() if name != "ensayo"]
    assert f"{copy} se restaura: 2 tablas, 50002 filas, y se lee lo cifrado de 1 tablas" in told
    assert reachable.rows() == 50_000
    assert reachable.names() == [copy, "ensayo"]
    assert (reachable.copies / "ensayo").read_text().split()[1] == copy


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda copy: change(copy, "filas", "escritos|50001\natencion_opinion|2\n"), "escritos"),
        (lambda copy: change(copy, "filas", "escritos|50000\n"), "atencion_opinion"),
        (lambda copy: (copy / "database.dump").write_bytes(b"PGDMP"), "dañada"),
        (lambda copy: change(copy, "database.dump", "PGDMP"), "pg_restore"),
        (lambda copy: change(copy, "media.tar", "no es un archivo tar"), "tar"),
        (shutil.rmtree, "No hay ninguna copia completa"),
    ],
)
def test_a_copy_that_cannot_be_restored_is_told(reachable, rehearse, harm, words):
    [name] = reachable.names()
    harm(reachable.copies / name)
    with pytest.raises(CommandError, match=words):
        rehearse()
    assert "ensayo" not in reachable.names()
    assert not list(reachable.copies.glob(".ensayo-*/"))


@pytest.mark.parametrize("claves", [True, False])
def test_what_is_encrypted_with_keys_that_are_gone_is_told(reachable, rehearse, settings, claves):
    settings.CIFRADO_CLAVES = [OTHER_KEY]
    [name] = reachable.names()
    if not claves:  # as in a copy whose keys were right, and whose texts are older
        change(reachable.copies / name, "claves", "")
    with pytest.raises(CommandError, match="CIFRADO_CLAVES"):
        rehearse()


def test_what_a_killed_rehearsal_left_is_removed(reachable, rehearse):
    (reachable.copies / ".ensayo-abc").mkdir()
    rehearse()
    assert not list(reachable.copies.glob(".ensayo-*/"))


def test_two_rehearsals_do_not_disturb_each_other(reachable, rehearse):
    with (reachable.copies / ".ensayo-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Otro ensayo"):
            rehearse()
