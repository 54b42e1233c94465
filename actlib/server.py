"""What Jupyter's server does for the course: an extension, enabled where actlib is installed.

It works in JupyterLab, Notebook 7 and wherever else Jupyter Server stands behind a page; `actlib.json` among the
installed `jupyter_server_config.d` switches it on.
"""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from .saving import keep_pictures

NOT_NEEDED = [
    "@jupyterlab/apputils-extension:announcements",  # news, about which every learner would be asked
    "@jupyterlab/application-extension:faviconbusy",  # a tab's icon, fetched anew at every move that a kernel follows
]
ACTIVE = "actlibServer"  # what a page finds in its configuration where the extension is active


class PromptConnection(ZMQChannelsWebsocketConnection):
    """A kernel connection that sends each message at once: figures drawn by the kernel follow twice as often."""

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()


def configure_page(handler, page_config):
    """Start a page without what disturbs the course, and let it know that the extension is active."""
    page_config["disabledExtensions"] = [*page_config.get("disabledExtensions", []), *NOT_NEEDED]
    page_config[ACTIVE] = True
    return page_config


def _jupyter_server_extension_points():
    return [{"module": "actlib.server"}]


def _load_jupyter_server_extension(server):
    """Called by Jupyter Server when it starts; what somebody has configured otherwise stays."""
    server.contents_manager.register_pre_save_hook(keep_pictures)
    settings = server.web_app.settings
    if settings.get("kernel_websocket_connection_class") is ZMQChannelsWebsocketConnection:
        settings["kernel_websocket_connection_class"] = PromptConnection
    configured = settings.get("page_config_hook")

    def page_config_hook(handler, page_config):
        return configure_page(handler, configured(handler, page_config) if configured else page_config)

    settings["page_config_hook"] = page_config_hook
