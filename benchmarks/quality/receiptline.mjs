// Reads JSON [{doc, cpl}, …] and writes what receiptline puts on paper for each.
//
// The lines are those of its text command; each then takes the way of its printer commands,
// through iconv-lite to cp936, where a character that code page lacks becomes "?".
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const peers = createRequire(new URL('../peers/package.json', import.meta.url));
const receiptline = peers('receiptline');
const theirs = createRequire(peers.resolve('receiptline'));
const iconv = theirs('iconv-lite');
const encoding = 'cp936';

function print({ doc, cpl }) {
    try {
        const text = receiptline.transform(doc, { cpl, encoding, command: 'text' });
        return { lines: text.replace(/\n$/, '').split('\n').map(sent) };
    } catch (error) {
        return { error: `${error.name}: ${error.message}` };
    }
}

function sent(line) {
    return iconv.decode(iconv.encode(line, encoding), encoding);
}

const inputs = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify({
    version: theirs('../package.json').version,
    papers: inputs.map(print),
}));
