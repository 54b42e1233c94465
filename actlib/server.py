"""What Jupyter's server does for the course: an extension, enabled where actlib is installed.

It works in JupyterLab, Notebook 7 and wherever else Jupyter Server stands behind a page; `actlib.json` among the
installed `jupyter_server_config.d` switches it on. Another, in `page_config.d`, switches off what disturbs the course:
news, about which every learner would be asked, and a tab's busy icon, fetched anew at every move that a kernel follows.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from .saving import keep_pictures

ACTIVE = "actlibServer"  # what a page finds in its configuration where the extension is active


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel connection that sends each message at once: figures drawn by the kernel follow twice as often."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def _jupyter_server_extension_points():
    return [{"module": "actlib.server"}]


def _load_jupyter_server_extension(server):
    """Called by Jupyter Server when it starts; what somebody has configured otherwise stays."""
    server.contents_manager.register_pre_save_hook(keep_pictures)
    settings = server.web_app.settings
    if settings.get("kernel_websocket_connection_class") is ZMQChannelsWebsocketConnection:
        settings["kernel_websocket_connection_class"] = PromptConnection
    settings.setdefault("page_config_data", {})[ACTIVE] = True
