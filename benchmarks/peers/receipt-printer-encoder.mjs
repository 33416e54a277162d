// receipt-printer-encoder: lays out by itself, has no Chinese encoding (prints ?), codes native.
import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';
import { PNG } from 'pngjs';
import { money, readLogo, versionOf } from './data.mjs';

export const version = versionOf('@point-of-sale/receipt-printer-encoder');

const fixed = (widths) => widths.map((width, i) => ({ width, align: i ? 'right' : 'left' }));

function r1(order, logo) {
  const e = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 32, imageMode: 'raster' });
  e.initialize().align('center').size(2, 2).line(order.title).size(1, 1).line(order.subtitle);
  e.align('left').line('订单号:' + order.order_no).line(`${order.time} ${order.phone}`).rule();
  e.table(fixed([18, 5, 9]), [
    order.head,
    ...order.items.map((item) => [item.name, String(item.qty), money(item.cents)]),
  ]);
  e.rule().table(fixed([18, 14]), [
    ...order.totals.map(([label, cents]) => [label, money(cents)]),
    ['实付', money(order.pay)],
  ]);
  e.line(order.address).line(order.note);
  if (order.logo) {
    e.align('center').image(logo ?? decoded(order), 200, 200, 'floydsteinberg');
    e.barcode(order.order_no, 'code128', { height: 64, text: true });
    e.qrcode(order.url, { model: 2, size: 4, errorlevel: 'm' });
  }
  for (const line of order.footer) e.align('center').line(line);
  return e.encode();
}

function r2(order) {
  const e = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: 32 });
  for (const line of order.lines) e.line(line);
  return e.encode();
}

function decoded(order) {
  return PNG.sync.read(readLogo(order.logo));
}

export const jobs = { compile: (order) => (order.lines ? r2(order) : r1(order)), text: r1 };
