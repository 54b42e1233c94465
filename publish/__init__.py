"""What a teacher makes from the series: pages, slides, a student edition, a site that runs Python in the browser.

`python -m publish site|slides|student|questions|lite [FOLDER]` makes it, `python -m publish notebooks` executes the
series again.
None of it is needed to learn from the notebooks, and no notebook imports it.
"""
