"""The app's verbs, composed from below: what the command line, the window and tests call."""

from xsell_desktop.workflow.backtest import (
    SEEDS,
    BacktestChoices,
    backtest,
    backtest_files,
    backtest_lines,
    use_contest,
)
from xsell_desktop.workflow.changes import LATEST, compare, compare_lists, last_import
from xsell_desktop.workflow.contests import (
    Next,
    complete_basket,
    ranking_in_use,
    tried_rankings,
    try_rankings,
)
from xsell_desktop.workflow.coverage import cover
from xsell_desktop.workflow.effect import count_effect, expect_effect
from xsell_desktop.workflow.follow_ups import (
    day_after,
    due_orders,
    follow_ups,
    found_follow_ups,
    save_due,
)
from xsell_desktop.workflow.following import find_renames, follow_products
from xsell_desktop.workflow.growth import growth_lines
from xsell_desktop.workflow.looking import (
    format_title,
    formats_for,
    list_refused,
    lists_orders,
    save_refused,
    sign_words,
    table_names,
)
from xsell_desktop.workflow.mappings import (
    column_keys,
    forget_map,
    header_key,
    remember_map,
    remembered_map,
)
from xsell_desktop.workflow.occasions import count_occasions
from xsell_desktop.workflow.outputs import OUTPUTS, Material, Output, preview_output, write_exports
from xsell_desktop.workflow.pairing_lists.taking import (
    diff_lines,
    read_pairing_list,
    write_pairing_list,
)
from xsell_desktop.workflow.report_text import report_lines
from xsell_desktop.workflow.run import Run, RunChoices, run
from xsell_desktop.workflow.segments import studied_segments, study_segments
from xsell_desktop.workflow.self_test import self_test
from xsell_desktop.workflow.stock import days_of_stock
from xsell_desktop.workflow.summary import as_json, write_json
from xsell_desktop.workflow.trust import (
    list_pair_orders,
    pair_segments,
    weigh_pair,
    write_pair_orders,
)
from xsell_desktop.workflow.verbs import (
    Imported,
    MappingNeeded,
    analyse,
    analysed_lines,
    find_joins,
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
    "LATEST",
    "OUTPUTS",
    "SEEDS",
    "BacktestChoices",
    "Imported",
    "MappingNeeded",
    "Material",
    "Next",
    "Output",
    "Run",
    "RunChoices",
    "analyse",
    "analysed_lines",
    "as_json",
    "backtest",
    "backtest_files",
    "backtest_lines",
    "column_keys",
    "compare",
    "compare_lists",
    "complete_basket",
    "count_effect",
    "count_occasions",
    "cover",
    "day_after",
    "days_of_stock",
    "diff_lines",
    "due_orders",
    "expect_effect",
    "find_joins",
    "find_renames",
    "follow_products",
    "follow_ups",
    "forget_map",
    "format_title",
    "formats_for",
    "found_follow_ups",
    "growth_lines",
    "header_key",
    "import_files",
    "last_import",
    "list_pair_orders",
    "list_refused",
    "lists_orders",
    "measure",
    "merged_lines",
    "open_project",
    "pair_segments",
    "pick_all",
    "preview_file",
    "preview_output",
    "ranking_in_use",
    "read_files",
    "read_pairing_list",
    "remember_map",
    "remembered_map",
    "report_lines",
    "run",
    "sample_files",
    "save_due",
    "save_project",
    "save_refused",
    "self_test",
    "sign_words",
    "studied_segments",
    "study_segments",
    "table_names",
    "tried_rankings",
    "try_rankings",
    "use_contest",
    "weigh_pair",
    "write_exports",
    "write_json",
    "write_pair_orders",
    "write_pairing_list",
]
