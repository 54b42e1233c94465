"""The JupyterLite site as far as it runs without a network: it opens, lists the notebooks, and shows their pictures."""

import pytest
from support.lab import ROOT
from support.lite import needs_lite
from support.pages import serve

pytestmark = [pytest.mark.thorough, needs_lite]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_site_opens_lists_the_notebooks_and_shows_their_pictures(browser, lite_site):
    page, outside = browser.new_page(viewport={"width": 1280, "height": 960}), []
    with serve(lite_site) as address:

        def refuse(route):
            outside.append(route.request.url)
            route.abort()

        page.route(lambda url: url.startswith("http") and not url.startswith(address), refuse)
        page.goto(f"{address}/lab/index.html?path=00_start_here.ipynb")
        listed = page.locator(".jp-DirListing-itemText")
        listed.nth(len(NOTEBOOKS)).wait_for()
        assert {path.name for path in NOTEBOOKS} <= set(listed.all_inner_texts())
        picture = page.locator(".jp-RenderedHTML img[alt]").first
        picture.wait_for()
        assert picture.bounding_box()["width"] > 300
        page.close()
    assert all("pyodide" in url for url in outside), "only the kernel may come from elsewhere"
