"""Comparisons of blocks in two versions of a page, where Wagtail's own classes fall short."""

from wagtail.admin.compare import ListBlockComparison
from wagtail.images.blocks import ImageBlockComparison


class ImagenElegidaComparison(ImageBlockComparison):
    """Comparison of two images; Wagtail's fails, or prints «None», if a draft has no image yet.

    Wagtail's also shows an image as removed and added when only its alternative text changed.
    """

    def __init__(self, *args):
        super().__init__(*args)
        before, after = self.val_a, self.val_b
        # Wagtail treats two images as equal only if their texts are equal too.
        if before["image"] and after["image"] and before["image"].pk == after["image"].pk:
            before["image"] = after["image"]
        for value in (before, after):
            value["alt_text"] = value["alt_text"] or ""

    def htmlvalue(self, val):
        return super().htmlvalue(val) if val else ""


class FotosComparison(ListBlockComparison):
    """Shows the images of an added or removed gallery; Wagtail's comparison shows its text only."""

    def htmlvalue(self, val):
        return type(self)(self.block, True, True, val, val).htmldiff()
