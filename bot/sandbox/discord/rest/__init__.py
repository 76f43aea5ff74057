"""The REST API and the CDN: HTTP server, route handlers, rate limits and scripted faults."""
