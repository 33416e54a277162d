// react-thermal-printer: Chinese as GB18030, rows of two columns only, codes native.
import { transforms } from '@react-thermal-printer/image';
import { PNG } from 'pngjs';
import { createElement as h } from 'react';
import { Barcode, Image, Line, Printer, QRCode, render, Row, Text } from 'react-thermal-printer';
import { money, readLogo, versionOf } from './data.mjs';

export const version = versionOf('react-thermal-printer');

const reader = async ({ props }) => {
  const { data, width, height } = PNG.sync.read(readLogo(props.src));
  return { data, width, height };
};
const row = (left, right) => h(Row, { left: h(Text, { wordBreak: 'break-all' }, left), right });
const printer = (...children) =>
  render(h(Printer, { type: 'epson', width: 32, characterSet: 'china' }, ...children));

function r1(order) {
  const [name, qty, amount] = order.head;
  return printer(
    h(Text, { align: 'center', size: { width: 2, height: 2 } }, order.title),
    h(Text, { align: 'center' }, order.subtitle),
    h(Text, null, '订单号:' + order.order_no),
    h(Text, null, `${order.time} ${order.phone}`),
    h(Line),
    row(name, qty + '     ' + amount),
    ...order.items.map((i) => row(i.name, String(i.qty).padStart(5) + money(i.cents).padStart(9))),
    h(Line),
    ...order.totals.map(([label, cents]) => row(label, money(cents))),
    row('实付', money(order.pay)),
    h(Text, null, order.address),
    h(Text, null, order.note),
    ...(order.logo ? pictures(order) : []),
    ...order.footer.map((line) => h(Text, { align: 'center' }, line)),
  );
}

function pictures(order) {
  const image = { align: 'center', src: order.logo, reader };
  return [
    h(Image, { ...image, transforms: [transforms.floydSteinberg] }),
    h(Barcode, { align: 'center', type: 'CODE128', content: order.order_no }),
    h(QRCode, { align: 'center', content: order.url, cellSize: 4, correction: 'M' }),
  ];
}

const r2 = (order) => printer(...order.lines.map((line) => h(Text, null, line)));

export const jobs = { compile: (order) => (order.lines ? r2(order) : r1(order)), text: r1 };
