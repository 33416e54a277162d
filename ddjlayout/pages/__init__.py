"""Beside the pipeline: web pages as pictures, by headless Chromium behind a checking proxy."""
