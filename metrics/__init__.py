"""Numbers: named counts, rates of two counts, and the rows behind them. Knows no Streamlit."""

from store import NoWarehouse, Store, open_store

__all__ = ["NoWarehouse", "Store", "open_store"]
