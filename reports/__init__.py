"""Documents: tables as CSV, JSON and Excel, on the command line and from the pages."""
