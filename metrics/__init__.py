"""Numbers: named counts, rates of two counts, and the rows behind them. Knows no Streamlit."""

from store import NoWarehouse, QueryFailed, State, Store, newest, open_store

__all__ = ["NoWarehouse", "QueryFailed", "State", "Store", "newest", "open_store"]
