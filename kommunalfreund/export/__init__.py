"""Writers: interchange lines, tables, JSON and the HTML report."""
