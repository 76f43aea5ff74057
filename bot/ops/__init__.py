"""Operations: what an operator sees of a running Foley (metrics, health), and the check to run before starting it.

Nothing in the domain imports this package; the composition root passes its objects to the hooks of the others.
"""
