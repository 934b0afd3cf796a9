"""Re-encodes one photo, in a process of its own that knows nothing of the portals.

Uploaded photos are decoded only here: whatever a photo does to a decoder happens in a process
without keys or database, with limited memory and time, which ends afterwards. The program reads the
photo from standard input and writes a JPEG to standard output; the exit status says what was wrong.

    python -I foto.py MOST_DOTS MOST_SECONDS KINDS < photo > new.jpg

``KINDS`` are Pillow's names of the formats to read, separated by commas. With «+» before them, a
photo with transparency keeps it and is written as WebP.
"""

import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

OTRA_CLASE, DEMASIADO_GRANDE, DANADA = 3, 4, 5

# Pixels of the longer side: enough to read a photographed page of a document.
LADO = 2400
_QUALITY = 82
_OPAQUE = 255
# Factor of ``MOST_DOTS`` for some formats, compared with the size in the header. A JPEG is reduced
# while it is decoded: many pixels cost time, not memory. WebP is decoded twice.
MAS_DE_JPEG = 4
_SHARE = {"JPEG": MAS_DE_JPEG, "MPO": MAS_DE_JPEG, "WEBP": 0.5}
# Measured with the costliest format (HEIC): bytes per pixel, and bytes of the program itself.
_BYTES_A_DOT, _BYTES_AT_REST = 8, 160 * 1024 * 1024


def main():
    most_dots, most_seconds = (int(number) for number in sys.argv[1:3])
    kinds = sys.argv[3].removeprefix("+").split(",")
    keeps_alpha = sys.argv[3].startswith("+")
    memory = _BYTES_AT_REST + _BYTES_A_DOT * most_dots
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds + 1))
    # One thread, and only the photo: no thumbnails, depth or light maps.
    register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    Image.MAX_IMAGE_PIXELS = None  # the limits are the ones above
    try:
        photo = _small(sys.stdin.buffer.read(), most_dots, kinds)
        sys.stdout.buffer.write(_written(photo, keeps_alpha=keeps_alpha))
    except Image.UnidentifiedImageError:
        sys.exit(OTRA_CLASE)
    except MemoryError:
        sys.exit(DEMASIADO_GRANDE)
    except Exception:  # each decoder raises its own errors
        sys.exit(DANADA)


def _small(content, most_dots, kinds):
    photo = Image.open(BytesIO(content), formats=kinds)
    if photo.width * photo.height > most_dots * _SHARE.get(photo.format, 1):
        raise MemoryError
    # Gap 1.0: decode a JPEG at the smallest scale that still has enough pixels.
    photo.thumbnail((LADO, LADO), reducing_gap=1.0)
    return ImageOps.exif_transpose(photo).convert("RGBA")


def _written(photo, *, keeps_alpha):
    written = BytesIO()
    if keeps_alpha and photo.getchannel("A").getextrema()[0] < _OPAQUE:
        # Copy the pixels only, without the metadata of the photo.
        bare = Image.frombytes("RGBA", photo.size, photo.tobytes())
        bare.save(written, "WEBP", quality=_QUALITY)
    else:
        paper = Image.new("RGB", photo.size, "white")
        paper.paste(photo, mask=photo)
        paper.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
