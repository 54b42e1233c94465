"""What becomes of widgets in a notebook that is saved: their pictures stay, their views go with the kernel."""

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
RUN_AGAIN = "Run this cell to see its widget."


def keep_pictures(model, **kwargs):
    """Take the views of widgets out of a notebook that a server is about to save, where their models will be gone.

    What lies beside a view is then what the reopened page shows: the still picture of a live figure; where nothing
    does, a sentence. A view whose state is stored in the notebook itself stays.

    Parameters
    ----------
    model : dict
        As Jupyter's contents manager has it; changed by the call.
    **kwargs
        What else a contents manager tells its hooks; not used.
    """
    if model["type"] != "notebook" or model["content"] is None:
        return
    content = model["content"]
    kept = content.get("metadata", {}).get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
    for output in (output for cell in content.get("cells", []) for output in cell.get("outputs", [])):
        bundle = output.get("data", {})
        if WIDGET_VIEW not in bundle or bundle[WIDGET_VIEW].get("model_id") in kept:
            continue
        del bundle[WIDGET_VIEW]
        # An empty text is that of a widget of which nothing is to remain.
        if not any(form.startswith(("image/", "text/html")) for form in bundle) and bundle.get("text/plain") != "":
            bundle["text/plain"] = RUN_AGAIN
