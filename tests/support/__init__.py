"""What tests share: a real JupyterLab, what a figure has painted, every control moved, what shuts people out."""
