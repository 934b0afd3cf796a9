"""Files that were sent through the screen: personal data of an older portal, kept for a while.

A dump holds accounts, mails and passwords. What an operator put into the folder of older portals
stays theirs to take away.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.text import slugify
from django.utils.timezone import localdate

from mudanza.models import Mudanza


def _folder():
    # Begins with a point: it is none of the sources that lie beside it.
    return settings.MUDANZA_DIR / ".subidos"


def keep(sent):
    """Keep an uploaded file and return its path."""
    stem, _dot, ending = sent.name.lower().partition(".")
    name = f"{slugify(stem)[:60] or 'archivo'}-{token_hex(4)}.{ending}"
    storage = FileSystemStorage(
        location=_folder(), file_permissions_mode=0o600, directory_permissions_mode=0o700
    )
    return _folder() / storage.save(name, sent)


def last_day(mudanza):
    """Return the day on which the file of a move is deleted, None where there is none to delete."""
    path = Path(mudanza.archivo)
    if path.parent != _folder() or not path.exists() or mudanza.is_working:
        return None
    return _last_day(path, mudanza)


def forget(mudanza):
    """Delete the file that was sent for a move, unless it is at work; return whether it did."""
    if last_day(mudanza) is None:
        return False
    Path(mudanza.archivo).unlink(missing_ok=True)
    return True


def purge():
    """Delete what has been kept for ``MUDANZA_DIAS`` since its move ended; return how many."""
    if not _folder().exists():
        return 0
    moves = {mudanza.archivo: mudanza for mudanza in Mudanza.objects.all()}
    over = []
    for path in _folder().iterdir():
        mudanza = moves.get(str(path))
        is_needed = mudanza is not None and mudanza.is_working
        if not is_needed and _last_day(path, mudanza) <= localdate():
            over.append(path)
    for path in over:
        path.unlink(missing_ok=True)
    return len(over)


def _last_day(path, mudanza):
    """The day after which it is of no use: ``mudanza`` is None of what another file replaced."""
    since = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    if mudanza is not None and mudanza.terminada:
        since = max(since, mudanza.terminada)
    return localdate(since + timedelta(days=settings.MUDANZA_DIAS))
