"""Beside the admin API of the simulator: its web page, with what it is made of and fed by."""
