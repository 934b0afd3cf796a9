"""Draws one photo anew: a program of its own, which knows nothing of the portals.

What somebody sent is decoded here and nowhere else, so that whatever it does to a decoder, it does
to a process without keys and without a database, which may take so much memory and so many
seconds and is gone afterwards. It reads the photo from standard input and writes a JPEG to
standard output; the status with which it ends says what was wrong.

    python -I foto.py MOST_DOTS MOST_SECONDS KINDS < photo > new.jpg

``KINDS`` are Pillow's names of those that are read, with commas between them. With «+» before them
what one can see through stays so, and is written as WebP.
"""

import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

OTRA_CLASE, DEMASIADO_GRANDE, DANADA = 3, 4, 5

# A page of a document that was photographed is still read well.
LADO = 2400
_QUALITY = 82
_OPAQUE = 255
# How many times ``MOST_DOTS`` a photo of a kind may have, by its header. A JPEG is made smaller
# while it is decoded: many dots cost time, not memory. WebP is decoded twice over.
MAS_DE_JPEG = 4
_SHARE = {"JPEG": MAS_DE_JPEG, "MPO": MAS_DE_JPEG, "WEBP": 0.5}
# Measured, of the costliest kind (HEIC): bytes for each dot, and what the program itself takes.
_BYTES_A_DOT, _BYTES_AT_REST = 8, 160 * 1024 * 1024


def main():
    most_dots, most_seconds = (int(number) for number in sys.argv[1:3])
    kinds = sys.argv[3].removeprefix("+").split(",")
    keeps_alpha = sys.argv[3].startswith("+")
    memory = _BYTES_AT_REST + _BYTES_A_DOT * most_dots
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds + 1))
    # One thread, and nothing but the photo: no thumbnails, no maps of depth or light.
    register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    Image.MAX_IMAGE_PIXELS = None  # the limits are the ones above
    try:
        photo = _small(sys.stdin.buffer.read(), most_dots, kinds)
        sys.stdout.buffer.write(_written(photo, keeps_alpha=keeps_alpha))
    except Image.UnidentifiedImageError:
        sys.exit(OTRA_CLASE)
    except MemoryError:
        sys.exit(DEMASIADO_GRANDE)
    except Exception:  # as many kinds of it as there are decoders
        sys.exit(DANADA)


def _small(content, most_dots, kinds):
    photo = Image.open(BytesIO(content), formats=kinds)
    if photo.width * photo.height > most_dots * _SHARE.get(photo.format, 1):
        raise MemoryError
    # A gap of one: a JPEG is decoded at the smallest scale that still has enough dots.
    photo.thumbnail((LADO, LADO), reducing_gap=1.0)
    return ImageOps.exif_transpose(photo).convert("RGBA")


def _written(photo, *, keeps_alpha):
    written = BytesIO()
    if keeps_alpha and photo.getchannel("A").getextrema()[0] < _OPAQUE:
        # Of the photo's own data nothing but its dots.
        bare = Image.frombytes("RGBA", photo.size, photo.tobytes())
        bare.save(written, "WEBP", quality=_QUALITY)
    else:
        paper = Image.new("RGB", photo.size, "white")
        paper.paste(photo, mask=photo)
        paper.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
