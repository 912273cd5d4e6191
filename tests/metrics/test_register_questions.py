"""Questions about rows of registers; of papers about people only the number is given."""

from metrics import register_questions
from tests.warehouses import Export, warehouse


def test_each_question_has_its_rows(tmp_path):
    steps = Export("2023-06-14", "source_id step_no unit received_on passed_on",
                   [("NV1", 1, "PA", "2023-02-02", "2023-02-01"), ("NV1", 2, "PA", "2023-02-02", "")],
                   kind="steps")  # fmt: skip
    decisions = Export("2023-06-14", "document_no issued_on decision_kind official",
                       [("1/QĐ", "2023-02-02", "Kỷ luật", "Lê Sao Mai; Vũ Gió Nồm")],
                       kind="decisions")  # fmt: skip
    store = warehouse(tmp_path, steps, decisions)
    assert [tuple(q.values()) for q in register_questions.asked(store)] == [
        ("decisions", "no_body", 1),
        ("steps", "passed_before_received", 1),
        ("steps", "step_of_unknown_case", 2),
    ]
    (row,) = register_questions.rows(store, "steps", "passed_before_received")
    assert (row["row"], row["subject"]) == (1, "NV1 · 1 · PA · 2023-02-02 · 2023-02-01")
    (row,) = register_questions.rows(store, "decisions", "no_body")
    assert (row["row"], row["subject"], row["item_id"]) == (1, "1/QĐ", None)
    assert len(register_questions.rows(store, "steps", "step_of_unknown_case", limit=1)) == 1
