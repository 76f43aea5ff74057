"""What can be made of a result, or of any message: requests, and the entries of *More…* that open them."""
