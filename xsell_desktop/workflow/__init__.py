"""The app's verbs, composed from below: what the command line, the window and tests call."""

from xsell_desktop.workflow.outputs import OUTPUTS, Material, Output, preview_output, write_exports
from xsell_desktop.workflow.run import Run, RunChoices, run
from xsell_desktop.workflow.self_test import self_test
from xsell_desktop.workflow.summary import as_json, write_json
from xsell_desktop.workflow.verbs import (
    Imported,
    MappingNeeded,
    analyse,
    import_files,
    measure,
    merged_lines,
    open_project,
    pick_all,
    preview_file,
    read_files,
    sample_files,
    save_project,
)

__all__ = [
    "OUTPUTS",
    "Imported",
    "MappingNeeded",
    "Material",
    "Output",
    "Run",
    "RunChoices",
    "analyse",
    "as_json",
    "import_files",
    "measure",
    "merged_lines",
    "open_project",
    "pick_all",
    "preview_file",
    "preview_output",
    "read_files",
    "run",
    "sample_files",
    "save_project",
    "self_test",
    "write_exports",
    "write_json",
]
