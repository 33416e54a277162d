// One cold process: node receiptline-once.mjs ORDER.json FILE.
import { readFileSync, writeFileSync } from 'node:fs';
import { jobs } from './receiptline.mjs';

const [order, file] = process.argv.slice(2);
writeFileSync(file, jobs.compile(JSON.parse(readFileSync(order))), 'latin1');
