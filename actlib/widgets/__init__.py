"""What the widgets are made of: everything with JavaScript lives here."""
