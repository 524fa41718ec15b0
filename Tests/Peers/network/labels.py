"""The order of classes."""


def ordered(words):
    """The labels of some sketches, in the order of a network's classes."""
    return sorted(set(words), key=lambda name: (name.lower(), name))
