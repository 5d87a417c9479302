/** Commands that were carried out, with their answers: the same command again gets the same answer. */
import type { Database } from 'better-sqlite3';
import type { TriageAnswer } from '../../shared/triage.ts';

export interface CommandTable {
  answerTo(commandId: string): TriageAnswer | undefined;
  remember(commandId: string, at: number, answer: TriageAnswer): void;
}

export function commandTable(db: Database): CommandTable {
  const find = db.prepare<[string], string>('SELECT answer FROM command WHERE id = ?').pluck();
  const insert = db.prepare<[string, number, string]>('INSERT INTO command (id, at, answer) VALUES (?, ?, ?)');
  return {
    answerTo: (commandId) => {
      const answer = find.get(commandId);
      return answer === undefined ? undefined : (JSON.parse(answer) as TriageAnswer);
    },
    remember: (commandId, at, answer) => {
      insert.run(commandId, at, JSON.stringify(answer));
    },
  };
}
