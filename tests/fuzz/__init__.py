"""Coverage-guided fuzzing, ``make fuzz``: what is promised is in ``targets``, seeds and old finds in ``seeds``."""
