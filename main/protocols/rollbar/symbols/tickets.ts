/** Tickets for uploads, in memory: whoever holds one may upload once. They end with the program. */

export interface Ticket {
  /** Random: it is all that an upload is asked for. */
  id: string;
  projectId: number;
  version: string;
  prefix: string;
}

export interface Tickets {
  /** Returns the id. `now` in unix milliseconds. */
  issue(ticket: Ticket, now: number): string;
  /** Takes the ticket away; null when there is none, or none any more. */
  take(id: string, now: number): Ticket | null;
}

const lifetimeMs = 60 * 60_000;
/** The oldest goes when a program asks again and again. */
const most = 1000;

export function createTickets(): Tickets {
  const issued = new Map<string, { ticket: Ticket; until: number }>();
  return {
    issue: (ticket, now) => {
      issued.set(ticket.id, { ticket, until: now + lifetimeMs });
      const [oldest] = issued.keys();
      if (issued.size > most && oldest !== undefined) issued.delete(oldest);
      return ticket.id;
    },
    take: (id, now) => {
      const found = issued.get(id);
      issued.delete(id);
      return found !== undefined && now <= found.until ? found.ticket : null;
    },
  };
}
