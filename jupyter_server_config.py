"""The server's part of the course: jupyter lab --config=jupyter_server_config.py"""

from actlib.server import leave_out

c = get_config()  # noqa: F821
c.ServerApp.kernel_websocket_connection_class = "actlib.server.PromptConnection"
c.ServerApp.tornado_settings = {"page_config_hook": leave_out}
c.ContentsManager.pre_save_hook = "actlib.server.keep_pictures"
