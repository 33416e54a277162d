"""From blocks to dots: bitmaps, glyphs, images, dithering."""
