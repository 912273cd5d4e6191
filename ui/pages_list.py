"""The one table of pages: the menu is made of it, and each page asks it who may open it.

The name of a page is the same in the address, in the messages (page.<name>, page.<name>.help) and,
unless `file` says otherwise, in its file: pages/<section>/<name>.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from viewer import ROLES, Viewer

# Whose work needs what; what they see on a page is the gate's matter.
FIGURES = ("leader", "office", "unit_head", "official", "viewer")
RECORDS = ("leader", "office", "unit_head", "official")


@dataclass(frozen=True)
class Page:
    """One page: `section` is its folder and its heading in the menu, in the order of the table."""

    section: str
    icon: str
    roles: tuple[str, ...]
    needs_account: bool = False  # not for the one person without an account
    hidden: bool = False  # opened by a link of another page, in no menu
    file: str = ""

    def path(self, name: str) -> str:
        return f"pages/{self.section}/{self.file or name}.py"

    def opens_to(self, viewer: Viewer) -> bool:
        return viewer.role in self.roles and (viewer.signed_in or not self.needs_account)


PAGES = {
    "overview": Page("figures", "dashboard", FIGURES),
    "overdue": Page("figures", "event_busy", FIGURES),
    "strata": Page("figures", "compare_arrows", FIGURES),
    "latency": Page("figures", "timer", FIGURES),
    "trends": Page("figures", "show_chart", FIGURES),
    "petitions": Page("figures", "mark_email_unread", FIGURES),
    "holders": Page("figures", "inventory", FIGURES),
    "letter": Page("figures", "checklist", FIGURES),
    "reconcile": Page("figures", "balance", ("leader", "office")),
    "item": Page("item", "description", RECORDS, hidden=True, file="history"),
    "upload": Page("data", "upload_file", ("office",)),
    "quality": Page("data", "fact_check", ("office", "leader", "unit_head")),
    "names": Page("data", "person_search", ("office",)),
    "urging": Page("office", "campaign", ("office", "leader")),
    "unit_reports": Page("office", "assignment_turned_in", ("office", "leader")),
    "conclusions": Page("office", "assignment", ("office", "leader")),
    "records": Page("record", "folder_shared", RECORDS, needs_account=True),
    "person": Page("record", "badge", RECORDS, needs_account=True),
    "unit": Page("record", "groups", RECORDS, needs_account=True),
    "replies": Page("record", "rate_review", RECORDS, needs_account=True),
    "pack": Page("review", "inventory_2", ("office", "leader")),
    "accounts": Page("account", "manage_accounts", ("administrator",), needs_account=True),
    "mine": Page("account", "person_search", ROLES, needs_account=True, hidden=True),
    "methods": Page("help", "menu_book", ROLES),
}


def in_menu(name: str, viewer: Viewer) -> bool:
    return PAGES[name].opens_to(viewer) and not PAGES[name].hidden


def first(viewer: Viewer) -> str:
    """The page a reader comes to; its address is "/"."""
    return next((name for name in PAGES if in_menu(name, viewer)), "methods")
