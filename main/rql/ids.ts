/** The numbers of frameworks and platforms, as items carry them (rollbar.md 3.9.4 to 3.9.6). */
const frameworks = [
  ...['unknown', 'rails', 'django', 'pyramid', 'node-js', 'pylons', 'php', 'browser-js', 'rollbar-system', 'android'],
  ...['ios', 'mailgun', 'logentries', 'python', 'ruby', 'sidekiq', 'flask', 'celery', 'rq', 'java', 'dotnet', 'go'],
  ...['react-native', 'macos', 'apex', 'spring', 'bottle', 'twisted', 'asgi', 'starlette', 'fastapi', 'karafka'],
  'flutter',
];
const platforms = ['unknown', 'browser', 'flash', 'android', 'ios', 'heroku', 'google-app-engine', 'client'];

/** Names under which SDKs send a framework or a language that has a number under another name. */
const otherNames: Record<string, string> = {
  ...{ node: 'node-js', nodejs: 'node-js', 'node.js': 'node-js', javascript: 'browser-js', browser: 'browser-js' },
  ...{
    golang: 'go',
    'c#': 'dotnet',
    '.net': 'dotnet',
    kotlin: 'java',
    dart: 'flutter',
    'react native': 'react-native',
  },
};

export function frameworkName(id: number): string {
  return frameworks[id] ?? 'unknown';
}

export function platformName(id: number): string {
  return platforms[id] ?? 'unknown';
}

/** By the framework's name, else by the language; versions behind the name do not count. 0 when neither is known. */
export function frameworkId(framework: string | null, language: string | null): number {
  return frameworkNumber(framework) || frameworkNumber(language);
}

/** 0 for names that have no number, such as `linux`. */
export function platformId(platform: string | null): number {
  return Math.max(0, platforms.indexOf(platform ?? ''));
}

function frameworkNumber(sent: string | null): number {
  const name = (sent ?? '').toLowerCase().trim();
  for (const candidate of [name, name.split(/[\s/:]/)[0] ?? '']) {
    const known = Object.hasOwn(otherNames, candidate) ? otherNames[candidate] : candidate;
    const number = frameworks.indexOf(known ?? '');
    if (number > 0) return number;
  }
  return 0;
}
