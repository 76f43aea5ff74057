"""The REST side and the CDN."""
