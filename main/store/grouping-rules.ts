/** Rules by which reports are grouped, per project. */
import type { Database } from 'better-sqlite3';
import type { GroupingRules, KeptRule } from '../../shared/fingerprint-rule.ts';

export interface GroupingRulesTable {
  /** Remembered: as long as they stay the same this is the same object, which nobody may change. */
  of(projectId: number): GroupingRules;
  /** Replaces them, with the next version. */
  save(rules: Omit<GroupingRules, 'version'>): void;
  /** Another connection may have changed them. */
  forget(): void;
}

interface Row {
  version: number;
  ignores_client: number;
  rules: string;
}

interface Remembered {
  rules: GroupingRules;
  text: string;
  isFresh: boolean;
}

export function groupingRulesTable(db: Database): GroupingRulesTable {
  const one = db.prepare<[number], Row>('SELECT version, ignores_client, rules FROM grouping_rules WHERE id = ?');
  const upsert = db.prepare<[object]>(
    `INSERT INTO grouping_rules (id, version, ignores_client, rules) VALUES (@id, 1, @ignores, @rules)
     ON CONFLICT DO UPDATE SET version = version + 1, ignores_client = excluded.ignores_client, rules = excluded.rules`,
  );
  const remembered = new Map<number, Remembered>();
  const forget = (): void => {
    for (const each of remembered.values()) each.isFresh = false;
  };
  return {
    forget,
    of: (projectId) => {
      const known = remembered.get(projectId);
      if (known?.isFresh) return known.rules;
      const row = one.get(projectId) ?? { version: 0, ignores_client: 0, rules: '[]' };
      if (known && known.rules.version === row.version && known.text === row.rules) {
        known.isFresh = true;
        return known.rules;
      }
      const rules = rulesOf(projectId, row);
      remembered.set(projectId, { rules, text: row.rules, isFresh: true });
      return rules;
    },
    save: ({ projectId, ignoresClient, rules }) => {
      upsert.run({ id: projectId, ignores: Number(ignoresClient), rules: JSON.stringify(rules) });
      forget();
    },
  };
}

function rulesOf(projectId: number, { version, ignores_client: ignores, rules }: Row): GroupingRules {
  return { projectId, version, ignoresClient: ignores === 1, rules: JSON.parse(rules) as KeptRule[] };
}
