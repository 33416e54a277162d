// receiptline to SVG, and that to a PNG by sharp or by resvg, with one font of the machine.
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { versionOf } from './data.mjs';
import { document, transform } from './receiptline.mjs';

export const version = ['receiptline', 'sharp', '@resvg/resvg-js'].map(versionOf).join(' + ');
const display = { cpl: 32, encoding: 'cp936', command: 'svg' };
const FAMILY = process.env.BENCH_FONT_NAME;
const svgOf = (order) =>
  transform(document(order), display).replace(/font-family="[^"]*"/g, `font-family="${FAMILY}"`);

// resvg maps the whole font anew for every character, so it gets one cut down to what R1 needs.
const font = {
  fontFiles: [process.env.BENCH_SUBSET],
  loadSystemFonts: false,
  defaultFontFamily: FAMILY,
};
const resvg = (order) =>
  new Resvg(svgOf(order), { background: '#fff', font }).render().asPng();
const bySharp = (order) =>
  sharp(Buffer.from(svgOf(order))).flatten({ background: '#fff' }).png().toBuffer();

export const jobs = { png: bySharp, ...(process.env.BENCH_SUBSET && { 'png-resvg': resvg }) };
