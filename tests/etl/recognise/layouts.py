"""Lists of work as offices lay them out: a generator with the truth beside every list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

TODAY = date(2023, 6, 14)
FILE = "nhiem_vu_20230614.xlsx"
VERBS = ("Rà soát", "Xây dựng", "Tham mưu", "Tổng hợp", "Kiểm tra", "Báo cáo", "Phối hợp", "Lập")
THINGS = ("quy hoạch phát triển điện lực", "đề án phát triển thương mại", "kế hoạch khuyến công",
          "danh mục dự án trọng điểm", "phương án phòng chống lụt bão", "quy chế làm việc của Sở")  # fmt: skip
ENDS = ("trên địa bàn tỉnh", "giai đoạn 2021 - 2025", "theo chỉ đạo của Chủ tịch UBND tỉnh",
        "trình Hội đồng nhân dân tỉnh", "năm 2023 của ngành")  # fmt: skip
UNITS = ("Phòng Quản lý năng lượng", "Phòng Quản lý thương mại", "Văn phòng Sở", "Thanh tra Sở",
         "Trung tâm Khuyến công và Tư vấn phát triển công nghiệp", "Phòng KHTCTH")  # fmt: skip
PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Quang Cường", "Vũ Thị Dung", "Trương Minh Đức")
LEADERS = ("Giám đốc Sở", "PGĐ Phạm Văn Hà", "UBND tỉnh")
NOTES = ("Đã trình lãnh đạo Sở ký ban hành", "Đang lấy ý kiến các sở, ngành", "Chưa có báo cáo",
         "Đã hoàn thành dự thảo lần hai, đang xin ý kiến", "")  # fmt: skip
SYMBOLS = ("TB-UBND", "QĐ-UBND", "KH-SCT", "TB/TU")

HEADINGS = {
    "source_id": ("Mã nhiệm vụ", "Số phiếu giao việc"),
    "subject": ("Tên nhiệm vụ", "Nội dung công việc", "NỘI DUNG NHIỆM VỤ"),
    "unit": ("Đơn vị chủ trì", "Đơn vị /Cá nhân đầu mối", "Phòng xử lý"),
    "support_units": ("Đơn vị phối hợp", "Phối hợp"),
    "official": ("Người thực hiện", "Chuyên viên"),
    "assigned_by": ("Người chỉ đạo", "Lãnh đạo giao"),
    "document_no": ("Số ký hiệu", "Số văn bản"),
    "opened_on": ("Ngày giao", "Ngày giao việc"),
    "due_on": ("Hạn xử lý", "Thời hạn HT", "Hạn hoàn thành"),
    "closed_on": ("Ngày hoàn thành", "Ngày hoàn thành thực tế"),
    "source_status": ("Trạng thái", "Tình trạng"),
    "progress_note": ("Tình hình thực hiện", "Ghi chú"),
    "urgency": ("Độ khẩn", "Độ ưu tiên"),
}
ALWAYS = ("subject", "unit", "due_on", "source_status")


@dataclass
class Layout:
    """Rows of text; `truth`: field -> column of its data; `items`: sheet rows of the items."""

    rows: list[list[str]]
    truth: dict[str, int]
    items: list[int] = field(default_factory=list)


def item(random: Random, number: int) -> dict[str, str]:
    """One task; label and dates agree with each other on TODAY."""
    opened = TODAY - timedelta(days=random.randint(20, 200))
    due = opened + timedelta(days=random.randint(5, 250))
    done = random.random() < 0.4
    closed = opened + timedelta(days=random.randint(1, 18))
    if done:
        label = f"Đã hoàn thành ({'đúng hạn' if closed <= due else 'quá hạn'})"
    else:
        label = f"Đang thực hiện ({'quá hạn' if due < TODAY else 'trong hạn'})"
    several = random.sample(UNITS, random.randint(2, 3))
    return {
        "source_id": f"NV-2023-{number:04d}",
        "subject": f"{random.choice(VERBS)} {random.choice(THINGS)} {random.choice(ENDS)} ({number})",
        "unit": random.choice(UNITS),
        "support_units": "\n".join(several) if random.random() < 0.6 else "",
        "official": random.choice(PEOPLE),
        "assigned_by": random.choice(LEADERS),
        "document_no": f"{random.randint(1, 900)}/{random.choice(SYMBOLS)}",
        "opened_on": f"{opened:%d/%m/%Y}",
        "due_on": f"{due:%d/%m/%Y}",
        "closed_on": f"{closed:%d/%m/%Y}" if done else "",
        "source_status": label,
        "progress_note": random.choice(NOTES),
        "urgency": random.choice(("Thường", "Khẩn", "Hỏa tốc")),
    }


def layout(random: Random, header: str, slip: int = 0) -> Layout:
    """A list with a header of one, two or three rows, or none, its headings moved by `slip`."""
    others = [name for name in HEADINGS if name not in ALWAYS]
    fields = [*ALWAYS, *random.sample(others, random.randint(0, len(others)))]
    random.shuffle(fields)
    numbered = random.random() < 0.7
    first = 1 if numbered else 0
    truth = {name: first + i for i, name in enumerate(fields)}
    top = ["STT"] if numbered else []
    top += [random.choice(HEADINGS[name]) for name in fields]
    width = len(top)
    found = Layout(list(_title(random, width)), truth)
    found.rows += _slipped(_header(random, top, header), slip)
    if header != "none" and not slip and random.random() < 0.3:
        found.rows.append([str(n + 1) for n in range(width)])
    _items(random, found, fields, numbered, width)
    found.rows += _end(random, width)
    return found


def _title(random: Random, width: int):
    if random.random() < 0.5:
        yield ["DANH SÁCH NHIỆM VỤ ĐƯỢC GIAO"] + [""] * (width - 1)
        if random.random() < 0.5:
            yield [""] * width


def _header(random: Random, top: list[str], header: str) -> list[list[str]]:
    """One row; or some headings under a span, the others merged down."""
    if header == "none":
        return []
    height = {"one": 1, "two": 2, "three": 3}[header]
    rows = [list(top)] + [[""] * len(top) for _ in range(height - 1)]
    start = random.randint(min(1, len(top) - 2), len(top) - 2)
    for level in range(height - 1):  # two columns under one span at every level
        for c in (start, start + 1):
            rows[level + 1][c] = top[c]
            rows[level][c] = ("Thông tin chung" if level == 0 else "Trong đó") if c == start else ""
    return rows


def _slipped(rows: list[list[str]], slip: int) -> list[list[str]]:
    if slip > 0:
        return [[""] * slip + row for row in rows]
    return [row[-slip:] if slip else row for row in rows]


def _items(random: Random, found: Layout, fields: list, numbered: bool, width: int) -> None:
    number, groups = random.randint(12, 40), random.random() < 0.3 and numbered
    for n in range(1, number + 1):
        if groups and n % 9 == 1:
            found.rows.append(["I" * (n // 9 + 1), f"NHÓM {n}"] + [""] * (width - 2))
        cells = item(random, n)
        found.rows.append(([str(n)] if numbered else []) + [cells[name] for name in fields])
        found.items.append(len(found.rows))


def _end(random: Random, width: int) -> list[list[str]]:
    if random.random() < 0.6:
        return []
    blank = [""] * (width - 1)
    return [["Tổng cộng", *blank], ["", *blank], ["NGƯỜI LẬP BIỂU", *blank]]
