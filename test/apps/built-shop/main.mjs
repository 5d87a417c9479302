/**
 * A small page that is built and minified before it is opened. It reports one uncaught error as its address says:
 * ?endpoint=, token=, version=.
 */
import { checkOut } from './checkout.mjs';

const { document, location } = globalThis;
const { endpoint, token, version } = Object.fromEntries(new URL(location.href).searchParams);

globalThis._rollbarConfig = {
  accessToken: token,
  endpoint,
  captureUncaught: true,
  payload: {
    environment: 'production',
    client: { javascript: { code_version: version, source_map_enabled: true } },
  },
};

const sdk = document.createElement('script');
sdk.src = '/sdk/rollbar.js';
sdk.onload = () => setTimeout(() => checkOut([{ name: 'tea', count: 2 }]));
document.head.append(sdk);
