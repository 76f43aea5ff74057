"""What commands and buttons may ask of Foley: rights checked, jobs written down, answers waited for."""
