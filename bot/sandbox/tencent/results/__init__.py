"""What is made: sounds, films, links."""
