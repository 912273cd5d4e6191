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


def seconds(command: list[str]) -> float:
    """Wall time of a command that nobody looks at: watching it would take from its second core."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=REPO, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    taken = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(done.stdout.decode())
    return taken


def peak(command: list[str]) -> float:
    """The most resident memory (MB) of a command and all its children together."""
    process = subprocess.Popen(
        command, cwd=REPO, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = 0
    while process.poll() is None:
        most = max(most, _memory(process.pid))
        time.sleep(POLL_SECONDS)
    if process.returncode:
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}")
    return most / 1e6


def _memory(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        return sum(p.memory_info().rss for p in [process, *process.children(recursive=True)])
    except psutil.NoSuchProcess:
        return 0


def commands(path: Path, data: Path) -> dict[str, list[str]]:
    """What is measured, by name; `data` must be new."""
    python = [sys.executable, "-c"]
    load = [sys.executable, "-m", "etl", "load", str(path), "--data", str(data)]
    return {
        "calamine alone": [*python, CALAMINE.format(path=str(path))],
        "etl load": load,
        "pandas+openpyxl": [*python, PANDAS.format(path=str(path))],
    }


def main() -> None:
    """Make the file, take the time of each some rounds and print the least; then the memory."""
    parser = argparse.ArgumentParser(prog="python -m bench.load")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dunghan-bench-") as folder:
        path = Path(folder) / "giao_viec_20231214.xlsx"
        make(path, options.rows)
        best: dict[str, float] = {}
        for n in range(options.rounds):
            for name, command in commands(path, Path(folder) / f"data{n}").items():
                best[name] = min(best.get(name, 1e9), seconds(command))
        for name, command in commands(path, Path(folder) / "data").items():
            print(f"{name:18s} {best[name]:6.2f} s   peak {peak(command):6.0f} MB")
        ours = best["etl load"]
        print(f"load / calamine        {ours / best['calamine alone']:.2f}  (limit 3)")
        print(f"pandas+openpyxl / load {best['pandas+openpyxl'] / ours:.2f}  (at least 4)")


if __name__ == "__main__":
    main()
