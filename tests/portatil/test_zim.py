"""The copy of a portal for Kiwix is a ZIM that its own checker accepts."""

import shutil
import subprocess

import pytest
from django.core.management import CommandError, call_command

from portatil import zim

from .copia import fill

needs_program = pytest.mark.skipif(
    shutil.which(zim.PROGRAM) is None, reason="Debian's zim-tools is not installed"
)


@pytest.fixture(scope="module")
def world(once):
    once(fill)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.PORTATIL_ROOT = tmp_path / "portatil"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@needs_program
@pytest.mark.usefixtures("world")
def test_it_is_whole_and_has_the_pages_of_the_portal(alfa, tmp_path, capsys):
    usb = tmp_path / "usb"
    usb.mkdir()
    call_command("preparar_portatil", "alfa", zim=str(usb))
    made = usb / f"{alfa.site.hostname}.zim"
    assert str(made) in capsys.readouterr().out
    assert "Status: Pass" in run("zimcheck", "--all", made)
    titles = run("zimdump", "list", "--details", made)
    assert "Registro Civil" in titles
    assert "Reservada" not in titles
    assert list(usb.iterdir()) == [made]


def test_without_the_program_it_says_what_is_lacking(alfa, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="zim-tools"):
        call_command("preparar_portatil", "alfa", zim=str(tmp_path))


@needs_program
def test_a_folder_that_there_is_not_is_told(alfa, tmp_path):
    with pytest.raises(CommandError, match="ZIM de «alfa»"):
        call_command("preparar_portatil", "alfa", zim=str(tmp_path / "no-existe"))
