/** Reads a text/event-stream: events of one `event:` and one `data:` line each, comments left out. */

/** Sends each event with its JSON payload; resolves when the stream ends, rejects when it breaks. */
export async function readEvents(
  stream: ReadableStream<Uint8Array>,
  send: (event: string, payload: unknown) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  const reader = stream.getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) sendBlock(block, send);
  }
}

function sendBlock(block: string, send: (event: string, payload: unknown) => void): void {
  const event = /^event: (.+)$/m.exec(block)?.[1];
  const data = /^data: (.+)$/m.exec(block)?.[1];
  if (event !== undefined && data !== undefined) send(event, JSON.parse(data) as unknown);
}
