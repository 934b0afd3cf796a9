from .categoria import CategoriaNoticia
from .filas import Correccion, EntidadRelacionada, NoticiaRelacionada, TramiteRelacionado
from .indice import NoticiasIndexPage
from .noticia import NoticiaPage

__all__ = [
    "CategoriaNoticia",
    "Correccion",
    "EntidadRelacionada",
    "NoticiaPage",
    "NoticiaRelacionada",
    "NoticiasIndexPage",
    "TramiteRelacionado",
]
