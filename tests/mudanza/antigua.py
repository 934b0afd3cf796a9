"""A small older portal, in a file that a test writes."""

import json
from datetime import datetime
from pathlib import Path

from mudanza.fuentes.piezas import Categoria, MudanzaError, Pieza, Problema
from mudanza.models import Sistema


class Antigua:
    """Source that reads what ``Portal`` of the tests wrote, with the interface of any source."""

    sistema = Sistema.JOOMLA

    def __init__(self, path, carpeta=None):
        self.problemas = []
        try:
            self.said = json.loads(Path(path).read_text(encoding="utf-8"))
        except ValueError as error:
            raise MudanzaError("El volcado está cortado.") from error
        self.carpeta = carpeta
        self.problemas = [Problema(*each) for each in self.said.get("problemas", [])]

    def categorias(self):
        return [Categoria(**row) for row in self.said["categorias"]]

    def listas(self):
        return []

    def piezas(self):
        for row in self.said["piezas"]:
            fecha = row.get("fecha")
            yield Pieza(
                **row
                | {
                    "fecha": datetime.fromisoformat(fecha) if fecha else None,
                    "rutas": tuple(row.get("rutas", ())),
                }
            )

    def open_file(self, ruta):
        if self.carpeta is None:
            return None
        path = self.carpeta / ruta.strip("/").removeprefix("images/")
        return path if path.is_file() else None


def read(mudanza):
    """Return the source of a mudanza, whatever its system."""
    return Antigua(Path(mudanza.archivo), Path(mudanza.carpeta) if mudanza.carpeta else None)


class Portal:
    """An older portal as a test builds it: its pieces, categories and files."""

    def __init__(self, folder):
        self.path, self.carpeta = folder / "portal.sql", folder / "images"
        self.carpeta.mkdir()
        self.categorias, self.piezas, self.problemas = [], [], []

    def category(self, clave, titulo, **fields):
        self.categorias.append({"clave": clave, "titulo": titulo, **fields})

    def piece(self, clave, titulo, html="<p>Texto.</p>", **fields):
        fields.setdefault("fecha", "2019-05-01T10:00:00")
        self.piezas = [row for row in self.piezas if row["clave"] != clave]
        self.piezas.append({"clave": clave, "titulo": titulo, "html": html, **fields})

    def file(self, name, content):
        path = self.carpeta / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def write(self):
        said = {
            "categorias": self.categorias,
            "piezas": self.piezas,
            "problemas": self.problemas,
        }
        self.path.write_text(json.dumps(said), encoding="utf-8")
