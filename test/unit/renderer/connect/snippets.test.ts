import { expect, it } from 'vitest';
import { sdks } from '../../../../renderer/connect/snippets.ts';

const url = 'http://127.0.0.1:7655';
const base = ['python', 'php', 'dotnet'];

it.each(sdks.map((sdk) => [sdk.id, sdk.code(url, 'TOKEN')] as const))(
  '%s gets the address its SDK wants',
  (id, code) => {
    const addresses = code.match(/http:\/\/[^\s"']+/g);
    expect(new Set(addresses)).toEqual(new Set([base.includes(id) ? `${url}/api/1/` : `${url}/api/1/item/`]));
    expect(code).toContain('TOKEN');
    expect(code).toContain('development');
  },
);
