"""Receipt layout and rendering for 58 mm cloud printers."""
