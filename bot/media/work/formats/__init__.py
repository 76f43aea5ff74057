"""Headers of sound and film: read, judged and written right, without touching what they describe."""
