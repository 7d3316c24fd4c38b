"""The whole job on the sample shop, as proof that this copy of the program is complete."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path

from xsell_desktop.domain.errors import UserError
from xsell_desktop.texts import _
from xsell_desktop.workflow.run import Run, RunChoices, run
from xsell_desktop.workflow.verbs import sample_files

NEEDED = (
    "numpy", "pandas", "scipy.sparse", "scipy.special", "networkx", "matplotlib.figure",
    "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg",
    "matplotlib.backends.backend_pdf", "python_calamine", "xlsxwriter",
    "platformdirs",
)  # fmt: skip


def self_test() -> Run:
    """Import every library, run the sample shop through, check what was written.

    Raises UserError naming the first thing that is missing.
    """
    for name in NEEDED:
        try:
            importlib.import_module(name)
        except ImportError as error:
            raise UserError(
                _("This copy of the program is incomplete"),
                f"{name}: {error}",
                _("Install the program again."),
            ) from error
    orders, *catalogues = sample_files()
    with tempfile.TemporaryDirectory(prefix="xsell-self-test-") as folder:
        out = Path(folder)
        result = run(RunChoices([orders], out, catalogues, shops=["woocommerce"]))
        written = [out / name for name in result.summary["files"]]
        missing = [path.name for path in written if not path.is_file() or not path.stat().st_size]
        if missing or not result.summary["recommendations"]:
            raise UserError(
                _("The self-test failed"),
                ", ".join(missing) or _("no recommendation was found in the sample shop"),
                _("Install the program again."),
            )
    return result
