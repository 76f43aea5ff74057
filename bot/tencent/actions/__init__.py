"""One module per product: from a job's request to the payload of its create call, and from answers to results."""
