"""What /foley panel shows: its pages, its forms, and changes in words. Pure."""
