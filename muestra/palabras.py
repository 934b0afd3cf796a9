"""Initial technical words for the province's list; each says that it is a sample."""

from redaccion.models import PalabraTecnica

from .marcas import is_touched, mark, marks, unmark

_WORDS = {
    "cónyuge": "esposo o esposa",
    "erogación": "gasto",
    "a los efectos de": "para",
    "de conformidad con": "según",
    "interfecto": "la persona de que se habla",
    "usufructo": "derecho a usar lo que es de otro",
    "incumplimiento": "no cumplir",
}


def load_words(portal):
    """Add the words that the province does not have and never got from the sample."""
    if not portal.es_provincial:
        return
    known = marks(PalabraTecnica, portal)
    for word, better in _WORDS.items():
        entry = PalabraTecnica(expresion=word, en_su_lugar=f"{better} (ejemplo de muestra)")
        entry.set_stems()
        there = PalabraTecnica.objects.filter(raices=entry.raices).exists()
        if word not in known and not there:
            entry.save()
            mark(entry, portal, word, action="wagtail.create")


def remove_words(portal):
    """Delete the unchanged words of the sample; words that somebody changed stay."""
    for entry in marks(PalabraTecnica, portal).values():
        word = PalabraTecnica.objects.filter(pk=entry.object_id).first()
        if word is not None and is_touched(word, entry):
            continue
        if word is not None:
            word.delete()
        unmark([entry])
