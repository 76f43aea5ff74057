"""One module a product: from a job's request to the fields of its create call."""
