"""Codes as modules and as dots: 1-D barcodes, QR codes, further matrix codes, payloads."""
