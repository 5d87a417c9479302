/** An intake that stores nothing and remembers everything. */
import type { TokenScope } from '../../../../shared/project.ts';
import type { Authorization, Intake, RefusedReport, Report } from '../../../../main/protocols/intake.ts';

export interface FakeIntake extends Intake {
  accepted: Report[];
  refused: RefusedReport[];
  asked: { token: string; scopes: TokenScope[] }[];
  strict: boolean;
  maxBodyBytes: number;
  authorization: Authorization;
  /** Stands in for the store; may reject. */
  store(report: Report): Promise<void>;
}

export const fakeNow = 1_767_225_600_500;

export function fakeIntake(changes: Partial<FakeIntake> = {}): FakeIntake {
  let made = 0;
  const intake: FakeIntake = {
    accepted: [],
    refused: [],
    asked: [],
    strict: false,
    maxBodyBytes: 65_536,
    authorization: { kind: 'known', projectId: 1 },
    settings: () => ({ strict: intake.strict, maxBodyBytes: intake.maxBodyBytes }),
    authorize: (token, scopes) => {
      intake.asked.push({ token, scopes });
      return intake.authorization;
    },
    countRequest: () => null,
    store: () => Promise.resolve(),
    accept: (report) => {
      intake.accepted.push(report);
      return intake.store(report);
    },
    keepRefused: (delivery) => {
      intake.refused.push(delivery);
    },
    settled: () => Promise.resolve(),
    now: () => fakeNow,
    newUuid: () => `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
    ...changes,
  };
  return intake;
}
