"""What a teacher makes from the series: hand-outs without solutions, slides, a site that needs no installation.

None of it is needed to learn from the notebooks, and no notebook imports it.
"""
