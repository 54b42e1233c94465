"""How numbers stand in the sentences under the figures."""

import math


def format_number(value, digits=None):
    """A number as a person writes it: a real minus sign, no digits that say nothing."""
    text = f"{value:g}" if digits is None else f"{value:.{digits}f}"
    return text.lstrip("-") if not text.strip("-0.") else text.replace("-", "−")  # no minus before a zero


def format_factor(value):
    """A number as it stands inside a sum or a product."""
    return f"({format_number(value)})" if value < 0 else format_number(value)


def format_magnitude(value):
    """A number of any size by its first digit: 3·10⁻⁷; 0 and what is not finite as they are."""
    if value == 0 or not math.isfinite(value):
        return format_number(value)
    digit, exponent = f"{value:.0e}".split("e")
    if -2 <= int(exponent) <= 3:
        return format_number(float(f"{value:.1g}"))
    return f"{digit.replace('-', '−')}·10{str(int(exponent)).translate(_RAISED)}"


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
