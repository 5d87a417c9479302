/** Where rules would put stored occurrences: read in the thread that reads reports for the explorer. */
import type { GroupingRules } from '../../shared/fingerprint-rule.ts';
import type { Mechanism } from '../grouping/group.ts';
import { readStored } from '../protocols/protocols.ts';
import type { PlacedReport, ReportReader } from '../store/store.ts';
import { groupReport } from './rule-group.ts';

export interface PlaceRequest {
  kind: 'place';
  rules: GroupingRules;
  mechanism: Mechanism;
  /** Occurrences before this one are looked at, the newest first. */
  before: number;
  limit: number;
}

export interface PlacedByRules {
  placed: Placement[];
  /** The last id that was looked at; null when there are no more. */
  position: number | null;
}

export interface Placement {
  itemId: number;
  /** Within which keys are compared. */
  scope: string;
  /** The fingerprint that a rule gives it; null: it is grouped as without rules. */
  fingerprint: string | null;
  /** It is in an item that a rule made, and no rule matches it any more. */
  isLeftBehind: boolean;
}

/** In UTF-16 units of reports that one request reads. */
const enoughText = 12_000_000;

export function placeReports(reader: Pick<ReportReader, 'before'>, request: PlaceRequest): PlacedByRules {
  const { rules, before, limit, mechanism } = request;
  const read = reader.before({ projectId: rules.projectId, before, reports: limit, characters: enoughText });
  const placed = read.reports.filter(({ isMerged }) => !isMerged).map((report) => place(report, { rules, mechanism }));
  return { placed, position: read.position };
}

function place(report: PlacedReport, { rules, mechanism }: Pick<PlaceRequest, 'rules' | 'mechanism'>): Placement {
  const { item, text } = report;
  const isRuled = item.mechanism === 'rule';
  const occurrence = readStored(report.protocol, text, report);
  const group = groupReport(
    { occurrence, raw: text },
    { mechanism, rules, defaultFingerprint: (plain) => (isRuled ? plain.key : item.fingerprint) },
  );
  const fingerprint = group.mechanism === 'rule' ? group.key : null;
  return { itemId: report.itemId, scope: item.scope, fingerprint, isLeftBehind: isRuled && fingerprint === null };
}
