from .agenda import AgendaIndexPage
from .categoria import CategoriaNoticia
from .evento import EventoPage
from .filas import Correccion, EntidadRelacionada, NoticiaRelacionada, TramiteRelacionado
from .indice import NoticiasIndexPage
from .noticia import NoticiaPage

__all__ = [
    "AgendaIndexPage",
    "CategoriaNoticia",
    "Correccion",
    "EntidadRelacionada",
    "EventoPage",
    "NoticiaPage",
    "NoticiaRelacionada",
    "NoticiasIndexPage",
    "TramiteRelacionado",
]
