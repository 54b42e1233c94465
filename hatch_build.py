"""What hatchling adds to pyproject.toml: the README with links that lead somewhere from a package index, too."""

import re
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface

# A link or picture of Markdown whose target is neither an address nor a place on the same page.
LINK = re.compile(r"(!?\[[^\[\]]*(?:\[[^\[\]]*\]\([^)]*\))?[^\[\]]*\])\((?!https?:|#)([^)\s]+)\)")
# The address of a picture in HTML, for what Markdown cannot say.
SOURCE = re.compile(r'\b(src|srcset)="(?!https?:)([^"\s]+)"')


def absolute_links(text, repository, version):
    """`text` with its relative links made to lead into the `repository`, as it is at the tag of `version`.

    Examples
    --------
    >>> absolute_links("[to cite](CITATION.cff), ![five curves](course.png)", "https://host/me/course", "1.0")
    '[to cite](https://host/me/course/blob/v1.0/CITATION.cff), ![five curves](https://host/me/course/raw/v1.0/course.png)'
    >>> absolute_links('<img src="course.webp">', "https://host/me/course", "1.0")
    '<img src="https://host/me/course/raw/v1.0/course.webp">'
    """

    def absolute(found):
        shown, target = LINK.sub(absolute, found[1]), found[2]
        if target.startswith("../../"):  # what a repository's host keeps beside its branches
            return f"{shown}({repository}/{target.removeprefix('../../')})"
        return f"{shown}({repository}/{'raw' if shown.startswith('!') else 'blob'}/v{version}/{target})"

    return SOURCE.sub(rf'\1="{repository}/raw/v{version}/\2"', LINK.sub(absolute, text))


class ReadmeHook(MetadataHookInterface):
    def update(self, metadata):
        text = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        text = absolute_links(text, metadata["urls"]["Repository"], metadata["version"])
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
