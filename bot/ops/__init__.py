"""Operations: what an operator sees of a running Foley (metrics, health) and asks before it runs (check).

Nothing in the domain imports this package; the composition root hands its objects to the hooks of the others.
"""
