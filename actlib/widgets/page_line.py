"""The line that a page itself writes under the check of the set-up, and with it takes away what is no longer needed."""

import anywidget
import traitlets


class PageLine(anywidget.AnyWidget):
    """One line of text; where it appears, widgets work."""

    _esm = """
    export default { render({ model, el }) {
      const line = document.createElement("p");
      line.className = "actlib-setup";
      line.textContent = model.get("text");
      el.append(line);
      // The words about what to do if no line appears; other front ends than JupyterLab keep them.
      const cell = el.closest(".jp-OutputArea");
      for (const words of cell?.querySelectorAll(".actlib-setup-words") ?? []) words.hidden = true;
    } };
    """
    text = traitlets.Unicode().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        return {**live, "text/plain": ""}, metadata
