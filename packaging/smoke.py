"""Proves that a built program stands alone: `python packaging/smoke.py dist/xsell-desktop`.

The folder is copied away from the checkout and run from an empty directory, with nothing in its
environment, no Python on its path and, where the system allows, no network. Leaves with 1 and
says why at the first thing that is wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

LIMIT_SECONDS = 240
WRITTEN = (
    "project.xsell", "summary.json", "recommendations.csv", "pairs.csv", "bundles.csv", "kpis.csv",
    "rejected_rows.csv", "graph.graphml",
)  # fmt: skip


class Failed(Exception):
    """What the built program did wrong."""


class Bundle:
    """A built program, called the way a stranger's machine would."""

    def __init__(self, folder: Path, room: Path) -> None:
        self.folder = room / "program"
        shutil.copytree(folder, self.folder, symlinks=True)
        self.program = self.folder / ("xsell-desktop.exe" if os.name == "nt" else "xsell-desktop")
        self.empty = room / "empty"
        self.home = room / "home"
        self.empty.mkdir()
        self.home.mkdir()
        self.offline = _without_network()

    def samples(self) -> Path:
        """Where the sample shop lies in the bundle."""
        found = list(self.folder.rglob("trailhead-orders.csv"))
        if len(found) != 1:
            raise Failed(f"the sample shop is in the bundle {len(found)} times")
        return found[0].parent

    def call(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        """Run it; raises Failed on another exit code or a traceback."""
        started = time.perf_counter()
        done = subprocess.run(
            [*self.offline, str(self.program), *arguments],
            cwd=self.empty, env=self._environment(), stdin=subprocess.DEVNULL,
            capture_output=True, text=True, encoding="utf-8", timeout=LIMIT_SECONDS, check=False,
        )  # fmt: skip
        seconds = time.perf_counter() - started
        print(f"{seconds:6.1f} s  xsell-desktop {' '.join(arguments)[:70]}", flush=True)
        if done.returncode != code or "Traceback" in done.stderr:
            raise Failed(
                f"{' '.join(arguments)}: exit code {done.returncode}, not {code}\n"
                f"{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
            )
        return done

    def _environment(self) -> dict[str, str]:
        bare = {
            "PATH": str(self.empty),
            "HOME": str(self.home),
            "QT_QPA_PLATFORM": "offscreen",
        }
        if os.name == "nt":
            kept = ("SYSTEMROOT", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
            bare |= {name: os.environ[name] for name in kept if name in os.environ}
        return bare


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder PyInstaller built")
    folder = parser.parse_args().folder
    size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())
    print(f"{size / 1e6:6.0f} MB  {folder}")
    with tempfile.TemporaryDirectory(prefix="xsell-smoke-") as room:
        try:
            bundle = Bundle(folder, Path(room))
            print("without a network" if bundle.offline else "network left on: cannot be cut here")
            check_version(bundle)
            check_self_test(bundle)
            check_run(bundle, Path(room) / "out")
            check_workbook(bundle, Path(room) / "lines.xlsx")
            check_bad_input(bundle, Path(room) / "empty.csv")
        except (Failed, subprocess.TimeoutExpired) as failure:
            print(f"FAILED: {failure}", file=sys.stderr)
            return 1
    print("the bundle stands alone")
    return 0


def check_version(bundle: Bundle) -> None:
    words = bundle.call("--version").stdout.split()
    if len(words) != 2 or words[0] != "xsell-desktop":
        raise Failed(f"--version says {words}")


def check_self_test(bundle: Bundle) -> None:
    done = bundle.call("self-test")
    if "self-test passed" not in done.stdout or "not checked" in done.stderr:
        raise Failed(f"self-test says {done.stdout!r} {done.stderr!r}")
    if list(bundle.empty.iterdir()):
        raise Failed("self-test left files in the working directory")


def check_run(bundle: Bundle, out: Path) -> None:
    samples = bundle.samples()
    done = bundle.call(
        "run", str(samples / "trailhead-orders.csv"),
        "--catalogue", str(samples / "trailhead-products-woocommerce.csv"),
        "--to", "woocommerce", "--out", str(out), "--json",
    )  # fmt: skip
    summary = json.loads(done.stdout)
    if summary["orders"] < 5000 or not summary["recommendations"]:
        raise Failed(f"run found {summary['orders']} orders")
    missing = [name for name in WRITTEN if not (out / name).is_file()]
    if missing:
        raise Failed(f"run did not write {', '.join(missing)}")
    if "Traceback" in done.stderr:
        raise Failed(done.stderr)
    pictures = list((out / "charts").glob("*.png"))
    signature = b"\x89PNG\r\n"
    if len(pictures) < 6 or any(p.read_bytes()[:6] != signature for p in pictures):
        raise Failed(f"run drew {len(pictures)} charts")
    if not list((out / "woocommerce").glob("*.csv")):
        raise Failed("run wrote no WooCommerce file")


def check_workbook(bundle: Bundle, path: Path) -> None:
    """The child process that reads workbooks works in the frozen program too."""
    lines = [
        ["Order", "Product", "Quantity"], ["A1", "Tent", "1"], ["A1", "Pegs", "2"],
        ["A2", "Tent", "1"],
    ]  # fmt: skip
    write_workbook(path, lines)
    done = bundle.call("inspect", str(path), "--cells")
    if [json.loads(line) for line in done.stdout.splitlines()] != lines:
        raise Failed(f"the workbook was read as {done.stdout!r}")


def check_bad_input(bundle: Bundle, path: Path) -> None:
    path.write_bytes(b"")
    done = bundle.call("inspect", str(path), code=3)
    if "error: " not in done.stderr or path.name not in done.stderr:
        raise Failed(f"an empty file got {done.stderr!r}")


def write_workbook(path: Path, rows: list[list[str]]) -> None:
    """The least that is an XLSX file."""
    main_kind = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in row) + "</row>"
        for row in rows
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{sheet_type}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{sheet_type}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main_kind}" xmlns:r="{office}"><sheets>'
        '<sheet name="Lines" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="sheet1.xml"/></Relationships>',
        "xl/sheet1.xml": f'<worksheet xmlns="{main_kind}"><sheetData>{cells}</sheetData>'
        "</worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)


def _without_network() -> list[str]:
    """The command that cuts a process off the network, where there is one that works."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    for flags in ("-n", "-rn"):
        tried = subprocess.run([unshare, flags, "true"], capture_output=True, check=False)
        if tried.returncode == 0:
            return [unshare, flags]
    return []


if __name__ == "__main__":
    sys.exit(main())
