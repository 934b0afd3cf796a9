"""The command ``importar`` shows the same preview, and saves with the permissions of a user."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from directorio.models import EntidadPage

from .libros import xlsx

pytestmark = pytest.mark.on_both_databases

ENTIDADES = ["Clave", "Nombre", "Tipo", "Resumen", "Calle"]


@pytest.fixture
def importar(tmp_path):
    def run(rows, *args, portal="alfa", usuario="editora"):
        path = tmp_path / "entidades.xlsx"
        path.write_bytes(xlsx(Entidades=[ENTIDADES, *rows]))
        out = StringIO()
        call_command(
            "importar", "entidades", portal, str(path), "--usuario", usuario, *args, stdout=out
        )
        return out.getvalue().splitlines()

    return run


def test_a_preview_saves_nothing(importar, editora, tipo):
    assert importar([["a", "Uno", tipo, "Resumen.", "Calle 4"]]) == [
        "+ a: Uno",
        "con errores: 0, nuevas: 1, con cambios: 0, sin cambios: 0",
    ]
    assert not EntidadPage.objects.exists()


def test_confirmed_rows_are_drafts_of_the_person_named(importar, editora, tipo):
    lines = importar([["a", "Uno", tipo, "Resumen.", "Calle 4"]], "--confirmar")
    assert lines[-1] == "Se guardó como borradores."
    assert EntidadPage.objects.get().latest_revision.user == editora
    lines = importar([["a", "Uno", tipo, "Resumen.", "Calle 5"]])
    assert lines[:2] == ["~ a: Uno", "    Calle: «Calle 4» → «Calle 5»"]
    lines = importar([["a", "Uno", tipo, "Resumen.", "Calle 4"]], "--confirmar")
    assert lines[-1] == "No hay nada que guardar."


def test_an_error_keeps_everything_from_being_saved(importar, editora, tipo):
    rows = [["a", "Uno", tipo, "Resumen.", ""], ["b", "", tipo, "", ""]]
    with pytest.raises(CommandError, match="no se guardó nada"):
        importar(rows, "--confirmar")
    assert not EntidadPage.objects.exists()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({"portal": "nadie"}, "No hay ningún portal"),
        ({"usuario": "nadie"}, "No hay ninguna cuenta"),
        ({"portal": "beta"}, "no puede crear páginas"),
    ],
)
def test_who_may_not_load_there_is_refused(importar, editora, tipo, options, reason):
    with pytest.raises(CommandError, match=reason):
        importar([["a", "Uno", tipo, "", ""]], **options)


def test_a_broken_file_is_refused_with_its_reason(editora, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"<html>")
    with pytest.raises(CommandError, match="página web"):
        call_command("importar", "entidades", "alfa", str(path), "--usuario", "editora")
