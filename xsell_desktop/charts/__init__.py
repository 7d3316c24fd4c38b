"""One function a picture: matplotlib Axes in, nothing out."""

from __future__ import annotations

from collections.abc import Mapping

from xsell_desktop.charts import (
    assisted_share,
    attach_rates,
    category_pairs,
    customer_revenue,
    lines_per_order,
    order_values,
    pareto,
    returns,
    sales_by_month,
)
from xsell_desktop.charts.chart import Chart

CHARTS: Mapping[str, Chart] = {
    module.CHART.id: module.CHART
    for module in (
        sales_by_month,
        assisted_share,
        attach_rates,
        category_pairs,
        lines_per_order,
        order_values,
        pareto,
        customer_revenue,
        returns,
    )
}

__all__ = ["CHARTS", "Chart"]
