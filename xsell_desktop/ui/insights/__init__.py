"""The pages of the Insights place, in the order they are shown.

Key, module and class; a page is imported and built when it is first shown.
"""

PAGES: tuple[tuple[str, str, str], ...] = (
    ("good", "xsell_desktop.ui.insights.good", "GoodPage"),
    ("coverage", "xsell_desktop.ui.insights.coverage", "CoveragePage"),
    ("follow_ups", "xsell_desktop.ui.insights.follow_ups", "FollowUpsPage"),
    ("segments", "xsell_desktop.ui.insights.segments", "SegmentsPage"),
    ("changes", "xsell_desktop.ui.insights.changes", "ChangesPage"),
    ("effect", "xsell_desktop.ui.insights.effect", "EffectPage"),
)
