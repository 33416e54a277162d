// What every Node peer needs: the folder of the data, versions, and plain lines of 32 cells.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const DATA = join(here, '..', 'data');
export const require = createRequire(import.meta.url);
export const versionOf = (name) =>
  JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'))).version;
export const money = (cents) => (cents / 100).toFixed(2);
export const readLogo = (name) => readFileSync(join(DATA, name));
