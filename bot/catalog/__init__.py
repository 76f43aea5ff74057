"""What can be made: models, versions, options, limits, voices, and whether a request can work."""
