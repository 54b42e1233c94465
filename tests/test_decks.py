"""What of a cell stands on which slide of a deck."""

import re

import nbformat

from actlib import cheat_sheet, figures
from actlib.saving import WIDGET_VIEW
from publish.cells import svg_of
from publish.decks import _in_parts, _rows
from publish.site.recording import RECORD


def code(source, **shown):
    output = nbformat.v4.new_output("display_data", {"text/plain": "A curve.", **shown})
    return nbformat.v4.new_code_cell(source, outputs=[output])


def of_kind(mime, content):
    return {WIDGET_VIEW: {}, mime: content}


def test_a_call_that_draws_is_not_shown_and_longer_code_has_a_slide_before():
    call = _in_parts(code("from actlib import explore\n\nexplore()", **of_kind(RECORD, {})))
    assert [(cell.source, len(cell.outputs)) for cell in call] == [("", 1)]
    source = "x = 1\ndef f():\n    return x\nlive(f)"
    longer = _in_parts(code(source, **of_kind(RECORD, {})))
    assert [(cell.source, len(cell.outputs)) for cell in longer] == [(source, 0), ("", 1)]
    assert longer[1].metadata.slideshow.slide_type == "subslide" and longer[0].id != longer[1].id


def test_code_that_prints_stays_beside_what_it_prints():
    printed = code("print(1)")
    assert _in_parts(printed) == [printed]


def test_the_bar_of_work_that_is_done_is_not_shown():
    assert _in_parts(code("train()", **of_kind("text/html", "<p>100 networks learn</p>")))[0].outputs == []


def test_a_high_picture_is_cut_between_its_rows_and_through_no_letters():
    svg = figures.to_svg(cheat_sheet().figure, "sheet-")
    _, height = (float(edge) for edge in re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())
    boxes = [re.findall(r'viewBox="0 ([\d.]+) [\d.]+ ([\d.]+)"', part)[-1] for part in _rows(svg)]
    tops, heights = zip(*((float(top), float(high)) for top, high in boxes))
    assert len(tops) == 3 and abs(sum(heights) - height) < 0.1
    baselines = [float(y) for y in re.findall(r"<text [^>]*\btranslate\([\d.]+ ([\d.]+)\)", svg)]
    baselines += [float(y) for y in re.findall(r'<text [^>]* y="([\d.]+)"', svg)]
    assert len(baselines) > 50
    assert not [(cut, y) for cut in tops[1:] for y in baselines if -3 < y - cut < 10]


def test_each_row_of_a_picture_is_an_image_with_the_same_words():
    picture = cheat_sheet()
    cell = nbformat.v4.new_code_cell("cheat_sheet()")
    cell.outputs = [nbformat.v4.new_output("display_data", picture._repr_mimebundle_())]
    rows = _in_parts(cell)
    assert len(rows) == 3 and all(svg_of(row.outputs[0]).startswith("<svg") for row in rows)
    assert {row.outputs[0].data["text/plain"] for row in rows} == {picture.words}
