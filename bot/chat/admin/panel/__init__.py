"""The contents of /foley panel: pages, controls, and settings changes in words. Pure."""
