import { expect, it } from 'vitest';
import { partsOf } from '../../../../../../main/protocols/rollbar/symbols/multipart.ts';

const type = 'multipart/form-data; boundary=b';
const field = (name: string, value: string, more = ''): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
const read = (body: string, contentType = type) =>
  partsOf(Buffer.from(body, 'utf8'), contentType)?.map(({ bytes, ...part }) => ({
    ...part,
    text: bytes.toString('utf8'),
  }));

it('reads fields and files, empty ones and binary ones', () => {
  const body = `${field('version', '1.0')}${field('empty', '')}${field('map', 'a\r\n\r\n--c\r\nb', '; filename="a.map"')}--b--\r\n`;
  expect(read(body)).toEqual([
    { name: 'version', filename: null, text: '1.0' },
    { name: 'empty', filename: null, text: '' },
    { name: 'map', filename: 'a.map', text: 'a\r\n\r\n--c\r\nb' },
  ]);
});

it('reads what the platform writes, names with quotes and umlauts too', async () => {
  const form = new FormData();
  form.set('ä "quoted" name', 'välue');
  form.set('file', new Blob([new Uint8Array([0, 255, 13, 10])]), 'x.bin');
  const request = new Request('http://127.0.0.1/', { method: 'POST', body: form });
  const parts = partsOf(Buffer.from(await request.arrayBuffer()), request.headers.get('Content-Type') ?? '');
  expect(parts?.map(({ name }) => name)).toEqual(['ä "quoted" name', 'file']);
  expect(parts?.map(({ bytes }) => [...bytes])).toEqual([[...Buffer.from('välue')], [0, 255, 13, 10]]);
});

it('takes a quoted boundary and other headers', () => {
  const body =
    '--b\r\nContent-Type: text/plain\r\nContent-Disposition: form-data; filename="f"; name=x\r\n\r\n1\r\n--b--';
  expect(read(body, 'multipart/form-data; charset=utf-8; boundary="b"')).toEqual([
    { name: 'x', filename: 'f', text: '1' },
  ]);
});

it.each([
  ['no boundary in the type', field('a', '1'), 'multipart/form-data'],
  ['no end', field('a', '1'), type],
  ['a part without a name', '--b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b--', type],
  ['a part without headers', '--b\r\n\r\n1\r\n--b--', type],
  ['headers without an end', `--b\r\n${'x'.repeat(50_000)}`, type],
  ['another boundary', field('a', '1'), 'multipart/form-data; boundary=c'],
  ['more parts than anybody sends', `${field('a', '1').repeat(3000)}--b--`, type],
  ['nothing', '', type],
])('gives nothing of a body with %s', (_what, body, contentType) => {
  expect(read(body, contentType)).toBeUndefined();
});
