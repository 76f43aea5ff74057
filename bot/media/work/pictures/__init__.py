"""The pictures: the waveform of an audio file, a frame of a video, a chart of a server's usage."""
