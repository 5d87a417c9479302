/** A recording as a page could post it that wants to run, load, go somewhere or change what is around it. */
import { documentOf, element, idOf, text, type Recorded } from '../unit/a-recording.ts';

const inSvg: typeof element = (...args) => ({ ...element(...args), isSVG: true });

/** `origin` is an address that must never hear of it, `own` is the window's. */
export function hostileRecording(origin: string, own: string): Recorded[] {
  const run = 'top.pwned=1;parent.pwned=1;globalThis.pwned=1';
  const css = [
    `@import url("${origin}/import.css");`,
    `@import url("${own}/import-own.css");`,
    `@font-face { font-family: evil; src: url("${origin}/font.woff2"), url("${own}/font-own.woff2") }`,
    `body { background: url("${origin}/background.png"); font-family: evil }`,
    `h1 { background: url("${own}/background-own.png"); cursor: url("${origin}/cursor.cur"), auto }`,
    `.app, main, dialog { display: none !important; background: red !important }`,
  ].join('\n');
  const head = element('head', {}, [
    element('meta', { 'http-equiv': 'refresh', content: `0;url=${origin}/refresh` }),
    element('base', { href: `${origin}/base/` }),
    element('link', { rel: 'preconnect', href: origin }),
    element('link', { rel: 'dns-prefetch', href: origin }),
    element('link', { rel: 'prefetch', href: `${origin}/prefetch` }),
    element('link', { rel: 'stylesheet', href: `${origin}/sheet.css` }),
    element('link', { rel: 'stylesheet', href: `${own}/sheet-own.css`, _cssText: css }),
    element('script', { src: `${origin}/script.js` }, [text(run)]),
    element('style', {}, [text(css, true)]),
  ]);
  const frame = element('iframe', { src: `${own}/`, class: 'recorded' });
  const nested = documentOf(
    element('html', {}, [
      element('head', {}, [element('style', { _cssText: `@import url("${own}/nested-own.css"); ${css}` })]),
      element('body', { onload: run }, [
        text('Within'),
        element('img', { src: `${own}/nested-own.png`, onerror: run }),
      ]),
    ]),
  );
  const body = element('body', { onload: run, onpageshow: run }, [
    element('h1', { style: `background-image: url(${origin}/style.png)` }, [text('Still readable <b>here</b>')]),
    element('img', { src: `${origin}/picture.png`, srcset: `${origin}/set.png 2x`, onerror: run }),
    element('img', { src: `${own}/picture-own.png`, rr_dataURL: `${own}/noted-own.png`, onerror: run }),
    element('img', { src: 'data:image/png;base64,AAAA', onerror: run }),
    element('canvas', { rr_dataURL: `${origin}/canvas.png` }),
    element('iframe', { src: `${origin}/frame`, ['src' + 'doc']: `<script>${run}</script>` }),
    element('iframe', { src: `javascript:${run}`, sandbox: 'allow-scripts allow-same-origin' }),
    frame,
    element('object', { data: `${origin}/object` }),
    element('embed', { src: `${origin}/embed` }),
    element('video', {
      src: `${origin}/video.mp4`,
      poster: `${origin}/poster.png`,
      autoplay: true,
      rr_mediaState: 'played',
    }),
    element('a', { href: `javascript:${run}`, ping: `${origin}/ping`, target: '_top' }, [text('link')]),
    element('form', { action: `${origin}/form` }, [element('input', { autofocus: true, onfocus: run })]),
    inSvg('svg', { onload: run }, [
      inSvg('script', { href: `${origin}/svg.js` }, [text(run)]),
      inSvg('use', { 'xlink:href': `${origin}/use.svg#x` }),
      inSvg('image', { href: `${origin}/image.png` }),
    ]),
    { ...element('div', {}, [element('span', { onclick: run })]), isShadowHost: true },
  ]);
  const html = element('html', { manifest: `${origin}/manifest` }, [head, body]);
  const page = documentOf(html);
  const bodyId = idOf(body);
  // A recorder adds node by node.
  const late = [
    element('script'),
    element('img', { src: `${origin}/late.png`, onerror: run }),
    element('style', { _cssText: `@import url("${origin}/late.css");` }),
    text('It went on'),
  ];
  return [
    { type: 4, at: 0, data: { href: `${origin}/page`, width: 900, height: 500 } },
    { type: 2, at: 10, data: { node: page, initialOffset: { left: 0, top: 0 } } },
    {
      ...{ type: 3, at: 400 },
      data: {
        ...{ source: 0, texts: [], removes: [] },
        attributes: [
          {
            id: bodyId,
            attributes: {
              onclick: run,
              background: `${origin}/changed.png`,
              style: `background: url(${origin}/changed-style.png)`,
            },
          },
        ],
        adds: late.map((node) => ({ parentId: bodyId, nextId: null, node })),
      },
    },
    {
      ...{ type: 3, at: 20 },
      data: {
        ...{ source: 0, texts: [], removes: [], attributes: [], isAttachIframe: true },
        adds: [{ parentId: idOf(frame), nextId: null, node: nested }],
      },
    },
    { type: 3, at: 500, data: { source: 10, family: 'evil', fontSource: `url(${origin}/face.woff2)`, buffer: false } },
    { type: 3, at: 510, data: { source: 8, id: 9999, adds: [{ rule: `@import "${origin}/rule.css"`, index: 0 }] } },
    { type: 3, at: 520, data: { source: 9, id: 1, type: 0, commands: [{ property: 'constructor', args: [] }] } },
    { type: 3, at: 530, data: { source: 2, type: 2, id: bodyId, x: 1, y: 1 } },
    { type: 6, at: 540, data: { plugin: 'rrweb/console@1', payload: { trace: [] } } },
    { type: 3, at: 900, data: { source: 1, positions: [{ x: 40, y: 40, id: bodyId, timeOffset: 0 }] } },
  ];
}
