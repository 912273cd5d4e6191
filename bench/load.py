"""File to published warehouse, against reading the same file with calamine and with pandas.

    python -m bench.load [--rows 100000]

Baselines, each in a process of its own, in the same run: `python-calamine` reading all cells into
Python lists; `pandas.read_excel(engine="openpyxl")`. Prints seconds, peak memory and ratios.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

import psutil
import xlsxwriter

from layout import REPO

HEAD = (
    "STT", "Mã nhiệm vụ", "Nội dung nhiệm vụ", "Số ký hiệu", "Đơn vị chủ trì", "Đơn vị phối hợp",
    "Người xử lý", "Người giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Trạng thái",
    "Tình hình thực hiện", "Độ khẩn", "Sản phẩm",
)  # fmt: skip
CALAMINE = """
from python_calamine import CalamineWorkbook
sheet = CalamineWorkbook.from_path({path!r}).get_sheet_by_index(0)
print(len(sheet.to_python()))
"""
PANDAS = "import pandas; print(len(pandas.read_excel({path!r}, engine='openpyxl')))"
POLL_SECONDS = 0.02


def make(path: Path, rows: int) -> None:
    """A task list of 15 columns: numbers, text, real dates, dates as text."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEAD)
        for n in range(1, rows + 1):
            opened = date(2022, 1, 1) + timedelta(days=n % 700)
            done = n % 10 > 0
            sheet.write_row(n, 0, (n, f"NV{n:06d}", f"Nội dung nhiệm vụ số {n} theo chỉ đạo",
                                   f"{n % 900}/TB-TU", f"Phòng số {n % 12}", f"Phòng số {n % 7}",
                                   f"Cán bộ {n % 90}", "Giám đốc Sở"))  # fmt: skip
            sheet.write_datetime(n, 8, opened, day)
            sheet.write_string(n, 9, (opened + timedelta(days=20)).strftime("%d/%m/%Y"))
            if done:
                sheet.write_datetime(n, 10, opened + timedelta(days=n % 23), day)
            status = "Đã hoàn thành" if done else "Đang thực hiện"
            sheet.write_row(n, 11, (status, "Đã báo cáo lãnh đạo", "Thường", f"Báo cáo {n}"))


def measure(command: list[str]) -> tuple[float, float]:
    """Wall seconds and the peak of resident memory (MB) of a command and all its children."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory(process.pid))
        time.sleep(POLL_SECONDS)
    seconds = time.perf_counter() - start
    if process.returncode:
        raise SystemExit(process.stdout.read().decode())
    return seconds, peak / 1e6


def _memory(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0


def main() -> None:
    """Make the file, take the three measures twice, print the better of each."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dunghan-bench-") as folder:
        path = Path(folder) / "giao_viec_20231214.xlsx"
        make(path, options.rows)
        python = [sys.executable, "-c"]
        best: dict[str, tuple[float, float]] = {}
        for n in range(options.rounds):
            for name, command in {
                "calamine alone": [*python, CALAMINE.format(path=str(path))],
                "etl load": [
                    sys.executable,
                    "-m",
                    "etl",
                    "load",
                    str(path),
                    "--data",
                    f"{folder}/data{n}",
                ],
                "pandas+openpyxl": [*python, PANDAS.format(path=str(path))],
            }.items():
                best[name] = min(best.get(name, (1e9, 0)), measure(command))
        for name, (seconds, peak) in best.items():
            print(f"{name:18s} {seconds:6.2f} s   peak {peak:6.0f} MB")
        ours = best["etl load"][0]
        print(f"load / calamine        {ours / best['calamine alone'][0]:.2f}  (limit 3)")
        print(f"pandas+openpyxl / load {best['pandas+openpyxl'][0] / ours:.2f}  (at least 4)")


if __name__ == "__main__":
    main()
