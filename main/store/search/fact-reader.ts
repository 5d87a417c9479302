/** Reads facts: what reports of an item share, and which values a field has. All from indexes. */
import type { Database } from 'better-sqlite3';
import type { Breakdown, FactBreakdown, FactCount, FactShare } from '../../../shared/breakdown.ts';
import { callFields, labelOf, rankDifferences, type CountedValue } from '../../../shared/difference.ts';

export interface WantedValues {
  /** Null for all projects. */
  projectId: number | null;
  /** FactNames, or `custom:` and a key. */
  fields: readonly string[];
  /** How the values begin, without regard to case. */
  prefix: string;
  limit: number;
}

export interface FactReader {
  breakdown(itemId: number): Breakdown;
  /** Most frequent first, among the first by name. */
  values(wanted: WantedValues): FactCount[];
}

/** Of each field of an item, the most frequent. */
const shownValues = 10;
/** So many values that begin as wanted are looked at. */
const comparedValues = 2000;

interface Row {
  field: string;
  value: string | null;
  count: number;
  projectCount: number | null;
}

export function factReader(db: Database): FactReader {
  const read = db.prepare<[number], { projectId: number; occurrences: number; ofProject: number }>(
    `SELECT search_item.project_id AS projectId, search_item.occurrences,
       (SELECT search_project.occurrences FROM search_project
        WHERE search_project.project_id = search_item.project_id) AS ofProject
     FROM search_item WHERE item_id = ?`,
  );
  const ofItem = db.prepare<[number], Row>(
    `SELECT fact_field.name AS field, fact_value.value, item_fact.count, fact_value.count AS projectCount
     FROM item_fact JOIN fact_field ON fact_field.id = item_fact.field_id
     LEFT JOIN fact_value ON fact_value.id = item_fact.value_id
     WHERE item_id = ? ORDER BY item_fact.field_id, item_fact.count DESC, fact_value.value`,
  );
  return {
    breakdown: (itemId) => {
      const totals = read.get(itemId);
      if (!totals) return { occurrences: 0, fields: [], apart: { inside: 0, outside: 0, values: [] } };
      const fields = new Map<string, Row[]>();
      for (const row of ofItem.iterate(itemId)) {
        const rows = fields.get(row.field) ?? [];
        rows.push(row);
        fields.set(row.field, rows);
      }
      return {
        occurrences: totals.occurrences,
        fields: [...fields].map(([field, rows]) => breakdownOf(field, rows, totals)),
        apart: rankDifferences([...fields].filter(([field]) => !makesItems.has(field)).flatMap(countedOf), {
          inside: totals.occurrences,
          outside: totals.ofProject - totals.occurrences,
        }),
      };
    },
    values: valueReader(db),
  };
}

function breakdownOf(
  field: string,
  rows: readonly Row[],
  totals: { occurrences: number; ofProject: number },
): FactBreakdown {
  const values = rows.flatMap(({ value, count, projectCount }): FactShare[] => {
    if (value === null) return [];
    const share = count / totals.occurrences;
    const shareInProject = (projectCount ?? count) / totals.ofProject;
    return [{ value, count, share, shareInProject, lift: share / shareInProject }];
  });
  return {
    ...{ field, label: labelOf(field), values: values.slice(0, shownValues) },
    ...{ different: values.length, isCapped: values.length < rows.length },
  };
}

/** Reports are one item because of these: that they share them is no news. */
const makesItems = new Set([...callFields, 'language', 'platform', 'framework']);

function countedOf([field, rows]: [string, Row[]]): CountedValue[] {
  return rows.flatMap(({ value, count, projectCount }) =>
    value === null ? [] : [{ field, value, inside: count, outside: (projectCount ?? count) - count }],
  );
}

function valueReader(db: Database): FactReader['values'] {
  // The fields are few; of each, values are read in the order of the index.
  const find = db.prepare<[string, number | null, number | null, string, string, number, number], FactCount>(
    `SELECT value, sum(count) AS count FROM (
       SELECT fact_value.value, fact_value.count FROM fact_field JOIN fact_value ON fact_value.field_id = fact_field.id
       WHERE fact_field.name IN (SELECT value FROM json_each(?)) AND (? IS NULL OR fact_field.project_id = ?)
         AND fact_value.value >= ? AND fact_value.value < ? LIMIT ?)
     GROUP BY value COLLATE NOCASE ORDER BY count DESC, value LIMIT ?`,
  );
  return ({ projectId, fields, prefix, limit }) =>
    find.all(JSON.stringify(fields), projectId, projectId, prefix, `${prefix}\u{10ffff}`, comparedValues, limit);
}
