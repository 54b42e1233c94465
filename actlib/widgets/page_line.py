"""The line that a page itself writes under the check of the set-up, and with it takes away what is no longer needed."""

import anywidget
import traitlets


class PageLine(anywidget.AnyWidget):
    """One line of text; where it appears, widgets work. Where the server lacks our extension, `warning` joins it."""

    _esm = """
    // Whether this is a page of Jupyter's server without our extension. Other hosts have no such configuration, and
    // JupyterLite has no server.
    const unconfigured = () => {
      const config = document.getElementById("jupyter-config-data");
      if (!config || config.hasAttribute("data-jupyter-lite-root")) return false;
      return !JSON.parse(config.textContent).actlibServer;
    };
    export default { render({ model, el }) {
      const line = document.createElement("p");
      line.className = "actlib-setup";
      line.textContent = model.get("text") + (unconfigured() ? ` ${model.get("warning")}` : "");
      el.append(line);
      // The words about what to do if no line appears; other front ends than JupyterLab keep them.
      const cell = el.closest(".jp-OutputArea");
      for (const words of cell?.querySelectorAll(".actlib-setup-words") ?? []) words.hidden = true;
    } };
    """
    text = traitlets.Unicode().tag(sync=True)
    warning = traitlets.Unicode().tag(sync=True)

    def _repr_mimebundle_(self, **kwargs):
        live, metadata = super()._repr_mimebundle_(**kwargs)
        return {**live, "text/plain": ""}, metadata
