/** Is a script of a page, named by its URL, the project's own? Extensions and other people's hosts are not. */

const extension = /^(?:[a-z]+-)*extension:/i;
/** Parts of bundles that hold a bundler's own code, or other people's. */
const bundled =
  /(?:^|\/)(?:webpack\/(?:runtime|bootstrap)|(?:chunk-)?vendors?(?:[.~-][^/]*)?\.m?js|polyfills?(?:[.~-][^/]*)?\.m?js)/;
/** Where libraries are loaded from when the page's own host is not known. */
const publicHost =
  /(?:^|\.)(?:jsdelivr\.net|unpkg\.com|cdnjs\.cloudflare\.com|googleapis\.com|gstatic\.com|googletagmanager\.com|google-analytics\.com|bootstrapcdn\.com|code\.jquery\.com|facebook\.net|doubleclick\.net)$/;

/** `pageHost` may be empty. URLs without a host, such as `webpack:` or `file:`, are judged by their path alone. */
export function isOwnUrl(url: string, pageHost: string): boolean {
  if (extension.test(url) || url.startsWith('node:')) return false;
  if (bundled.test(url)) return false;
  const host = /^https?:\/\/([^/?#]*)/i.exec(url)?.[1]?.toLowerCase().replace(/:\d+$/, '');
  if (host === undefined) return true;
  return pageHost === '' ? !publicHost.test(host) : siteOf(host) === siteOf(pageHost);
}

/** The part of a host that one owner has: `shop.example` of `static.shop.example`. Addresses stay whole. */
function siteOf(host: string): string {
  if (/^[\d.]+$/.test(host) || host.startsWith('[')) return host;
  const labels = host.split('.');
  const isSplitSuffix = /^(?:co|com|net|org|gov|edu|ac|ne|or)\.[a-z]{2}$/.test(labels.slice(-2).join('.'));
  return labels.slice(isSplitSuffix ? -3 : -2).join('.');
}
