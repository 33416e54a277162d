// receiptline: ESC/POS with images, barcodes left to the printer, QR codes drawn by its software.
import { money, readLogo, require, versionOf } from './data.mjs';

const receiptline = require('receiptline');
export const version = versionOf('receiptline');
export const transform = receiptline.transform;

const escape = (text) => text.replace(/[\\|{}~_"`^]/g, '\\$&');

export function document(order) {
  if (order.lines) return order.lines.map((line) => `${escape(line)} |`).join('\n') + '\n';
  const [name, qty, amount] = order.head;
  return [
    `^^^${escape(order.title)}`,
    escape(order.subtitle),
    '{border:none}',
    `${escape('订单号:' + order.order_no)} |`,
    `${escape(`${order.time} ${order.phone}`)} |`,
    '-'.repeat(3),
    '{width:18 5 9}',
    `${name} | ${qty} | ${amount}`.replace(/\| (\S+) \| (\S+)$/, '| $1| $2'),
    ...order.items.map((i) => `${escape(i.name)} | ${i.qty}| ${money(i.cents)}`),
    '---',
    '{width:auto}',
    ...order.totals.map(([label, cents]) => `${escape(label)} | ${money(cents)}`),
    `实付 | ${money(order.pay)}`,
    `${escape(order.address)} |`,
    `${escape(order.note)} |`,
    ...(order.logo ? pictures(order) : []),
    ...order.footer.map(escape),
  ].join('\n') + '\n';
}

function pictures(order) {
  return [
    `{image:${order.imageKey ?? readLogo(order.logo).toString('base64')}}`,
    `{code:${order.order_no};option:code128,2,64,hri}`,
    `{code:${order.url};option:qrcode,4,M}`,
  ];
}

export const printer = { cpl: 32, encoding: 'cp936', command: 'escpos', cutting: false };

// The logo made ready once: its commands are kept by the text that stands in the document.
const ready = new Map();
const escpos = receiptline.commands.escpos;
const keeping = {
  ...printer,
  command: {
    ...escpos,
    image(image, ...where) {
      if (!ready.has(image)) ready.set(image, escpos.image.call(this, image, ...where));
      return ready.get(image);
    },
  },
};
let kept;

export const jobs = {
  compile: (order) => transform(document(order), printer),
  text: (order) => transform(document(order), printer),
  'compile-cached': (order) => {
    kept ??= readLogo(order.logo).toString('base64');
    return transform(document({ ...order, imageKey: kept }), keeping);
  },
};
