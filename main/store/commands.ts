/** Commands that were carried out, with their answers: the same command again gets the same answer. Each kind of command
 * has its own kind of answer; the ids are one of a kind among all. */
import type { Database } from 'better-sqlite3';

export interface CommandTable<Answer> {
  answerTo(commandId: string): Answer | undefined;
  remember(commandId: string, at: number, answer: Answer): void;
}

export function commandTable<Answer>(db: Database): CommandTable<Answer> {
  const find = db.prepare<[string], string>('SELECT answer FROM command WHERE id = ?').pluck();
  const insert = db.prepare<[string, number, string]>('INSERT INTO command (id, at, answer) VALUES (?, ?, ?)');
  return {
    answerTo: (commandId) => {
      const answer = find.get(commandId);
      return answer === undefined ? undefined : (JSON.parse(answer) as Answer);
    },
    remember: (commandId, at, answer) => {
      insert.run(commandId, at, JSON.stringify(answer));
    },
  };
}
