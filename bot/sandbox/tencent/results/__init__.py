"""Result files: generating audio and video, their URLs, and the server that delivers them."""
