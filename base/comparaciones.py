"""Blocks side by side in two versions of a page, where Wagtail's own comparison falls short."""

from wagtail.admin.compare import ListBlockComparison
from wagtail.images.blocks import ImageBlockComparison


class ImagenElegidaComparison(ImageBlockComparison):
    """Wagtail's own fails, or prints «None», where a draft has no picture yet.

    It also shows a picture as taken out and put in where only its text was changed.
    """

    def __init__(self, *args):
        super().__init__(*args)
        before, after = self.val_a, self.val_b
        # Two pictures are equal for Wagtail if their texts are as well.
        if before["image"] and after["image"] and before["image"].pk == after["image"].pk:
            before["image"] = after["image"]
        for value in (before, after):
            value["alt_text"] = value["alt_text"] or ""

    def htmlvalue(self, val):
        return super().htmlvalue(val) if val else ""


class FotosComparison(ListBlockComparison):
    """Shows the pictures of a gallery that is new or gone; Wagtail's own shows its text alone."""

    def htmlvalue(self, val):
        return type(self)(self.block, True, True, val, val).htmldiff()
