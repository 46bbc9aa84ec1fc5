"""Writers: tables, JSON and HTML."""
