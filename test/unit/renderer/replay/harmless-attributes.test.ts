import { expect, it } from 'vitest';
import { harmlessAttributes } from '../../../../renderer/replay/harmless-attributes.ts';

it('keeps what says how an element looks', () => {
  const looks = { class: 'a b', style: 'color: red', id: 'x', hidden: true, checked: false, 'data-x': '1', width: 5 };
  expect(harmlessAttributes('div', looks)).toEqual(looks);
});

it('drops handlers however they are written', () => {
  const handlers = { onclick: 'x', ONERROR: 'x', onanything: 'x' };
  expect(harmlessAttributes('img', handlers)).toEqual({});
});

it.each(['src', 'srcset', 'src' + 'doc', 'poster', 'background', 'data', 'action', 'formaction', 'ping', 'rr_dataURL'])(
  'drops an address in %s',
  (name) => {
    for (const address of ['http://evil.example/x', '//evil.example', '/call/x', 'javascript:x', 'data:text/html,x']) {
      expect(harmlessAttributes('img', { [name]: address })).toEqual({});
    }
  },
);

it('keeps pictures that are in the recording', () => {
  const picture = { src: 'data:image/png;base64,AA', rr_dataURL: 'data:image/webp;base64,AA' };
  expect(harmlessAttributes('img', picture)).toEqual(picture);
  expect(harmlessAttributes('iframe', { src: 'data:image/svg+xml,x' })).toEqual({});
});

it('leaves a link a link that leads nowhere', () => {
  expect(harmlessAttributes('a', { href: 'javascript:x', ping: 'http://x', target: '_top' })).toEqual({ href: '#' });
  expect(harmlessAttributes('use', { 'xlink:href': '#icon' })).toEqual({ 'xlink:href': '#icon' });
  expect(harmlessAttributes('use', { href: 'http://x/#icon' })).toEqual({});
  expect(harmlessAttributes(null, { href: 'http://x' })).toEqual({});
});

it('drops what is neither text nor number, but for a changed style', () => {
  expect(harmlessAttributes('div', { class: { toString: 'x' }, title: [] })).toEqual({});
  expect(harmlessAttributes(null, { style: { color: 'red' } })).toEqual({ style: { color: 'red' } });
  expect(harmlessAttributes('div', 'no object')).toEqual({});
});

it('plays no media and takes no focus', () => {
  expect(harmlessAttributes('video', { rr_mediaState: 'played', autoplay: true, autofocus: true })).toEqual({});
});
