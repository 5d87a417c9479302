/** Rollbar's own MCP server, unmodified, in a process of its own: another base URL and a token, nothing else. */
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { RunningCollector } from './running-collector.ts';

const program = join(import.meta.dirname, '../../node_modules/@rollbar/mcp-server/build/index.js');

export interface McpClient {
  /** What a tool answers, read as JSON; a refusal is an error. */
  use(name: string, parameters?: object): Promise<unknown>;
  close(): Promise<void>;
}

/** `token` is what the server's environment says of tokens. */
export async function startMcp(running: RunningCollector, token: Record<string, string>): Promise<McpClient> {
  const mcp = new Client({ name: 'test', version: '1' });
  await mcp.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [program],
      cwd: running.folder,
      env: {
        ...{ ELECTRON_RUN_AS_NODE: '1', HOME: running.folder, PATH: process.env['PATH'] ?? '' },
        ...{ ROLLBAR_API_BASE: `${running.collector.status().ingest.url}/api/1`, ...token },
      },
      stderr: 'ignore',
    }),
  );
  return {
    use: async (name, parameters = {}) => {
      const answer = await mcp.callTool({ name, arguments: { ...parameters } });
      const [first] = answer.content as { text: string }[];
      if (answer.isError === true) throw new Error(first?.text);
      return JSON.parse(first?.text ?? '') as unknown;
    },
    close: () => mcp.close(),
  };
}
