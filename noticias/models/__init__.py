from .agenda import AgendaIndexPage
from .categoria import CategoriaNoticia
from .decision import DecisionDeLaProvincia
from .evento import WHEN, EventoPage
from .filas import Correccion, EntidadRelacionada, NoticiaRelacionada, TramiteRelacionado
from .indice import NoticiasIndexPage
from .noticia import NoticiaPage

__all__ = [
    "WHEN",
    "AgendaIndexPage",
    "CategoriaNoticia",
    "Correccion",
    "DecisionDeLaProvincia",
    "EntidadRelacionada",
    "EventoPage",
    "NoticiaPage",
    "NoticiaRelacionada",
    "NoticiasIndexPage",
    "TramiteRelacionado",
]
