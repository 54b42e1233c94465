"""What JupyterLab's server does for the course; `jupyter_server_config.py` in the root switches it on."""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
NOT_NEEDED = [
    "@jupyterlab/apputils-extension:announcements",  # news, about which every learner would be asked
    "@jupyterlab/application-extension:faviconbusy",  # a tab's icon, fetched anew at every move that a kernel follows
]


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel connection that sends each message at once: figures drawn by the kernel follow twice as often."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def keep_pictures(model, **kwargs):
    """Store the still picture of a live figure without its view, which is gone when the page is opened again."""
    if model["type"] != "notebook" or model["content"] is None:
        return
    for cell in model["content"].get("cells", []):
        for output in cell.get("outputs", []):
            bundle = output.get("data", {})
            pictured = "image/svg+xml" in bundle or "text/html" in bundle
            if WIDGET_VIEW in bundle and (pictured or bundle.get("text/plain") == ""):
                del bundle[WIDGET_VIEW]


def leave_out(handler, page_config):
    """Start JupyterLab without what disturbs the course."""
    page_config["disabledExtensions"] = [*page_config.get("disabledExtensions", []), *NOT_NEEDED]
    return page_config
