"""How numbers stand in the sentences under the figures."""


def written(value, digits=None):
    """A number as a person writes it: a real minus sign, no digits that say nothing."""
    text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return text.replace("-", "−")


def bracketed(value):
    """A number as it stands inside a sum or a product."""
    return f"({written(value)})" if value < 0 else written(value)
