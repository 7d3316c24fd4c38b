"""Catalogues of any garbage: every row accounted for, no crash; the user can always stop."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from catalogue_files import HEADERS
from hypothesis import given, settings
from hypothesis import strategies as st

from xsell_desktop.domain.errors import Cancelled, UserError
from xsell_desktop.domain.progress import Progress
from xsell_desktop.sales.columns import ColumnMap
from xsell_desktop.sales.intake import read
from xsell_desktop.shops import LAYOUTS

CATALOGUES = {layout.id: layout for layout in LAYOUTS if layout.kind == "catalogue"}
KNOWN = [(id_, n) for id_ in CATALOGUES for n in range(3) if (HEADERS / f"{id_}.csv").exists()]
CELLS = st.one_of(
    st.sampled_from([
        "", "", "A", "B-1", "12", "1", "id:1", "0", "-3", "1.5", "1,5", "1.234,56", "nan", "1e9",
        "Product", "SKU", "Variant", "Image", "variable", "variation", "configurable", "bundle",
        "A,B-1,12", "A; B-1", "sku=A,size=S|sku=", "name=x,sku=A,default_qty=x|", "[A] B", "[",
        '{"1": {"product_id": "A"}}', '[{"product_id": 3}]', "[1]", '"', "'=1", "a/b>c", "\x00",
        "Y", "N", "no", "true", "cost=", "cost=1.2.3", "Size:S", "x" * 5000, "é\u202e", " ", "=1+1",
    ]),
    st.text(max_size=5),
)  # fmt: skip


@pytest.mark.parametrize(("id_", "number"), KNOWN)
@settings(max_examples=12)
@given(data=st.data())
def test_garbage_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, id_: str, number: int, data: st.DataObject
) -> None:
    with (HEADERS / f"{id_}.csv").open(encoding="utf-8", newline="") as file:
        headers = list(csv.reader(file))
    layout = CATALOGUES[id_]
    header = headers[number % len(headers)]
    of_use = sorted(layout.find_columns(header).values())
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(of_use), max_size=len(of_use) + 1),
                              min_size=1, max_size=12))  # fmt: skip
    path = tmp_path_factory.mktemp("t") / "p.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header[at] for at in of_use])
        writer.writerows(rows)
    try:
        intake = read(path, LAYOUTS, ColumnMap(id_, {}, delimiter=",", encoding="utf-8"))
    except UserError:
        return
    assert intake.report.balanced()
    assert intake.catalogue is not None
    keys = {product.key.casefold() for product in intake.catalogue.products}
    assert "" not in keys
    for product in intake.catalogue.products:
        assert product.name
        assert product.key not in product.cross_sells or layout.id == "woocommerce-products"
        assert all(count > 0 for _part, count in product.parts)


@pytest.mark.parametrize("id_", ["magento-products", "shopify-products", "square-library"])
def test_the_user_can_stop_while_products_are_made(tmp_path: Path, id_: str) -> None:
    with (HEADERS / f"{id_}.csv").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    path = tmp_path / "p.csv"
    rows = [",".join(f"{name[:1]}{n}" for name in header) for n in range(1200)]
    path.write_text("\n".join([",".join(f'"{name}"' for name in header), *rows]), encoding="utf-8")
    seen: list[str] = []
    progress = Progress()

    def stop_when_sorting(label: str, share: float) -> None:
        seen.append(label)
        if "Sorting" in label:
            progress.stopped.set()

    progress.report = stop_when_sorting
    with pytest.raises(Cancelled):
        read(path, LAYOUTS, progress=progress)
    assert seen.count("Sorting rows") == 1
