"""Files of open data are prepared in advance and served at stable addresses."""

import csv
import hashlib
import io
import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from conjuntos import declaracion
from conjuntos.declaracion import Campo, Conjunto, TipoDeCampo
from datos import preparacion
from datos.models import ArchivoDeDatos
from directorio.models import Servicio
from tests.factories import make_entidad, make_private, publish
from tests.reading import links, text

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]

PAGE = "/transparencia/datos/"
CSV, JSON = f"{PAGE}directorio.csv", f"{PAGE}directorio.json"


def make_all():
    call_command("preparar_datos", todo=True, verbosity=0)


def make_due():
    """Run the command as the scheduler does in each round."""
    call_command("preparar_datos", verbosity=0)


def body(response):
    assert response.status_code == 200
    return response.getvalue()


def rows(response):
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"))))


def names(portal):
    return [row["nombre"] for row in rows(portal.get(CSV))]


@pytest.fixture
def later(monkeypatch):
    """Return a function that moves the clock forward for the code that prepares files."""

    def wait(**parts):
        moment = timezone.now() + timedelta(**parts)
        monkeypatch.setattr(preparacion.timezone, "now", lambda: moment)

    return wait


@pytest.fixture
def optica(alfa):
    return make_entidad(
        alfa, "Óptica", slug="optica", contactos=[("telefono", "22000000")], otros_nombres="OV, Luz"
    )


# --- The files ----------------------------------------------------------------------


def test_a_table_and_an_object_say_the_same(alfa, optica):
    make_all()
    table = alfa.get(CSV)
    assert table["content-type"] == "text/csv; charset=utf-8"
    assert 'filename="alfa-directorio.csv"' in table["content-disposition"]
    [row] = rows(table)
    data = json.loads(body(alfa.get(JSON)))
    [record] = data["registros"]
    assert list(row) == list(record) == [field["nombre"] for field in data["campos"]]
    assert (row["telefonos"], record["telefonos"]) == ("+5322000000", ["+5322000000"])
    assert (row["otros_nombres"], record["otros_nombres"]) == ("OV | Luz", ["OV", "Luz"])
    assert (row["latitud"], record["latitud"]) == ("", None)
    assert data["portal"] == {
        "id": "alfa",
        "nombre": "Portal del Ciudadano de Alfa",
        "url": f"{alfa.url}/",
    }
    assert data["licencia"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data["generado"].startswith(str(timezone.localdate()))


def test_a_file_is_streamed_with_its_length_and_mark(alfa, optica):
    make_all()
    response = alfa.get(CSV)
    assert response.streaming
    content = body(response)
    assert content.startswith(b"\xef\xbb\xbf")
    assert response["content-length"] == str(len(content))
    assert response["etag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    head = alfa.browser().head(CSV)
    assert (head.status_code, head["content-length"]) == (200, str(len(content)))


@pytest.mark.parametrize(
    ("asked", "told"), [("if-none-match", "etag"), ("if-modified-since", "last-modified")]
)
def test_who_has_it_already_is_not_sent_it_again(alfa, optica, asked, told):
    make_all()
    first = alfa.get(JSON)
    again = alfa.get(JSON, **{asked: first[told]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["etag"] == first["etag"]
    assert alfa.get(JSON, **{asked: '"otra"'}).status_code == 200


def test_what_says_the_same_keeps_its_date(alfa, optica, later):
    make_all()
    before = alfa.get(JSON)["last-modified"], body(alfa.get(JSON))
    later(hours=2)
    make_all()
    assert (alfa.get(JSON)["last-modified"], body(alfa.get(JSON))) == before


def test_what_is_not_made_yet_is_told_in_words_and_to_programs(alfa, optica):
    response = alfa.get(CSV)
    assert response.status_code == 503
    assert int(response["retry-after"]) > 0
    assert "El archivo de «Directorio» todavía no está listo." in text(response)
    assert links(response)["Ver todos los datos abiertos"] == PAGE
    make_all()
    assert alfa.get(CSV).status_code == 200


def test_a_file_that_is_lost_is_made_again(alfa, optica):
    make_all()
    for row in ArchivoDeDatos.objects.filter(site=alfa.site):
        ArchivoDeDatos.almacen().delete(row.archivo)
    assert alfa.get(CSV).status_code == 503
    make_all()
    assert names(alfa) == ["Óptica"]


def kept():
    return ArchivoDeDatos.almacen().listdir("alfa/directorio")[1]


def test_old_files_do_not_pile_up(alfa, optica, later):
    make_all()
    optica.title = "Óptica nueva"
    publish(optica)
    make_all()
    assert names(alfa) == ["Óptica nueva"]
    later(hours=2)
    make_all()  # though the content is the same
    assert len(kept()) == 2
    assert names(alfa) == ["Óptica nueva"]


def test_two_that_make_at_once_leave_each_other_their_files(alfa, optica, later):
    """When the faster one ends, the files of the slower one are stored but in no row yet."""
    make_all()
    optica.title = "Óptica nueva"
    publish(optica)
    ArchivoDeDatos.almacen().save("alfa/directorio/de-otro.csv", ContentFile(b"..."))
    make_all()
    assert "de-otro.csv" in kept()
    later(hours=2)
    make_all()
    assert "de-otro.csv" not in kept()
    assert names(alfa) == ["Óptica nueva"]


@pytest.mark.parametrize(
    "path",
    [
        f"{PAGE}nada.csv",
        f"{PAGE}nada/",
        f"{PAGE}directorio.xlsx",
        f"{PAGE}directorio.csv/",
        f"{PAGE}%00.csv",
    ],
)
def test_what_there_is_not_is_not_found(alfa, path):
    make_all()
    assert alfa.get(path).status_code == 404


def test_a_file_is_only_read(alfa, optica):
    make_all()
    assert alfa.browser().post(CSV).status_code == 405


# --- When they are prepared ---------------------------------------------------------


def test_what_changes_is_there_after_some_minutes(alfa, optica, later, committed):
    make_due()
    with committed():
        make_entidad(alfa, "Farmacia")
    make_due()
    assert names(alfa) == ["Óptica"]  # not at every publication
    later(minutes=6)
    make_due()
    assert names(alfa) == ["Farmacia", "Óptica"]


def test_what_becomes_private_is_gone_after_some_minutes(alfa, optica, later, committed):
    make_due()
    with committed():
        make_private(optica)
    later(minutes=6)
    make_due()
    assert names(alfa) == []


def test_what_is_moved_is_there_with_its_new_address(alfa, optica, later, committed):
    above = make_entidad(alfa, "Salud", slug="salud")
    make_due()
    with committed():
        optica.move(above, pos="last-child")
    later(minutes=6)
    make_due()
    found = {row["nombre"]: row["url"] for row in rows(alfa.get(CSV))}
    assert found["Óptica"] == f"{alfa.url}/directorio/salud/optica/"


def test_what_is_deleted_is_gone(alfa, optica, later, committed):
    make_due()
    with committed():
        optica.delete()
    later(minutes=6)
    make_due()
    assert names(alfa) == []


def test_what_did_not_change_is_not_read_again(alfa, optica, later):
    make_due()
    make_entidad(alfa, "Farmacia")  # no signal yet: the transaction is not committed
    later(minutes=6)
    make_due()
    assert names(alfa) == ["Óptica"]
    later(hours=2)
    make_due()
    assert names(alfa) == ["Farmacia", "Óptica"]


def test_what_one_round_leaves_the_next_goes_on_with(portales, monkeypatch):
    monkeypatch.setattr("datos.management.commands.preparar_datos._SECONDS", 0)
    for number in range(1, 4):
        make_due()
        assert ArchivoDeDatos.objects.count() == 2 * number


def test_what_the_province_changes_concerns_all(alfa, provincia, later, committed):
    make_due()
    with committed():
        make_entidad(provincia, "Aguas", municipios=[alfa])
    later(minutes=6)
    make_due()
    assert names(alfa) == ["Aguas"]


def test_what_a_municipality_changes_concerns_nobody_else(alfa, beta, later, committed):
    make_due()
    before = dict(ArchivoDeDatos.objects.filter(formato="csv").values_list("site", "comprobado_el"))
    with committed():
        make_entidad(alfa, "Farmacia")
    later(minutes=6)
    make_due()
    after = dict(ArchivoDeDatos.objects.filter(formato="csv").values_list("site", "comprobado_el"))
    assert {site for site in before if before[site] != after[site]} == {alfa.site.pk}


@pytest.fixture
def broken(monkeypatch):
    """Return a function that makes the directory fail after its last line."""
    sound = declaracion.conjuntos()["directorio"]

    class Failing(sound):
        def items(self):
            yield from super().items()
            raise RuntimeError("the database went away")

    def do(conjunto=Failing):
        every = declaracion.conjuntos() | {"directorio": conjunto}
        monkeypatch.setattr(preparacion, "conjuntos", lambda: every)

    return do


def directorio(fields, records):
    """Return the conjunto of the directory with other fields and records."""

    class Other(Conjunto):
        clave, titulo, descripcion, campos = "directorio", "Directorio", "…", fields

        def items(self):
            return records

    return Other


def test_one_that_fails_leaves_the_old_and_lets_the_others_be_made(alfa, beta, optica, broken):
    make_all()
    old, files = body(alfa.get(CSV)), kept()
    make_entidad(alfa, "Farmacia")
    broken()
    with pytest.raises(CommandError, match="alfa/directorio"):
        make_all()
    assert body(alfa.get(CSV)) == old
    assert kept() == files


def test_one_that_fails_slowly_lets_the_others_have_their_turn(
    portales, broken, later, monkeypatch
):
    """Each round ends after one conjunto, as if its time were over."""
    monkeypatch.setattr("datos.management.commands.preparar_datos._SECONDS", 0)
    broken()
    sets = len(list(portales)) * len(declaracion.conjuntos())
    for _round in range(sets):
        make_due()
        later(minutes=6)
    made = ArchivoDeDatos.objects.filter(formato="csv").values_list("site", "clave").distinct()
    assert len(made) == sets - len(list(portales))


def test_one_that_fails_is_tried_again_after_some_minutes(alfa, optica, broken, later, caplog):
    broken()
    make_due()
    told = caplog.text.count("directorio of alfa was not made")
    make_due()
    assert caplog.text.count("directorio of alfa was not made") == told == 1
    later(minutes=6)
    make_due()
    assert caplog.text.count("directorio of alfa was not made") == 2


def test_one_that_is_sound_again_is_made(alfa, optica, broken, later):
    sound = declaracion.conjuntos()["directorio"]
    broken()
    make_due()
    broken(sound)
    later(minutes=6)
    make_due()
    assert names(alfa) == ["Óptica"]


def test_who_asks_for_all_of_them_waits_for_none(alfa, optica, broken):
    sound = declaracion.conjuntos()["directorio"]
    broken()
    make_due()
    broken(sound)
    make_all()
    assert names(alfa) == ["Óptica"]


def test_a_set_that_breaks_its_promise_is_not_given(alfa, optica, broken):
    make_all()
    broken(directorio((Campo("x", "…"),), [{"y": 1}]))
    with pytest.raises(CommandError):
        make_all()
    assert names(alfa) == ["Óptica"]


def test_a_field_finds_its_value_where_it_says(alfa, optica, broken):
    optica.servicios.add(Servicio(nombre="Espejuelos"), Servicio(nombre="Lentes"))
    publish(optica)
    fields = (
        Campo("nombre", "…", de="title"),
        Campo("tipo", "…", de="tipo.slug"),
        Campo("portada", "…", de="imagen_portada.title"),
        Campo("servicios", "…", TipoDeCampo.LISTA, de="servicios.nombre"),
        Campo("siglas", "…", TipoDeCampo.LISTA),
        Campo("y"),
        Campo("url", "…", de="full_url"),
    )
    broken(directorio(fields, [(SimpleNamespace(siglas="OV, Vista", y="B"), optica)]))
    make_all()
    [found] = json.loads(body(alfa.get(JSON)))["registros"]
    assert found == {
        "nombre": "Óptica",
        "tipo": "tramites",
        "portada": None,
        "servicios": ["Espejuelos", "Lentes"],
        "siglas": ["OV", "Vista"],
        "y": "B",
        "url": optica.get_full_url(),
    }


def test_values_of_every_kind_are_written_as_programs_read_them(alfa, broken):
    record = {
        "n": Decimal("12.500"),
        "d": date(2026, 3, 2),
        "m": datetime(2026, 3, 2, 17, tzinfo=UTC),
        "b": True,
        "l": ["=a", "b"],
        "t": "=1+1\n«ñ»",
    }
    kinds = [
        TipoDeCampo.NUMERO,
        TipoDeCampo.FECHA,
        TipoDeCampo.MOMENTO,
        TipoDeCampo.SI_NO,
        TipoDeCampo.LISTA,
        TipoDeCampo.TEXTO,
    ]
    fields = tuple(Campo(name, "…", kind) for name, kind in zip(record, kinds, strict=True))
    broken(directorio(fields, [record]))
    make_all()
    [found] = json.loads(body(alfa.get(JSON)))["registros"]
    moment = "2026-03-02T12:00:00-05:00"
    assert found == {
        "n": 12.5,
        "d": "2026-03-02",
        "m": moment,
        "b": True,
        "l": ["=a", "b"],
        "t": "=1+1\n«ñ»",
    }
    [row] = rows(alfa.get(CSV))
    assert list(row.values()) == ["12.5", "2026-03-02", moment, "True", "'=a | b", "'=1+1\n«ñ»"]
