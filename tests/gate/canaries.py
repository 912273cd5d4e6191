"""A department in which every word about somebody is a canary that names its owner.

A canary is `zq`, the letter of its kind, the letter of its unit, the number of its official there,
two digits, `zq`. Kinds: s subject, n progress note, c cell of a column nobody reads, p official,
g petitioner, r paper about an official, d a unit's paper or difficulty. Unit m stands for work that
units a and b lead together; x for rows that were not loaded and names that nobody resolved.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

from layout import REPO
from viewer import Viewer

CANARY = re.compile(rb"zq([a-z])([a-z])(\d)(\d\d)zq")
RECORD = re.compile(rb"(?:nv|kn)-([a-dmx])(\d\d)|lyk-([a-d])\d\d")  # ids: kind i
UNITS = {"A": 14, "B": 13, "C": 12, "D": 3}  # unit id -> its tasks; nobody tells D's three apart
OFFICIALS = (1, 2)
AS_OF = "2023-12-14"
TASKS = ("Mã nhiệm vụ,Nội dung nhiệm vụ,Đơn vị chủ trì,Đơn vị phối hợp,Người thực hiện,Ngày giao,"
         "Hạn hiện hành,Ngày hoàn thành,Tình trạng,Tiến độ,Sổ tay riêng")  # fmt: skip
PETITIONS = ("Mã hồ sơ,Người gửi,Đối tượng gửi,Nội dung kiến nghị,Đơn vị xử lý,Người xử lý,Ngày nhận,"
             "Hạn xử lý,Ngày trả lời,Trạng thái,Ghi chú,Địa chỉ")  # fmt: skip
CONSULTED = ("Mã lấy ý kiến,Số công văn,Nội dung lấy ý kiến,Đơn vị xin ý kiến,Đơn vị được lấy ý kiến,"
             "Ngày gửi,Số ngày,Hạn trả lời,Ngày trả lời,Hình thức trả lời,Tình trạng")  # fmt: skip
REMINDERS = (
    "Số văn bản,Ngày ban hành,Cấp ban hành,Người bị nhắc nhở,Đơn vị,Nội dung nhắc nhở,Người ký"
)
DECISIONS = ("Số quyết định,Ngày quyết định,Loại quyết định,Hình thức,Đảng/Chính quyền,Họ và tên,"
             "Đơn vị,\"Căn cứ, lý do\",Người ký")  # fmt: skip
STEPS = ("Mã hồ sơ,Loại hồ sơ,Bước,Tên bước,Đơn vị giữ hồ sơ,Người xử lý,Nơi giữ,Ngày nhận,"
         "Hạn xử lý bước,Ngày chuyển,Hình thức chuyển")  # fmt: skip
OBSTACLES = 'Đơn vị,Ngày nêu,"Khó khăn, vướng mắc","Đề xuất, kiến nghị",Ngày trả lời,Tình trạng'
SUBMITTED = ("Số tờ trình,Ngày trình,Đơn vị trình,Người trình,Cấp trình,Nội dung trình,"
             "Căn cứ pháp lý,Thẩm quyền,Quan điểm,Đề xuất,Phương án chọn")  # fmt: skip
DIRECTORY = "Mã đơn vị,Tên đơn vị,Tên viết tắt,Loại đơn vị,Hiệu lực từ"
PEOPLE = "Mã cán bộ,Họ và tên,Chức vụ,Đơn vị,Loại cán bộ,Từ ngày"


def canary(kind: str, unit: str, official: int = 0, number: int = 0) -> str:
    return f"zq{kind}{unit.lower()}{official}{number:02d}zq"


def official(unit: str, number: int) -> str:
    return f"Nguyễn Văn {canary('p', unit, number)}"


def foreign(viewer: Viewer, found: set[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
    """Of canaries (kind, unit, official) those that this viewer may not see."""
    return {one for one in found if not may_see(viewer, *one)}


def may_see(viewer: Viewer, kind: str, unit: str, number: int) -> bool:
    if viewer.role in ("office", "leader"):
        return viewer.role == "office" or kind != "g"
    if viewer.role == "unit_head":
        return unit.upper() in viewer.units or (unit == "m" and {"A", "B"} & set(viewer.units))
    own = {tuple(person.split("-")) for person in viewer.officials}  # "A-1"
    return viewer.role == "official" and (unit.upper(), str(number)) in own and kind != "d"


def canaries(raw: bytes) -> set[tuple[str, str, int]]:
    """The canaries in raw bytes, by kind, unit and official."""
    low = raw.lower()
    found = {(k.decode(), u.decode(), int(n)) for k, u, n, _ in CANARY.findall(low)}
    for work, number, letter in RECORD.findall(low):
        whose = 1 + int(number) % 2 if work and work not in b"mx" else 0
        found.add(("i", (work or letter).decode(), whose))
    return found


def tasks():
    for unit, number in UNITS.items():
        for n in range(number):
            who = 1 + n % 2
            done = n % 3 == 0
            yield (f"NV-{unit}{n:02d}", f"Việc {canary('s', unit, who, n)}", f"Phòng {unit}", "",
                   official(unit, who), "01/08/2023", f"{10 + n:02d}/09/2023",
                   "05/09/2023" if done else "", "Đã hoàn thành" if done else "Đang thực hiện",
                   canary("n", unit, who, n), canary("c", unit, who, n))  # fmt: skip
    for n in range(3):
        yield (f"NV-M{n:02d}", f"Việc chung {canary('s', 'm', 0, n)}", "Phòng A; Phòng B", "", "",
               "01/08/2023", "10/10/2023", "", "Đang thực hiện", "", canary("c", "m"))  # fmt: skip
    unknown = f"Tổ {canary('d', 'x')}"
    yield ("NV-X1", f"Việc {canary('s', 'x')}", unknown, "", f"Lê {canary('p', 'x')}", "01/08/2023",
           "10/10/2023", "", "Đang thực hiện", "", canary("c", "x"))  # fmt: skip
    yield ("", "", "Phòng A", "", "", "", "", "", "", "", canary("c", "x"))  # nothing to load


def petitions():
    for unit in UNITS:
        for n in range(4):
            who, guest = 1 + n % 2, f"Trần Thị {canary('g', unit, 1 + n % 2, n)}"
            yield (f"KN-{unit}{n:02d}", guest, "Cá nhân", f"Đơn của bà {guest.upper()} về đường {n}",
                   f"Phòng {unit}", official(unit, who), "01/08/2023", "01/09/2023",
                   "20/08/2023" if n == 0 else "", "Đã trả lời" if n == 0 else "Đang xử lý",
                   f"{guest} gọi lại {canary('n', unit, who, n)}", canary("g", unit, who, 50 + n))  # fmt: skip


def consulted():
    for unit in UNITS:
        for n in range(4):
            yield (f"LYK-{unit}{n:02d}", f"{n}/SCT", f"Góp ý {canary('s', unit, 0, 50 + n)}",
                   "Phòng C" if unit != "C" else "Phòng A", f"Phòng {unit}", "01/08/2023", "5",
                   "08/08/2023", "07/08/2023" if n else "", "Văn bản" if n else "",
                   "Đã trả lời" if n else "Chưa trả lời")  # fmt: skip


def papers(decision: bool):
    for unit in UNITS:
        for who in OFFICIALS:
            for n in range(3):
                says = f"Vì {canary('r', unit, who, n)}"
                if decision:
                    yield (f"{n}{who}/QĐ-{unit}", f"1{n}/11/2023", "Khen thưởng", "Giấy khen",
                           "Chính quyền", official(unit, who), f"Phòng {unit}", says, "Giám đốc")  # fmt: skip
                else:
                    yield (f"{n}{who}/SCT-{unit}", f"1{n}/11/2023", "Sở", official(unit, who),
                           f"Phòng {unit}", says, "Giám đốc")  # fmt: skip


def steps():
    for unit in UNITS:
        for n in range(4):
            for step, day in enumerate(("01", "03"), start=1):
                yield (f"KN-{unit}{n:02d}", "Kiến nghị, đề xuất", str(step), "Giải quyết",
                       f"Phòng {unit}", official(unit, 1 + n % 2), "Đơn vị", f"{day}/08/2023",
                       f"1{day[1]}/08/2023", f"0{int(day) + 2}/08/2023" if step == 1 else "",
                       "Chuyển tiếp" if step == 1 else "")  # fmt: skip


def difficulties():
    for unit in UNITS:
        for n in range(3):
            yield (f"Phòng {unit}", f"0{n + 1}/10/2023", f"Khó {canary('d', unit, 0, n)}",
                   "Đề nghị", "", "Chưa trả lời")  # fmt: skip


def submitted():
    for unit in UNITS:
        for n in range(3):
            yield (f"{n}/TTr-{unit}", f"0{n + 1}/10/2023", f"Phòng {unit}", official(unit, 1 + n % 2),
                   "Lãnh đạo Sở", f"Xin ý kiến {canary('r', unit, 1 + n % 2, 50 + n)}", "Có", "Có",
                   "Có", "Có", "Không áp dụng")  # fmt: skip


FILES = {
    "don_vi": ("units", DIRECTORY, lambda: ((u, f"Phòng {u}", f"P{u}", "Phòng thuộc Sở", "01/01/2015")
                                            for u in UNITS)),
    "can_bo": ("people", PEOPLE, lambda: ((f"{u}-{n}", official(u, n), "Chuyên viên", f"Phòng {u}",
                                           "công chức", "01/01/2016")
                                          for u in UNITS for n in OFFICIALS)),
    "nhiem_vu": ("tasks", TASKS, tasks),
    "kien_nghi": ("petitions", PETITIONS, petitions),
    "lay_y_kien": ("consultations", CONSULTED, consulted),
    "nhac_nho": ("reminders", REMINDERS, lambda: papers(False)),
    "quyet_dinh": ("decisions", DECISIONS, lambda: papers(True)),
    "buoc": ("steps", STEPS, steps),
    "kho_khan": ("obstacles", OBSTACLES, difficulties),
    "to_trinh": ("submissions", SUBMITTED, submitted),
}  # fmt: skip


def make(data: Path, folder: Path) -> None:
    """Write the files and load them as a person would."""
    lines = []
    for name, (kind, head, rows) in FILES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            file.write(head + "\n")
            csv.writer(file).writerows(rows())
        lines += ["[[file]]", f'name = "{name}.csv"', f'kind = "{kind}"', f'source = "{name}"',
                  f'as_of = "{AS_OF}"', "full = true"]  # fmt: skip
    (folder / "manifest.toml").write_text("\n".join(lines) + "\n", "utf-8")
    load = [sys.executable, "-m", "etl", "load", "--manifest", str(folder / "manifest.toml")]
    subprocess.run([*load, "--data", str(data)], cwd=REPO, check=True, stdout=subprocess.DEVNULL)
