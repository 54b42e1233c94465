"""One experiment a file, named for what it shows: pure numbers first, then one drawing function."""
