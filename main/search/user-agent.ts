/**
 * Browser and operating system of a user agent, for the main ones; others stay unknown. The order matters: most browsers
 * also name the ones they descend from.
 */
export interface UserAgent {
  browser: string | null;
  browserVersion: string | null;
  os: string | null;
  osVersion: string | null;
}

const browsers: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/([\d.]+)/],
  ['Opera', /\bOPR\/([\d.]+)/],
  ['Samsung Internet', /\bSamsungBrowser\/([\d.]+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Electron', /\bElectron\/([\d.]+)/],
  ['Headless Chrome', /\bHeadlessChrome\/([\d.]+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /\bVersion\/([\d.]+).*\bSafari\//],
  ['Internet Explorer', /\b(?:MSIE |Trident\/.*\brv:)([\d.]+)/],
  ['curl', /^curl\/([\d.]+)/],
  ['python-requests', /^python-requests\/([\d.]+)/],
];

const systems: [name: string, pattern: RegExp][] = [
  ['Windows', /\bWindows NT ([\d.]+)/],
  ['iOS', /\b(?:iPhone|CPU) OS ([\d_]+)/],
  ['Android', /\bAndroid ([\d.]+)/],
  ['macOS', /\bMac OS X ([\d_.]+)/],
  ['ChromeOS', /\bCrOS \S+ ([\d.]+)/],
  ['Linux', /\bLinux()\b/],
];

/** Longer ones are no user agents, and patterns take their time. */
const longest = 1000;

export function readUserAgent(text: string): UserAgent {
  const agent = text.slice(0, longest);
  const [browser, browserVersion] = firstOf(browsers, agent);
  const [os, osVersion] = firstOf(systems, agent);
  return { browser, browserVersion, os, osVersion: osVersion?.replaceAll('_', '.') ?? null };
}

function firstOf(known: [string, RegExp][], agent: string): [string | null, string | null] {
  for (const [name, pattern] of known) {
    const found = pattern.exec(agent);
    if (found) return [name, found[1] || null];
  }
  return [null, null];
}
