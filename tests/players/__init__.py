"""Files as careless writers leave them, and real browsers that play what the bot makes of them."""
