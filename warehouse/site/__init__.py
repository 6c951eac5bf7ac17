"""The static explorer: reads the warehouse's tables and writes a site that opens from disk and from any web server."""
