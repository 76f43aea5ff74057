"""Headers of audio and video files: parse, check and correct them without touching what they describe."""
