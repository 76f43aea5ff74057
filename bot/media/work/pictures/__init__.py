"""What is drawn: the waveform of a sound, a picture of a film, a server's use."""
