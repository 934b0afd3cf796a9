"""Lists what the oldest browsers cannot read in public files; ``make lint`` runs it."""

import sys

from . import BROWSERS, ROOT, programs, public_files, stylesheets


def main():
    faults = [
        f"{path.relative_to(ROOT)}:{line}: {words}"
        for kind, module in (("css", stylesheets), ("js", programs))
        for path in public_files(kind)
        for line, words in module.faults(path.read_text(encoding="utf-8"))
    ]
    names = ", ".join(browser["name"] for browser in BROWSERS)
    print("\n".join(faults) or f"{names}: everything is read.")
    return int(bool(faults))


sys.exit(main())
