"""What deploy/kubernetes is held against."""
