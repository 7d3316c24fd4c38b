"""The places of the window, in the order of the work."""

# key, module and class; the window imports a place when it is built
PLACES = (
    ("start", "xsell_desktop.ui.places.start", "StartPlace"),
    ("data", "xsell_desktop.ui.places.data", "DataPlace"),
    ("pairings", "xsell_desktop.ui.places.pairings", "PairingsPlace"),
    ("bundles", "xsell_desktop.ui.places.bundles", "BundlesPlace"),
    ("policies", "xsell_desktop.ui.places.policies", "PoliciesPlace"),
    ("insights", "xsell_desktop.ui.places.insights", "InsightsPlace"),
    ("kpis", "xsell_desktop.ui.places.kpis", "KpisPlace"),
    ("export", "xsell_desktop.ui.places.export", "ExportPlace"),
)
